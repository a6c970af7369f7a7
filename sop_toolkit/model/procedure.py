"""A procedure and its parts, as a source gives them."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from sop_toolkit.model.scalars import (
    DAY,
    DURATION,
    SLUG,
    VERSION,
    BranchChoice,
    Branches,
    Choice,
    Date,
    Duration,
    Ref,
    Words,
)
from sop_toolkit.model.shape import ListOf, Record, optional, record, required
from sop_toolkit.text import File, Kind, Text

INSTRUCTION = Words(Kind.INSTRUCTION)
DESCRIPTION = Words(Kind.DESCRIPTION)
CONDITION = Words(Kind.CONDITION)
SPEECH = Words(Kind.SPEECH)
HEADING = Words(Kind.HEADING)
NAME = Words()

END = "end"
STATUSES = ("draft", "review", "approved", "effective", "retired")
CONTROLLED = ("approved", "effective")
GOALS = ("up", "down")
LEVELS = ("danger", "warning", "caution", "notice")  # of hazards, the gravest first


@record
class Approval(NamedTuple):
    """Who approved which version, and when."""

    by: Text = required(Ref("role"), "The role that approves.")
    date: Date | None = required(DAY, "The day of the approval.")
    version: Text = required(VERSION, "The version that is approved.")


@record
class Hazard(NamedTuple):
    """A warning, shown before the action that it is about."""

    level: Text | None = required(
        Choice(LEVELS),
        "danger or warning: a person is hurt; caution: things are damaged; notice: neither.",
    )
    hazard: Text = required(DESCRIPTION, "What is dangerous, in a few words.")
    consequence: Text = required(DESCRIPTION, "What happens to a person or a thing.")
    precaution: Text = required(INSTRUCTION, "What to do against it.")


@record
class Option(NamedTuple):
    """One answer to a decision, and what follows from it."""

    when: Text = required(CONDITION, "The answer, such as Yes.")
    do: Text | None = optional(INSTRUCTION, "What to do in this case, as a command.")
    go: Text | None = optional(
        Ref("step"), "The id of the step that follows, or `end`; without it the next step follows."
    )


@record
class Decision(NamedTuple):
    """A question with its answers."""

    ask: Text = required(CONDITION, "The question that decides.")
    options: tuple[Option, ...] = required(ListOf(Record.of(Option), least=2), "The answers, two or more.")


@record
class Substep(NamedTuple):
    """One part of an action."""

    do: Text = required(INSTRUCTION, "What to do, as one command.")


@record
class Image(NamedTuple):
    """A picture beside a step."""

    file: Text = required(NAME, "The picture's file, beside the procedure.")
    alt: Text = required(DESCRIPTION, "What the picture shows, for readers who do not see it.")


@record
class Verification(NamedTuple):
    """A second person's check."""

    by: Text = required(Ref("role"), "The role that checks.")
    how: Text = required(INSTRUCTION, "How to check, as a command.")


@record
class Step(NamedTuple):
    """One action of one role."""

    do: Text = required(INSTRUCTION, "What to do, as one command that starts with a verb.")
    id: Text | None = optional(SLUG, "A name that never changes: addresses, translations and `go` use it.")
    who: Text | None = optional(Ref("role"), "The role that acts.")
    warn: tuple[Hazard, ...] = optional(ListOf(Record.of(Hazard), least=1), "Warnings, shown before the action.", ())
    say: Text | None = optional(SPEECH, "Words spoken to the customer.")
    why: Text | None = optional(DESCRIPTION, "The reason, in the present tense.")
    within: Duration | None = optional(DURATION, "The time limit, such as 2 minutes.")
    result: Text | None = optional(DESCRIPTION, "What is true after the step.")
    decide: Decision | None = optional(Record.of(Decision), "The decision that follows the action.")
    substeps: tuple[Substep, ...] = optional(
        ListOf(Record.of(Substep, alone="do"), least=1), "The parts of the action, in order.", ()
    )
    image: Image | None = optional(Record.of(Image), "A picture.")
    verify: Verification | None = optional(Record.of(Verification), "A second person's check.")


@record
class Case(NamedTuple):
    """An exception: a case that the steps do not fit, and who decides what."""

    case: Text = required(CONDITION, "The case, in a sentence.")
    may: Text = required(INSTRUCTION, "What this role may do, as a command.")
    id: Text | None = optional(SLUG, "A name that never changes.")
    who: Text | None = optional(Ref("role"), "The role that decides.")
    otherwise: Text | None = optional(INSTRUCTION, "What to do beyond that, as a command.")


@record
class Keeping(NamedTuple):
    """What is kept of the work."""

    what: Text = required(DESCRIPTION, "What is kept.")
    where: Text | None = optional(DESCRIPTION, "Where it is kept.")
    keep: Text | None = optional(DESCRIPTION, "How long it is kept.")


@record
class Measure(NamedTuple):
    """A number that shows whether the procedure works."""

    what: Text = required(DESCRIPTION, "What is counted.")
    id: Text | None = optional(SLUG, "A name that never changes.")
    unit: Text | None = optional(DESCRIPTION, "The unit, such as percent.")
    goal: Text | None = optional(Words(signs=GOALS), "up, down, or the value to reach.")


