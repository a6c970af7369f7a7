"""A page: its address, its template and what the template shows; and the way to make Markdown of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from html import escape as escaped
from typing import Any
from urllib.parse import quote

from jinja2 import TemplateRuntimeError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from sop_toolkit.model.guess import did_you_mean
from sop_toolkit.model.procedure import GOALS, Procedure
from sop_toolkit.model.scalars import Duration
from sop_toolkit.render import words as html
from sop_toolkit.render.edition import Edition
from sop_toolkit.render.environment import trouble
from sop_toolkit.render.foreign import marked
from sop_toolkit.text import Text

Values = dict[str, Any]
GUIDE = "guide"  # the address of the guide


@dataclass(frozen=True)
class Page:
    """A page at `address` (without slashes around it; empty for home), made by `template` from `values`.

    The address counts from the edition's home, so that it is the same in all languages. The values are worked out
    when the page is written, as thousands of them would fill the memory. `source` is the file that an edit link
    opens, from the manual's root, and empty for made-up pages.
    """

    address: str
    template: str
    title: str
    values: Callable[[], Values] = dict
    source: str = ""
    in_navigation: bool = False

    @property
    def file(self) -> str:
        """The page's Markdown file in its edition; its address on the site follows from it."""
        return f"{self.address}/index.md" if self.is_folder else f"{self.address or 'index'}.md"

    @property
    def is_folder(self) -> bool:
        """Whether other pages stand below this one."""
        return self.address == "roles"


