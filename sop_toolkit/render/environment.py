"""The Jinja environment: sandboxed, strict, escaping; a manual's own templates come first."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from sop_toolkit.model.guess import did_you_mean

_PACKAGE = Path(__file__).parent.parent
# The templates stand beside the package in a checkout, and inside it once installed.
BUILT_IN = next(path for path in (_PACKAGE / "templates", _PACKAGE.parent / "templates") if path.is_dir())

_END = ".md.j2"


class TemplateTrouble(Exception):
    """A template that cannot be rendered: which one, in which line, and why."""

    def __init__(self, template: str, line: int, said: str) -> None:
        super().__init__(f"{template}, line {line}: {said}")
        self.template = template
        self.line = line
        self.said = said


class _Environment(ImmutableSandboxedEnvironment):
    """The model's own classes hold data, so that their public fields need little of the sandbox's own checks."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj).__module__.startswith("sop_toolkit.") and not attribute.startswith("_"):
            try:
                value = getattr(obj, attribute)
            except AttributeError:
                return self.undefined(_no_such_field(obj, attribute), obj=obj, name=attribute)
            return value if _is_data(attribute, value) else self.unsafe_undefined(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return _is_data(attr, value) and super().is_safe_attribute(obj, attr, value)


class _Folder(FileSystemLoader):
    """The templates of a folder; one that cannot be read is named itself, not the template that includes it."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except TemplateNotFound:  # an OSError as well
            raise
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            said = f"byte 0x{error.object[error.start]:02x} is not UTF-8; save the file as UTF-8"
            raise TemplateSyntaxError(said, line, template) from error
        except OSError as error:
            raise TemplateSyntaxError(f"the file cannot be read: {error.strerror}", 1, template) from error


def environment(own: Sequence[Path] = ()) -> ImmutableSandboxedEnvironment:
    """Templates from the folders `own`, then the toolkit's. Raises TemplateTrouble for one that nothing shows."""
    for folder in own:
        _check_names(folder)
    loader = ChoiceLoader([_Folder(path) for path in (*own, BUILT_IN)])
    return _Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def _is_data(attribute: str, value: object) -> bool:
    """A path reads and writes files, and a source's text as a format reads any attribute of what it is given."""
    return not isinstance(value, Path) and attribute not in ("format", "format_map")


def trouble(error: Exception, template: str) -> TemplateTrouble:
    """What went wrong in a template, in one line: which template, which line, what."""
    name, line = _place(error, template)
    said = " ".join(str(getattr(error, "message", None) or error).split())
    if isinstance(error, TemplateNotFound):
        said = f"there is no template `{error.name}`. {did_you_mean(str(error.name), _templates(BUILT_IN))}"
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


def _check_names(own: Path) -> None:
    """A template must take the place of one of the toolkit's, or another one must name it: else nobody sees it."""
    built_in = _templates(BUILT_IN)
    texts = {name: (own / name).read_text(encoding="utf-8", errors="replace") for name in _templates(own)}
    for name in texts.keys() - set(built_in):
        stem = Path(name).name.partition(".")[0]
        if not any(stem in text for other, text in texts.items() if other != name):
            raise TemplateTrouble(f"templates/{name}", 1, f"no template shows this one. {did_you_mean(name, built_in)}")
    for file in sorted(path.relative_to(own) for path in own.rglob("*.*")):
        name, meant = file.as_posix(), file.with_name(file.name.partition(".")[0] + _END).as_posix()
        is_missing = meant in built_in and meant not in texts
        if is_missing and name not in texts and not any(name in text for text in texts.values()):
            raise TemplateTrouble(f"templates/{name}", 1, f"a template ends in `{_END}`. Rename the file to `{meant}`.")


def _templates(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.j2"))


def _no_such_field(value: object, name: str) -> str:
    """What a template reads when it asks a value of the model for a field that it has not."""
    kind = re.sub(r"(?<!^)(?=[A-Z])", " ", type(value).__name__).lower()
    fields = [each for each in dir(value) if not each.startswith("_")]
    return f"there is no field `{name}` in `{kind}`. {did_you_mean(name, fields)}"


__all__ = ["BUILT_IN", "TemplateTrouble", "environment", "trouble"]
