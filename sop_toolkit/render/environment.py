"""The Jinja environment: sandboxed, strict, escaping; a manual's own templates come first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

_PACKAGE = Path(__file__).parent.parent
# The templates stand beside the package in a checkout, and inside it once installed.
BUILT_IN = next(path for path in (_PACKAGE / "templates", _PACKAGE.parent / "templates") if path.is_dir())


class TemplateTrouble(Exception):
    """A template that cannot be rendered: which one, in which line, and why."""

    def __init__(self, template: str, line: int, said: str) -> None:
        super().__init__(f"{template}, line {line}: {said}")
        self.template = template
        self.line = line
        self.said = said


class _Environment(ImmutableSandboxedEnvironment):
    """The model's own classes hold data alone, so that their public fields need no further check."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj).__module__.startswith("sop_toolkit.") and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


def environment(own: Sequence[Path] = ()) -> ImmutableSandboxedEnvironment:
    """Templates from the folders `own`, then the toolkit's."""
    loader = ChoiceLoader([FileSystemLoader(path) for path in (*own, BUILT_IN)])
    return _Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def trouble(error: Exception, template: str) -> TemplateTrouble:
    """What went wrong in a template, in one line: which template, which line, what."""
    name, line = _place(error, template)
    said = " ".join(str(getattr(error, "message", None) or error).split())
    return TemplateTrouble(f"templates/{name}", line, said)


def _place(error: Exception, template: str) -> tuple[str, int]:
    if isinstance(error, TemplateSyntaxError):
        return error.name or template, error.lineno
    found = (template, 1)
    trace = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.suffix == ".j2":
            found = ("/".join(file.parts[file.parts.index("templates") + 1 :]), trace.tb_lineno)
        trace = trace.tb_next
    return found


__all__ = ["BUILT_IN", "TemplateTrouble", "environment", "trouble"]
