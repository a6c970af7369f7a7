"""A release: what document control says of a procedure once somebody approves its text, in one edit of its file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sop_toolkit.author.control import Control, Line, with_control
from sop_toolkit.author.init import half_a_year_after
from sop_toolkit.author.translate import Refused, check_readable
from sop_toolkit.language.labels import has_labels, labels
from sop_toolkit.lint.engine import Moment, lint
from sop_toolkit.model.build import Library, Source, assemble, read_text
from sop_toolkit.model.content import has_same_content
from sop_toolkit.model.guess import did_you_mean
from sop_toolkit.model.manual import Manual
from sop_toolkit.model.procedure import Approval, Procedure
from sop_toolkit.model.scalars import VERSION, numbers
from sop_toolkit.review.compare import compare
from sop_toolkit.review.git import GitTrouble, Repository
from sop_toolkit.review.impact import MAJOR, MINOR, proposal, raised
from sop_toolkit.review.past import official
from sop_toolkit.source.yaml import comments, parse

__all__ = ["Refused", "Release", "Wish", "release"]
_FIRST = "1.0"
_FALLBACK = "en"  # whose words stand in where the manual's language has none


@dataclass(frozen=True)
class Wish:
    """What is asked for: who approves on which day, and what is not to be worked out."""

    approver: str
    today: date
    effective: date | None = None
    version: str = ""
    impact: str = ""
    change: str = ""
    by: str = ""

    @property
    def about_the_change(self) -> dict[str, str]:
        """What is given of the history's new line."""
        given = {"version": self.version, "change": self.change, "by": self.by, "impact": self.impact}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True)
class Release:
    """A procedure's file before and after, what it says then, and the new line of its history, if it gets one."""

    source: Source
    after: str
    control: Control
    line: Line | None

    @property
    def is_changed(self) -> bool:
        return self.after != self.source.file.text


def release(library: Library, id: str, wish: Wish) -> Release:
    """The procedure's file with its new control fields; nothing is written. Raises Refused, with what to do."""
    manual = library.manual
    _check_role("--approved-by", wish.approver, manual)
    if wish.by:
        _check_role("--by", wish.by, manual)
    source = _found(library, id)
    control, line = _planned(source, wish, manual)
    if control.effective < control.approved:
        given = f"--effective {wish.effective}" if wish.effective else f"{source.file.path}: `effective`"
        raise Refused(f"{given}: this is before the approval on {control.approved}; name that day or a later one")
    after = with_control(parse(source.file), control, line)
    made = read_text(after, source.place)
    if not _says_the_same(source, made, control, line):
        hint = "write each field of document control on a line of its own, without anchors and aliases"
        raise Refused(f"{source.file.path}: the fields cannot be edited one by one; {hint}")
    _check_sound(library, source, made, wish.today)
    return Release(source, after, control, line)


def _check_role(option: str, role: str, manual: Manual) -> None:
    if role not in manual.roles:
        raise Refused(f"{option} {role}: no role is called `{role}`. {did_you_mean(role, list(manual.roles))}".strip())


def _found(library: Library, id: str) -> Source:
    found = [each for each in library.sources if each.place.kind == "procedure" and each.place.id == id]
    if not found:
        guess = did_you_mean(Path(id).stem, sorted(library.manual.known_ids))
        raise Refused(f"no procedure is called `{id}`. {guess}".strip())
    source = found[0]
    check_readable(source)
    lone = source.file.text.replace("\r\n", "")
    if "\r" in lone or ("\n" in lone and lone != source.file.text):
        raise Refused(f"{source.file.path}: the lines end in different ways; save the file with one kind of line end")
    if source.value.stage == "retired":
        raise Refused(f"`{id}` is retired: its page only names what takes over from it")
    return source


def _planned(source: Source, wish: Wish, manual: Manual) -> tuple[Control, Line | None]:
    procedure: Procedure = source.value
    approval, before = procedure.approved, _approved_text(source, manual)
    line = None
    if approval is not None and approval.date is not None and _stands(procedure, approval, before, wish):
        version, approved = str(approval.version), approval.date.day
        dates_stand = True
    else:
        version, approved = _version(procedure, before, wish), wish.today
        line = _line(procedure, version, wish, manual)
        dates_stand = False
    effective = wish.effective or wish.today
    if wish.effective is None and procedure.effective and (dates_stand or procedure.effective.day >= wish.today):
        effective = procedure.effective.day
    status = "effective" if effective <= wish.today else "approved"
    try:
        review = _review(procedure, effective)
    except (ValueError, OverflowError) as error:
        raise Refused(f"the day {effective} is too late: the calendar has no day for the next review") from error
    return Control(status, version, wish.approver, approved, effective, review), line


def _approved_text(source: Source, manual: Manual) -> Procedure | None:
    """The procedure as it was approved; None where it never was, or where git does not have that text."""
    if source.value.approved is None:
        return None
    try:
        repository = Repository.where(source.place.path)
        return official(repository, manual.root, source.place.id, str(source.value.approved.version))
    except GitTrouble:
        return None


