"""Release a procedure: raise version, status, approval, dates and history in one edit of its file.

The version rises by its first number if people work in another way since the approved text, else by its last: as
`sop diff` proposes. Without that text in git it rises by its last. A version that you have raised yourself stays, and
so does a line that you have written at the top of the history. Nothing else in the file changes.

example:
  sop release return-an-item --approved-by operations-director --change "Add the two-minute limit."
  sop release return-an-item --approved-by operations-director --effective 2026-12-01 --impact major --diff
"""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from sop_toolkit.cli.main import DONE, Trouble, day, library_here, words

if TYPE_CHECKING:
    from sop_toolkit.author.release import Release


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the procedure, by its id")
    parser.add_argument("--approved-by", metavar="ROLE", required=True, help="the role that approves the text")
    parser.add_argument("--effective", metavar="DATE", help="the day from which it is in force (default: today)")
    parser.add_argument("--version", metavar="V", default="", help="the version (default: the next one)")
    parser.add_argument(
        "--impact",
        choices=["minor", "major"],
        default="",
        help="major: people work in another way; minor: all else (default: as git shows the change)",
    )
    parser.add_argument(
        "--change", type=words, metavar="TEXT", default="", help="what the version changes, in the present tense"
    )
    parser.add_argument("--by", metavar="ROLE", default="", help="the role that wrote it (default: as the last time)")
    parser.add_argument("--today", metavar="DATE", help="the day of the approval (default: today)")
    parser.add_argument("--diff", action="store_true", help="show what would change, and write nothing")


def run(options: argparse.Namespace) -> int:
    from sop_toolkit.author.fix import Fixed, diff, write
    from sop_toolkit.author.release import Refused, Wish, release

    effective = day(options.effective, "--effective") if options.effective is not None else None
    wish = Wish(
        options.approved_by,
        day(options.today),
        effective,
        options.version,
        options.impact,
        options.change,
        options.by,
    )
    try:
        made = release(library_here(), options.id, wish)
        fixed = Fixed(made.source.place.path, made.source.place.name, made.source.file.text, made.after)
        if options.diff:
            print(diff(fixed), end="")
            return DONE
        if made.is_changed:
            write(fixed)
    except Refused as refused:
        raise Trouble(str(refused)) from refused
    except OSError as error:
        raise Trouble(f"{options.id}: the file cannot be written: {error.strerror or error}") from error
    print(f"{os.path.relpath(fixed.path)}: {_told(made)}")
    if made.line is not None and not options.change:
        hint = "Write there what the version changes; next time, --change does it."
        print(f"The history says “{made.line.change}” {hint}")
    return DONE


def _told(made: Release) -> str:
    control = made.control
    first = "" if made.is_changed else "nothing to change; "
    impact = f", a {made.line.impact} change" if made.line and made.source.value.approved else ""
    in_force = "in force since" if control.status == "effective" else "in force from"
    approval = f"approved by {control.approver} on {control.approved}"
    dates = f"{in_force} {control.effective}, next review on {control.review}"
    return f"{first}version {control.version}{impact}, {approval}, {dates}"
