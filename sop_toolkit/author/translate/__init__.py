"""Translation files: made, brought in line with their originals, and what their words were made from.

A file that a writer works on keeps every byte that need not change, and every word that somebody wrote.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sop_toolkit.author.translate.align import next_change, renamed_in
from sop_toolkit.author.translate.basis import read_basis, with_basis
from sop_toolkit.author.translate.compare import ALL, Beside, Record, beside, is_named, judged
from sop_toolkit.author.translate.lines import Refused
from sop_toolkit.author.translate.places import new_file
from sop_toolkit.author.translate.po import Entry, with_words
from sop_toolkit.model.build import Library, Source, read_text
from sop_toolkit.model.guess import did_you_mean
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.matching import Pair, is_filled_in, pairs, short_name
from sop_toolkit.model.procedure import Procedure
from sop_toolkit.model.translation import Translation, fingerprint
from sop_toolkit.model.walk import texts
from sop_toolkit.source.find import Place
from sop_toolkit.source.yaml import comments, parse
from sop_toolkit.text import Text

__all__ = ["ALL", "Made", "Refused", "check_readable", "originals", "taken_back", "translate"]
# More changes than this in one file mean that one undoes another.
_MOST_CHANGES = 5_000
_MARKS = str.maketrans("", "", "#'\"\\")


@dataclass(frozen=True)
class Made:
    """A translation file before and after (`before` is None for a new one), and how many of its texts are what."""

    place: Place
    before: str | None
    after: str
    current: int
    confirmed: int
    stale: int
    missing: int

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


def originals(library: Library, ids: Collection[str], every: bool) -> list[Procedure]:
    """The procedures of these ids, or all that are not retired. Raises Refused for one that cannot be translated."""
    manual = library.manual
    if every:
        return [each for each in manual.by_id.values() if each.id and each.stage != "retired"]
    found = []
    for id in ids:
        if id not in manual.by_id:
            raise Refused(f"no procedure is called `{id}`. {did_you_mean(Path(id).stem, sorted(manual.by_id))}".strip())
        if manual.by_id[id].stage == "retired":
            raise Refused(f"`{id}` is retired: its page only names what replaces it, and needs no translation")
        found.append(manual.by_id[id])
    return found


def translate(library: Library, procedure: Procedure, language: str, confirm: Collection[str] = ()) -> Made:
    """The translation file of a procedure, made or brought in line; nothing is written.

    `confirm` names the fields or steps whose words say what the original says. Raises Refused, with what to do.
    """
    manual = library.manual
    place = _place(library, procedure, language)
    source = next((each for each in library.sources if each.place.path == place.path), None)
    if source is None:
        _check_elsewhere(library, place)
        if confirm:
            raise Refused(f"{place.name}: there is no translation to confirm; run the command without --confirm first")
        after = new_file(procedure, language, manual.language)
        missing = sum(1 for _ in pairs(procedure, _read(place, after)))
        return Made(place, None, after, 0, 0, 0, missing)
    after, old, new = _refreshed(source, procedure, manual, _named(place, procedure, confirm))
    return _made(place, source.file.text, after, procedure, old, new)


def taken_back(library: Library, procedure: Procedure, language: str, entries: Mapping[str, Entry]) -> Made:
    """The translation file with the words of a `.po` file in it; those that are not sure stay to be compared."""
    manual = library.manual
    made = translate(library, procedure, language)
    first = _source(made.place, made.after)
    text = with_words(first.file, _read(made.place, made.after), procedure, entries)
    source = _source(made.place, text)
    sure = frozenset(field for field, entry in entries.items() if entry.is_sure)
    after, _, new = _refreshed(source, procedure, manual, sure, frozenset(entries) - sure)
    before = next((each for each in library.sources if each.place.path == made.place.path), None)
    old = _recorded(before) if before is not None else Record()
    return _made(made.place, made.before, after, procedure, old, new)


def _made(place: Place, before: str | None, after: str, procedure: Procedure, old: Record, new: Record) -> Made:
    found = pairs(procedure, _read(place, after))
    current = [each for each in found if not each.is_missing and _is_current(each, new)]
    missing = sum(each.is_missing for each in found)
    confirmed = sum(not _is_current(each, old) for each in current)
    return Made(place, before, after, len(current), confirmed, len(found) - len(current) - missing, missing)


def _is_current(pair: Pair, record: Record) -> bool:
    return record.texts.get(pair.original.field) == fingerprint(pair.original)


def _place(library: Library, procedure: Procedure, language: str) -> Place:
    home = next(each.place for each in library.sources if each.value is procedure)
    name = f"{home.id}.{language}.yaml"
    path = home.path.with_name(name)
    return Place(path, home.name.rpartition("/")[0] + f"/{name}", "translation", home.category, language)


def _check_elsewhere(library: Library, place: Place) -> None:
    """A translation that stands in a wrong folder is not made a second time."""
    for source in library.sources:
        if source.place.path.name == place.path.name:
            raise Refused(f"{source.file.path}: this translation stands in a wrong folder; move it to {place.name}")


def _refreshed(
    source: Source,
    procedure: Procedure,
    manual: Manual,
    confirm: frozenset[str],
    doubt: frozenset[str] = frozenset(),
) -> tuple[str, Record, Record]:
    """The file's new text, and what was known of its words before and is known now.

    `doubt` are fields whose words somebody has to compare with the original, whatever was known of them.
    """
    check_readable(source)
    has_windows_ends = "\r" in source.file.text
    text = _one_line_end(source)
    recorded = _recorded(source)
    aligned, old = _aligned(source.place, text, procedure, recorded, manual.language)
    doubted = _doubted(_read(source.place, aligned), procedure, old, doubt)
    compared, known = _compared(source.place, aligned, procedure, doubted, manual.language, confirm)
    after = _with_basis(source.place, compared, procedure, recorded, known)
    if after.removesuffix("\n") == text.removesuffix("\n"):
        return source.file.text, old, known
    _check_nothing_lost(source, after)
    return after.replace("\n", "\r\n") if has_windows_ends else after, old, known


def check_readable(source: Source) -> None:
    """Raises Refused for a file that cannot be read, or whose shape does not fit."""
    line = 0
    if source.problem is not None:
        line, message = source.file.location(source.problem.span.start).line, source.problem.message
    elif source.faults:
        where = source.faults[0].where
        start = where.offsets()[0] if isinstance(where, Text) else where.start
        line, message = source.file.location(start).line, source.faults[0].message
    if line:
        raise Refused(f"{source.file.path}:{line}: {message} Mend it first: `sop lint` says how.")


def _one_line_end(source: Source) -> str:
    """The text with line feeds alone, and one at its end."""
    text = source.file.text.replace("\r\n", "\n") if "\r" in source.file.text else source.file.text
    if "\r" in text or (text != source.file.text and text.count("\n") != source.file.text.count("\r\n")):
        raise Refused(f"{source.file.path}: the lines end in different ways; save the file with one kind of line end")
    return text if text.endswith("\n") else f"{text}\n"


def _recorded(source: Source) -> Record:
    return read_basis(source.value.words.translates) if isinstance(source.value, Translation) else Record()


def _aligned(place: Place, text: str, procedure: Procedure, known: Record, language: str) -> tuple[str, Record]:
    for _ in range(_MOST_CHANGES):
        change = next_change(parse(_source(place, text).file), procedure, known.texts, language)
        if change is None:
            return text, known
        text = text[: change.where.start] + change.lines + text[change.where.end :]
        known = Record(renamed_in(known.texts, change.renamed), renamed_in(known.changed, change.renamed))
    raise Refused(f"{place.name}: the file cannot be brought in line; please report it, with the file")


def _compared(
    place: Place, text: str, procedure: Procedure, known: Record, language: str, confirm: frozenset[str]
) -> tuple[str, Record]:
    """The file with its comments as they are to be, and what is known of each text, in the order of the fields."""
    translation = _read(place, text)
    document = parse(translation.file)
    found = pairs(procedure, translation)
    edits: list[tuple[Beside, Beside]] = []
    for pair in found:
        above = beside(document, pair, language)
        known, wanted = judged(pair, above, known, confirm)
        if above is not None and wanted is not None and wanted.shown != above.shown:
            edits.append((above, wanted))
    for above, wanted in sorted(edits, key=lambda each: each[0].start, reverse=True):
        text = text[: above.start] + wanted.lines(language) + text[above.end :]
    order = [each.original.field for each in sorted(found, key=lambda each: each.original.offsets())]
    return text, Record(_sorted(known.texts, order), _sorted(known.changed, order))


def _doubted(translation: Translation, procedure: Procedure, known: Record, doubt: frozenset[str]) -> Record:
    """What is known, but for the fields that are in doubt: these count as changed since their words were written."""
    found = [each for each in pairs(procedure, translation) if each.original.field in doubt and each.words]
    fresh = {each.original.field for each in found if _is_current(each, known)}
    texts = {field: value for field, value in known.texts.items() if field not in fresh}
    return Record(texts, {**known.changed, **{each.original.field: fingerprint(each.words or "") for each in found}})


def _sorted(record: dict[str, str], order: Iterable[str]) -> dict[str, str]:
    return {field: record[field] for field in order if field in record}


def _named(place: Place, procedure: Procedure, names: Collection[str]) -> frozenset[str]:
    """The fields that are meant by these names. Raises Refused for a name that means none."""
    fields = [pair.original.field for pair in pairs(procedure, Translation.empty(place.id, place.language, ""))]
    for name in names:
        if not any(is_named(field, name) for field in fields):
            short = [short_name(field) for field in fields]
            known = dict.fromkeys([*(each.partition(".")[0] for each in short), *short])
            raise Refused(f"--confirm {name}: {place.name} has no such text. {did_you_mean(name, list(known))}")
    return frozenset(field for field in fields if any(is_named(field, name) for name in names))


def _with_basis(place: Place, text: str, procedure: Procedure, old: Record, new: Record) -> str:
    translation = _read(place, text)
    basis = translation.words.translates
    version = str(procedure.version or 0)
    found = [each for each in pairs(procedure, translation) if not each.is_missing]
    if basis is not None and not all(_is_current(each, new) for each in found):
        version = str(basis.version)  # not all words are made from the new one yet
    if new == old and (basis is None or version == basis.version):
        return text
    return with_basis(parse(translation.file), version, new)


def _source(place: Place, text: str) -> Source:
    return read_text(text, place)


def _read(place: Place, text: str) -> Translation:
    source = _source(place, text)
    if not isinstance(source.value, Translation) or source.faults:
        raise Refused(f"{place.name}: the file cannot be brought in line; please report it, with the file")
    return source.value


def _check_nothing_lost(source: Source, after: str) -> None:
    """The last net: every word that somebody wrote stands in the new file, as a text or in a comment."""
    made = _source(source.place, after)
    if not isinstance(made.value, Translation) or made.faults:
        raise Refused(f"{source.file.path}: the file cannot be brought in line; please report it, with the file")
    kept = {fingerprint(text) for text in texts(made.value)}
    noted = _letters("".join(each.text for each in comments(parse(made.file))))
    for text in texts(source.value):
        if is_filled_in(text) and fingerprint(text) not in kept and _letters(text) not in noted:
            raise Refused(f"{source.file.path}: “{text}” would be lost; please report it, with the file")


def _letters(text: str) -> str:
    """A text without what a comment or quotation marks around it change."""
    return "".join(text.split()).translate(_MARKS)