def _stands(procedure: Procedure, approval: Approval, before: Procedure | None, wish: Wish) -> bool:
    """Whether this very approval is there already: since today, or for a version that is not in force yet.

    `before` is the text that has the approval, if git knows it: the approval is not one of any other text.
    """
    is_meant = approval.by == wish.approver and approval.version == procedure.version and procedure.is_controlled
    is_fresh = procedure.stage == "approved" or (approval.date is not None and approval.date.day == wish.today)
    newest = next(iter(procedure.history), None)
    return (
        is_meant
        and is_fresh
        and (before is None or has_same_content(before, procedure))
        and newest is not None
        and all(str(getattr(newest, name)) == value for name, value in wish.about_the_change.items())
    )


def _version(procedure: Procedure, before: Procedure | None, wish: Wish) -> str:
    """The version to release: the one that is asked for, or that stands there unapproved, else the next one.

    Without a word on its impact the change is what it is against the text `before`, and minor where that is not known.
    """
    written, approved = str(procedure.version or ""), procedure.approved.version if procedure.approved else None
    if wish.version:
        if not VERSION.fits(wish.version):
            raise Refused(f"--version {wish.version}: a version is numbers with points between them, such as 1.2")
        if approved is not None and numbers(wish.version) <= numbers(approved):
            raise Refused(f"--version {wish.version}: version {approved} is approved already; name a later one")
        return wish.version
    if approved is None:
        return written if numbers(written) >= numbers(_FIRST) else _FIRST
    if numbers(written) > numbers(approved):
        return written
    proposed = proposal(compare("procedure", before, procedure)) if before else MINOR
    return raised(approved, wish.impact or proposed)


def _line(procedure: Procedure, version: str, wish: Wish, manual: Manual) -> Line | None:
    """The new line of the history, unless the author has written it. Raises Refused where the author approves."""
    known = next((each for each in procedure.history if numbers(each.version) == numbers(version)), None)
    given = [f"--{name}" for name in wish.about_the_change if name != "version"]
    if known is not None and given:
        hint = f"leave out {' and '.join(given)}, or change the line"
        raise Refused(f"{procedure.file.path}: `history` has a line for version {version} already; {hint}")
    last = next((each.by for each in procedure.history if each.by), None)
    author = wish.by or str((known.by if known else last or procedure.owner) or "")
    if author == wish.approver:
        hint = "let another role approve it" + ("" if known else ", or name the author with --by ROLE")
        raise Refused(f"--approved-by {wish.approver}: this role is the author of version {version}; {hint}")
    if known is not None:
        return None
    approved = procedure.approved.version if procedure.approved else "0"
    impact = wish.impact or (MAJOR if numbers(version)[0] > numbers(approved)[0] else MINOR)
    language = manual.language if has_labels(manual.language) else _FALLBACK
    change = " ".join(wish.change.split()) or labels(language)("release_change", version=version)
    return Line(version, wish.today, author, impact, change)


def _review(procedure: Procedure, effective: date) -> date:
    """The next review: as long after the first day in force as before, else half a year."""
    if procedure.review is None:
        return half_a_year_after(effective)
    first = procedure.effective.day if procedure.effective else effective
    review = procedure.review.day
    if review <= first:
        return half_a_year_after(effective)
    if review.day != first.day:
        return effective + (review - first)
    months = effective.month - 1 + (review.year - first.year) * 12 + review.month - first.month
    last = (date(effective.year + (months + 1) // 12, (months + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(effective.year + months // 12, months % 12 + 1, min(effective.day, last))


def _says_the_same(source: Source, made: Source, control: Control, line: Line | None) -> bool:
    """The last net: the new file has the new control fields, and in all else it is the old one."""
    before, after = source.value, made.value
    if after is None or made.faults or not has_same_content(before, after):
        return False
    approval = {name: str(getattr(after.approved, name)) for name in ("by", "date", "version")}
    fields = {name: approval if name == "approved" else str(getattr(after, name)) for name in control.fields}
    older = after.history if line is None else after.history[1:]
    kept = (before.owner, before.replaces, before.history) == (after.owner, after.replaces, older)
    return kept and fields == control.fields and _comments(source) == _comments(made)


def _comments(source: Source) -> list[str]:
    return [each.text for each in comments(parse(source.file))]


def _check_sound(library: Library, source: Source, made: Source, today: date) -> None:
    """Refuses what is no text to put in force: the new file has no errors."""
    others: Iterable[Source] = (made if each is source else each for each in library.sources)
    found, _ = lint(assemble(library.manual.root, others), only=frozenset({made.file.path}), moment=Moment(today))
    errors = [each for each in found if each.severity == "error"]
    if errors:
        first = errors[0]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise Refused(f"{made.file.path}: {first.field or first.rule}: {first.message} {first.hint}{more}")
