"""What search finds: the procedures of an edition with their steps, its lists of names, and the guide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import category

import regex

from sop_toolkit.model.procedure import Case, Procedure, Step, anchor
from sop_toolkit.publish.search.folding import Written, written
from sop_toolkit.render.edition import Edition
from sop_toolkit.render.page import Page, Writer
from sop_toolkit.source import markdown
from sop_toolkit.text import File, Kind

_Plain = Callable[[str], str]  # a text of a source without its marks
# In the guide: what stands in braces behind something, pictures with their texts, links, and marks around words.
_BRACES = regex.compile(r"(?<=[)\s])\{[^{}]*\}")
_PICTURE = regex.compile(r"!\[[^\[\]]*\]\([^()]*\)")
_LINK = regex.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_MARK = regex.compile(r"`+|\*+|~~|(?<!\w)_+|_+(?!\w)|<!--.*?-->")
# How much a word counts where it stands.
TITLE, KEYWORD, ORIGINAL, STEP, EXCEPTION, REST, SPOKEN = 16.0, 12.0, 5.0, 5.0, 4.0, 3.0, 2.0
# How much a page counts beside a procedure, which is what people look for.
_CATEGORY, _BRANCH, _ROLE, _LIST = 0.25, 0.5, 0.4, 0.2


class Rank(IntEnum):
    """What people look for comes before the guide to the manual; what is not in force shows where nothing else does."""

    STAFF, GUIDE, LAST = range(3)


NO_WORDS = Written((), "")


class Section(NamedTuple):
    """A part of a page that a result can lead to: `words` count by its `weight`, `more` as the rest of the page.

    `label` stands before it in a result, such as a step's number. `original` are its words in the manual's own
    language, each once, which staff mix into theirs.
    """

    anchor: str
    words: str
    weight: float
    label: str = ""
    more: str = ""
    original: Written = NO_WORDS

    @property
    def text(self) -> str:
        """All that a result shows of it."""
        return _in_a_row(self.words, self.more)


@dataclass(frozen=True, slots=True)
class Document:
    """A page for search.

    `original` are its names in the manual's own language; `standing` says why nobody works by it yet.
    """

    address: str
    title: str
    place: str = ""
    keywords: tuple[str, ...] = ()
    original: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    factor: float = 1.0
    standing: str = ""
    rank: Rank = Rank.STAFF


def documents(edition: Edition, original: Speaker, guide: Iterable[tuple[str, str]]) -> Iterator[Document]:
    """All documents of an edition, by their ranks.

    `original` speaks for the edition in the manual's own language, `guide` has addresses and Markdown.
    """
    speaker = original if edition is original.edition else Speaker(edition)
    later = [each for each in edition.procedures if not each.is_controlled]
    for procedure in edition.procedures:
        if procedure.is_controlled:
            yield _procedure(procedure, speaker, original)
    yield from _lists(edition, original.edition, speaker.plain)
    for address, text in guide:
        yield _guide_page(address, text)
    for procedure in (*later, *edition.retired):
        yield _procedure(procedure, speaker, original)


def synonyms(edition: Edition, original: Edition) -> Iterator[tuple[str, str]]:
    """Words that the manual avoids, each with the one it uses; those of its own language lead to this language's."""
    for id, by_language in original.manual.terms.items():
        known = {str(code): term for code, term in by_language.items()}
        use = edition.term(id)
        for code in dict.fromkeys((edition.language, original.language)):
            if term := known.get(code):
                yield from ((str(word), use) for word in (*term.avoid, term.use) if str(word) != use)


class Speaker:
    """What an edition says, in plain words."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.plain: _Plain = Writer(Page("", "", ""), edition).plain
        self._said: dict[str, dict[str, Written]] = {}
        self._is_asked = edition.is_own and len(edition.manual.languages) > 1
        self._digits = cache(edition.labels.number)

    def sections(self, procedure: Procedure) -> list[Section]:
        """The parts of a procedure's page, in its order. What all other editions ask for, it keeps."""
        made = self._sections(procedure)
        if self._is_asked:
            self._said[str(procedure.id)] = {each.anchor: _once(each.text) for each in made if each.anchor}
        return made

    def words(self, id: str) -> dict[str, Written]:
        """Each word of each part of a procedure once, by the part's anchor."""
        if id not in self._said:
            self.sections(self.edition.manual.by_id[id])
        return self._said[id]

    def _sections(self, procedure: Procedure) -> list[Section]:
        return [
            *(self._step(step, number) for number, step in enumerate(procedure.steps, 1)),
            *(self._case(case, number) for number, case in enumerate(procedure.exceptions or (), 1)),
            Section("", self._joined(procedure.purpose), REST),
            Section("", self._joined(*_rest(procedure)), REST),
        ]

    def _step(self, step: Step, number: int) -> Section:
        asked = [step.decide.ask] if step.decide else []
        options = step.decide.options if step.decide else ()
        answers = [text for option in options for text in (option.when, option.do)]
        warn = [text for hazard in step.warn for text in (hazard.precaution, hazard.hazard, hazard.consequence)]
        verify = [step.verify.how] if step.verify else []
        say = f"“{self.plain(step.say)}”" if step.say else None
        return Section(
            anchor(step, number),
            self._joined(step.do, *(part.do for part in step.substeps), *asked, *answers),
            STEP,
            self._digits(number),
            _in_a_row(self._joined(*warn), say, self._joined(step.why, step.result, *verify)),
        )

    def _case(self, case: Case, number: int) -> Section:
        words = self._joined(case.case, case.may, case.otherwise)
        return Section(f"exception-{case.id or number}", words, EXCEPTION)

    def _joined(self, *texts: str | None) -> str:
        said = [self.plain(text) for text in texts if text]
        return _in_a_row(*said) if said else ""