@record
class Change(NamedTuple):
    """One line of a procedure's history."""

    version: Text = required(VERSION, "The version that the change made.")
    date: Date | None = required(DAY, "The day of the change.")
    change: Text = required(DESCRIPTION, "What changes, in the present tense.")
    by: Text | None = optional(Ref("role"), "The role that wrote the change.")
    impact: Text | None = optional(Choice(("minor", "major")), "major: people work in another way; minor: all else.")


@record
class _Fields(NamedTuple):
    """The fields of a procedure; a `NamedTuple` itself has no room for what is computed once and kept."""

    id: Text = required(SLUG, "The file's name without `.yaml`; it never changes and is the page's address.")
    title: Text = required(HEADING, "What the procedure does, as a command.")
    owner: Text = required(Ref("role"), "The role that answers for the procedure.")
    purpose: Text = required(DESCRIPTION, "What the procedure is good for, in one sentence.")
    steps: tuple[Step, ...] = required(ListOf(Record.of(Step), least=1), "The steps, in order.")
    status: Text | None = optional(Choice(STATUSES), "Where the procedure stands; `draft` if it is left out.")
    version: Text | None = optional(VERSION, "The version, such as 1.2.")
    type: Text | None = optional(Choice(("procedure", "checklist")), "`checklist` for 5 to 9 items to tick.")
    mode: Text | None = optional(
        Choice(("read-do", "do-confirm")), "Of a checklist: read, then do; or do from memory, then confirm."
    )
    pause: Text | None = optional(CONDITION, "Of a checklist: the moment to use it.")
    approved: Approval | None = optional(Record.of(Approval), "The approval.")
    effective: Date | None = optional(DAY, "The day from which the procedure is in force.")
    review: Date | None = optional(DAY, "The day of the next review.")
    replaces: tuple[Text, ...] = optional(
        ListOf(Ref("procedure")), "Retired procedures that this one takes over from.", ()
    )
    branches: BranchChoice = optional(Branches(), "The branches that it is for.", BranchChoice())
    keywords: tuple[Text, ...] = optional(ListOf(NAME), "What people call it, for search.", ())
    scope: Text | None = optional(DESCRIPTION, "Where the procedure applies.")
    trigger: Text | None = optional(CONDITION, "What starts the work.")
    needs: tuple[Text, ...] | None = optional(ListOf(DESCRIPTION, none_word=True), "What must be at hand, or `none`.")
    exceptions: tuple[Case, ...] | None = optional(
        ListOf(Record.of(Case), none_word=True), "Cases that the steps do not fit, or `none`."
    )
    done: Text | None = optional(DESCRIPTION, "How to see that the work is done.")
    records: tuple[Keeping, ...] | None = optional(
        ListOf(Record.of(Keeping), none_word=True), "What is kept, or `none`."
    )
    measures: tuple[Measure, ...] = optional(ListOf(Record.of(Measure)), "What is counted.", ())
    related: tuple[Text, ...] = optional(ListOf(Ref("procedure")), "Procedures to read as well.", ())
    history: tuple[Change, ...] = optional(ListOf(Record.of(Change)), "The changes, newest first.", ())
    file: File = File("")
    category: str = ""
    given: frozenset[str] = frozenset()  # the fields that say something, be it wrong


class Procedure(_Fields):
    """A procedure: recurring work, written as steps that a role follows."""

    # Each is itself: answers are kept by it, and to compare all that it says would take long.
    __eq__ = object.__eq__
    __ne__ = object.__ne__
    __hash__ = object.__hash__

    @property
    def stage(self) -> str:
        """The status as a word; a source without one is a draft."""
        return str(self.status or "draft")

    @property
    def is_controlled(self) -> bool:
        """Approved or effective: what document control asks for must be there."""
        return self.stage in CONTROLLED

    @property
    def is_published(self) -> bool:
        """Shown to everyone; drafts and reviews show in previews alone."""
        return self.is_controlled or self.stage == "retired"

    @cached_property
    def step_ids(self) -> dict[str, int]:
        """The position of each step that has an id."""
        found: dict[str, int] = {}
        for position, step in enumerate(self.steps):
            if step.id:
                found.setdefault(str(step.id), position)
        return found

    def targets(self, position: int) -> Iterator[tuple[Text | None, int | None]]:
        """Where a step leads: each `go` (None: the next step) and its position (None: the end)."""
        step = self.steps[position]
        following = position + 1 if position + 1 < len(self.steps) else None
        if step.decide is None or not step.decide.options:
            yield None, following
            return
        for option in step.decide.options:
            if not option.go:
                yield None, following
            elif option.go == END:
                yield option.go, None
            else:
                yield option.go, self.step_ids.get(option.go, -1)


def anchor(step: Step, number: int) -> str:
    """A step's name in addresses: its id, or its number where it has none."""
    return f"step-{step.id or number}"


PROCEDURE = Record.of(Procedure)