class Writer:
    """What a template can ask: words of the edition, links from this page, texts as safe HTML."""

    def __init__(self, page: Page, edition: Edition) -> None:
        self.page = page
        self.edition = edition
        self._up = "../" * (page.address.count("/") + 1) if page.address else ""
        self._top = self._up if edition.is_own else f"../{self._up}"

    def names(self) -> dict[str, Any]:
        """The names that every template knows."""
        edition, labels = self.edition, self.edition.labels
        return {
            "page": self.page,
            "today": edition.today,
            "t": self.label,
            "day": labels.day,
            "duration": self.duration,
            "together": self.together,
            "role": self.role,
            "branch_names": lambda choice: self.together(edition.branches(choice)),
            "words": self.words,
            "shown": self.shown,
            "plain": self.plain,
            "front": front,
            "link": self.link,
            "picture": self.picture,
            "goal": self.goal,
            "standing": self.standing,
            "findings": (),
            **self.page.values(),
        }

    def label(self, key: str, **values: object) -> str:
        """A label of the edition; values that bring HTML along keep it."""
        known = self.edition.labels.words
        if key not in known:
            raise TemplateRuntimeError(f"there is no label `{key}`. {did_you_mean(key, list(known))}")
        brings_html = any(hasattr(value, "__html__") for value in values.values())
        if brings_html:
            values = {name: str(escape(value)) for name, value in values.items()}
        try:
            words = self.edition.labels(key, **values)
        except KeyError as error:
            raise TemplateRuntimeError(f"the label `{key}` needs a value for `{error.args[0]}`") from error
        return Markup(words) if brings_html else words

    def role(self, id: str) -> str:
        """A role's name. One that a source names wrongly is shown by its id, and the linter reports it."""
        known = self.edition.manual.roles
        if id and id not in known and not isinstance(id, Text):
            raise TemplateRuntimeError(f"there is no role `{id}`. {did_you_mean(id, list(known))}")
        return self.edition.role(id)

    def together(self, words: Iterable[str]) -> Markup:
        """Names as a list in a sentence."""
        return Markup(self.edition.labels.together([str(escape(word)) for word in words]))

    def words(self, text: str) -> Markup:
        """A text of a source as HTML, marked where it is not translated."""
        language = self.edition.foreign(text)
        made = html.words(text, self._shown, self._page_link)
        return marked(made, language, self.edition.labels("not_translated")) if language else made

    def shown(self, text: str) -> str:
        """A text of a source in one line without emphasis, marked where it is not translated."""
        return self.edition.written_in(self.edition.foreign(text), self.plain(text))

    def plain(self, text: str) -> str:
        """A text of a source without marks, for attributes."""
        return html.plain(text, self._said)

    def link(self, address: str, anchor: str = "") -> str:
        """The way from this page to another."""
        way = f"{self._up}{address}/" if address else (self._up or "./")
        return f"{way}#{anchor}" if anchor else way

    def picture(self, file: str) -> str:
        """The way to a picture that stands beside a procedure."""
        return f"{self._top}assets/pictures/{self.page.address}/{quote(file)}"

    def standing(self, procedure: Procedure) -> Markup:
        """A mark behind the name or the step of a procedure that nobody works by yet; nothing behind the others."""
        said = self.edition.standing(procedure)
        return Markup(' <em class="sop-coming">{}</em>').format(said) if said else Markup()

    def duration(self, limit: Duration) -> str:
        """A time limit in words."""
        return self.edition.labels.duration(limit.count, limit.unit)

    def goal(self, goal: str) -> str:
        """What a measure is meant to do."""
        if goal in GOALS:
            return self.edition.labels(f"goal_{goal}")
        return self.label("goal_value", value=self.shown(goal))

    def _page_link(self, target: str) -> str:
        if target.startswith("#"):
            return target
        address, _, anchor = target.partition("#")
        address = address.strip("/")
        in_guide = address.split("/")[0] == GUIDE
        if in_guide and not self.edition.is_own and address not in self.edition.guide:
            return f"{self._top}{self.link(address, anchor).removeprefix(self._up)}"
        return self.link(address, anchor)

    def _said(self, kind: str, name: str) -> str:
        """A placeholder's plain words; an unknown one is shown as it stands."""
        edition, manual = self.edition, self.edition.manual
        if kind == "sop" and name in manual.by_id:
            title = manual.by_id[name].title
            return edition.written_in(edition.foreign(title), html.plain(title, _name_alone))
        if kind == "branch" and name == "name":
            return edition.labels("branch_name")
        known: dict[str, tuple[Collection[str], Callable[[str], str]]] = {
            "role": (manual.roles, edition.role),
            "branch": (manual.fields, edition.fact),
            "term": (manual.terms, edition.term),
        }
        names, called = known.get(kind, ((), str))
        return called(name) if name in names else _as_written(kind, name)

    def _shown(self, kind: str, name: str) -> str:
        said = str(escape(self._said(kind, name)))
        if kind == "sop" and self.edition.has_page(name):
            return f'<a href="{self.link(name)}">{said}</a>'
        if kind == "branch" and name in self.edition.manual.fields:
            return f'<a class="sop-fact" href="{self.link("branches", f"fact-{name}")}">{said}</a>'
        if kind == "term" and name in self.edition.manual.terms:
            return f'<a class="sop-word" href="{self.link("terms", name)}">{said}</a>'
        if kind == "role" and name in self.edition.manual.roles:
            return f'<span class="sop-name">{said}</span>'
        return said


def _as_written(kind: str, name: str) -> str:
    return f"(({kind}.{name}))" if name else f"(({kind}))"


def _name_alone(kind: str, name: str) -> str:
    """Inside a title that a placeholder shows: two titles that name each other would never end."""
    return name


def front(value: object) -> Markup:
    """A value for the front matter: JSON, which is YAML, with its text escaped, as themes print it unescaped."""
    return Markup(json.dumps(_escaped(value), ensure_ascii=False))


def _escaped(value: object) -> object:
    if isinstance(value, str):
        return escaped(value)
    return [_escaped(item) for item in value] if isinstance(value, Iterable) else value


def write(page: Page, edition: Edition, environment: ImmutableSandboxedEnvironment) -> str:
    """The page as Markdown. Raises TemplateTrouble with the template and the line."""
    try:
        return environment.get_template(page.template).render(Writer(page, edition).names())
    except Exception as error:
        raise trouble(error, page.template) from error