def _procedure(procedure: Procedure, speaker: Speaker, original: Speaker) -> Document:
    """A procedure in an edition, with its words in the manual's own language."""
    edition = speaker.edition
    first = original.edition.manual.by_id.get(str(procedure.id), procedure)
    sections = speaker.sections(procedure)
    names: tuple[str, ...] = ()
    if first is not procedure:
        names = (original.plain(first.title), *map(str, first.keywords))
        words = original.words(str(procedure.id))
        sections = [each._replace(original=words.get(each.anchor, NO_WORDS)) for each in sections]
    return Document(
        f"{procedure.id}/",
        speaker.plain(procedure.title),
        edition.category(procedure.category) if procedure.category else "",
        tuple(map(str, procedure.keywords)),
        names,
        tuple(sections),
        standing=edition.standing(procedure),
        rank=Rank.STAFF if procedure.is_controlled else Rank.LAST,
    )


def _once(text: str) -> Written:
    found = written(text)
    return Written(tuple(dict.fromkeys(found.words)), found.joined)


def _rest(procedure: Procedure) -> list[str | None]:
    records = [text for record in procedure.records or () for text in (record.what, record.where)]
    measures = [measure.what for measure in procedure.measures]
    return [procedure.scope, procedure.trigger, *(procedure.needs or ()), procedure.done, *records, *measures]


def _in_a_row(*texts: str | None) -> str:
    """Texts in a row; between two that no sign parts stands a dot."""
    said = [text for text in texts if text]
    if len(said) < 2:  # as in most places
        return "".join(said).rstrip(" ·")
    return "".join(f"{text} · " if category(text[-1])[0] in "LMN" else f"{text} " for text in said).rstrip(" ·")


def _lists(edition: Edition, original: Edition, plain: _Plain) -> Iterator[Document]:
    manual, labels = edition.manual, edition.labels
    for id in manual.categories:
        about = Section("", plain(edition.about(id)), REST)
        names = _other(original.category(id), edition.category(id))
        yield Document(
            f"{id}/", edition.category(id), labels("procedures"), (), names, sections=(about,), factor=_CATEGORY
        )
    for id in manual.roles:
        names = _other(original.role(id), edition.role(id))
        yield Document(f"roles/{id}/", edition.role(id), labels("roles"), original=names, factor=_ROLE)
    if manual.branches:
        asked = tuple(dict.fromkeys(name for each in (edition, original) for name in map(each.fact, manual.fields)))
        yield Document("branches/", labels("branches"), keywords=asked, factor=_BRANCH)
    for id in manual.branches:
        facts = "; ".join(f"{edition.fact(name)}: {edition.value(id, name)}" for name in manual.fields)
        sections = (Section("", facts, REST),)
        names = _other(original.branch(id), edition.branch(id))
        yield Document(
            f"branches/#branch-{id}", edition.branch(id), labels("branches"), (), names, sections, factor=_BRANCH
        )
    for id, by_language in manual.terms.items():
        known = {str(code): term for code, term in by_language.items()}
        term = known.get(edition.language) or known.get(manual.language)
        if term:
            names = _other(original.term(id), edition.term(id))
            sections = (Section("", plain(term.means) if term.means else "", REST),)
            yield Document(f"terms/#{id}", edition.term(id), labels("terms"), (), names, sections, factor=_LIST)


def _other(name: str, own: str) -> tuple[str, ...]:
    """A name in the manual's own language, where it is another one."""
    return (name,) if name != own else ()


def _guide_page(address: str, text: str) -> Document:
    """A page of the guide: its first heading is its title, each further one begins a section."""
    title, parts = "", [[""]]
    for marked, kind in markdown.read(File("", text)).texts:
        words = _unmarked(str(marked))
        if kind is not Kind.HEADING:
            parts[-1].append(words)
        elif title:
            parts.append([words])
        else:
            title = words
    sections = tuple(Section("", _in_a_row(*part), REST) for part in parts if any(part))
    return Document(address, title or Path(address).name, sections=sections, rank=Rank.GUIDE)


def _unmarked(text: str) -> str:
    """A text of Markdown as a reader sees it, without its pictures."""
    for marks, words in ((_BRACES, ""), (_PICTURE, ""), (_LINK, r"\1"), (_MARK, "")):
        text = marks.sub(words, text)
    return " ".join(text.split())
