"""Check procedures: their language, their shape, their names, and the way through their steps.

Plain documents (.md, .txt, .docx) are checked for their language. Without a PATH the whole manual is checked.
Exit code 0: nothing at or above the fail level; 1: findings at or above it; 2: the check itself could not be done.

example:
  sop lint
  sop lint procedures/returns --format json
  sop lint --changed --format github --format sarif --output findings.sarif
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sop_toolkit.cli.main import DONE, FAILED, FOUND, Trouble, day, manual_here
from sop_toolkit.lint.parallel import processors
from sop_toolkit.lint.report import FORMATS, Report
from sop_toolkit.lint.request import Request
from sop_toolkit.lint.run import Outcome
from sop_toolkit.lint.run import run as judge
from sop_toolkit.source.missing import MissingExtra
from sop_toolkit.source.write import delivered

if TYPE_CHECKING:
    from sop_toolkit.review.baseline import Baseline

# Reports for programs that have a place for what kept the check from its work.
_TELL_ERRORS = ("json", "sarif")
READABLE = (".yaml", ".yml", ".md", ".txt", ".docx")
_MANY = 200
_LONE = "sop: note: no manual.yaml above, so names of roles, branches and procedures are not checked"


class _Format(argparse.Action):
    """Begins a report: its form, and as yet no file."""

    def __call__(self, parser: object, options: argparse.Namespace, values: Any, option: object = None) -> None:
        options.reports = (*options.reports, (values, ""))


class _Output(argparse.Action):
    """The file of the report begun last."""

    def __call__(self, parser: object, options: argparse.Namespace, values: Any, option: object = None) -> None:
        *before, (format, _) = options.reports or (("text", ""),)
        options.reports = (*before, (format, values))


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="files or folders, or `-` for standard input (default: the manual here)",
    )
    parser.add_argument(
        "--format",
        choices=FORMATS,
        action=_Format,
        dest="reports",
        help="form of the report (default: text); repeat it for several",
    )
    parser.add_argument(
        "--output",
        metavar="FILE",
        action=_Output,
        dest="reports",
        help="write the report of the --format before it into a file",
    )
    parser.set_defaults(reports=())
    parser.add_argument("--select", metavar="RULE,…", default="", help="check only these rules; switches them on")
    parser.add_argument("--ignore", metavar="RULE,…", default="", help="leave these rules out")
    parser.add_argument(
        "--fail-on",
        choices=["error", "warning", "note"],
        help="severity that makes the run fail (default: as the manual says, else error)",
    )
    parser.add_argument(
        "--changed",
        metavar="REV",
        nargs="?",
        const="",
        help="only what the change since the merge base with REV caused (default: origin/HEAD or main)",
    )
    parser.add_argument("--baseline", metavar="FILE", help="hide the findings that this file lists")
    parser.add_argument("--write-baseline", metavar="FILE", help="list the findings of this run in a file")
    parser.add_argument("--language", metavar="LANG", default="", help="language of plain documents (default: guessed)")
    parser.add_argument(
        "--quotations", choices=["skip", "check"], default="skip", help="quotations of plain documents (default: skip)"
    )
    parser.add_argument(
        "--jobs", type=int, default=processors(), metavar="N", help="processes for many documents (default: all)"
    )
    parser.add_argument("--statistics", action="store_true", help="add figures: words a sentence, longest steps, grade")
    parser.add_argument(
        "--stdin-filename", metavar="NAME", default="", help="with `-`: what standard input would be called"
    )
    parser.add_argument("--today", metavar="DATE", help="the day to judge by, such as 2026-11-01 (default: today)")
    parser.add_argument("--no-cache", action="store_true", help="judge every sentence anew")
    parser.add_argument("--notes", action="store_true", help="show notes in the text report")


def refused(format: str, message: str) -> str:
    """The report of a check that cannot be done; nothing in a format that has no place for it."""
    return _written(format, Report([], 0, error=message)) if format in _TELL_ERRORS else ""


def run(options: argparse.Namespace) -> int:
    reports = _reports(options.reports)
    since = _since(options)
    _check_together(options)
    given = _standard_input(options) if options.paths == ["-"] else None
    request = Request(
        paths=(Path(options.stdin_filename),) if given is not None else paths_of(options.paths),
        select=rules_of(options.select),
        ignore=rules_of(options.ignore),
        fail_on=options.fail_on or "",
        language=language_of(options.language),
        quotations=options.quotations == "check",
        jobs=options.jobs,
        cached=not options.no_cache,
        statistics=options.statistics,
        today=day(options.today),
        given=given,
    )
    outcome = _judged(request, since)
    if outcome.lone:
        print(_LONE, file=sys.stderr)
    known = _hide_known(outcome, request, options)
    _write(outcome, known, reports, options)
    if outcome.crashed:
        print("sop: internal error: a rule failed on a text; the report names the rule and the place", file=sys.stderr)
        return FAILED
    return FOUND if outcome.fails else DONE


def _since(options: argparse.Namespace) -> str | None:
    """The revision to compare with; "" is the usual one. A path after `--changed` is a path, unless git knows it."""
    word: str | None = options.changed
    if word and Path(word).exists():
        from sop_toolkit.review.git import GitTrouble, Repository

        try:
            Repository.where(Path(word)).resolve(word)
        except GitTrouble:
            options.paths.insert(0, word)
            return ""
    return word


def _check_together(options: argparse.Namespace) -> None:
    """Refuses options that say two different things, and files that would take each other's place."""
    if options.paths != ["-"] and ("-" in options.paths or options.stdin_filename):
        raise Trouble("`-` and --stdin-filename NAME belong together, and no other PATH stands beside them")
    files = [file for _, file in options.reports if file]
    for file in files:
        if files.count(file) > 1:
            raise Trouble(f"--output {file}: two reports cannot share a file")
    if options.changed is not None:
        for other, is_given in (
            ("--statistics", options.statistics),
            ("--write-baseline", options.write_baseline),
            ("-", "-" in options.paths),
        ):
            if is_given:
                raise Trouble(f"--changed looks at a part of the findings, {other} needs all: leave one of them out")


def _judged(request: Request, since: str | None) -> Outcome:
    try:
        if since is None:
            return judge(request, _tell)
        from sop_toolkit.review.changed import caused
        from sop_toolkit.review.git import GitTrouble

        try:
            return caused(request, since)
        except GitTrouble as trouble:
            raise Trouble(f"--changed: {trouble}") from trouble
    except MissingExtra as missing:
        raise Trouble(str(missing)) from missing


def _hide_known(outcome: Outcome, request: Request, options: argparse.Namespace) -> int | None:
    """Hides what a baseline lists, and says how many that were; None without a baseline."""
    if not options.baseline and not options.write_baseline:
        return None
    from sop_toolkit.review.baseline import Baseline, BaselineTrouble

    try:
        if options.write_baseline:
            baseline = _renewable(Path(options.write_baseline)).renewed(outcome, request)
            baseline.write()
        else:
            baseline = Baseline.read(Path(options.baseline))
    except BaselineTrouble as trouble:
        raise Trouble(str(trouble)) from trouble
    unneeded = baseline.unneeded(outcome, request) if options.changed is None else 0
    if unneeded:
        entries = "1 entry of the baseline is" if unneeded == 1 else f"{unneeded} entries of the baseline are"
        print(f"sop: note: {entries} no longer needed: --write-baseline drops them", file=sys.stderr)
    return outcome.hide(baseline.known)


def _renewable(file: Path) -> Baseline:
    """The baseline in a file, or a new one for it; it never takes the place of a text."""
    from sop_toolkit.review.baseline import Baseline, BaselineTrouble

    if not file.is_file() or file.suffix.lower() not in READABLE:
        return Baseline.old(file)
    try:
        return Baseline.read(file)
    except BaselineTrouble as trouble:
        raise Trouble(
            f"--write-baseline {file}: this is a text to check; name a file such as baseline.json"
        ) from trouble


def _tell(files: int) -> None:
    """Many files take their time; on a terminal the user sees that work goes on."""
    if files >= _MANY and sys.stderr.isatty():
        print(f"checking {files} files …", file=sys.stderr)


def _standard_input(options: argparse.Namespace) -> str:
    name = options.stdin_filename
    if not name or not name.lower().endswith((".yaml", ".md", ".txt")):
        raise Trouble("`-` reads standard input: say what it is with --stdin-filename NAME.yaml, NAME.md or NAME.txt")
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Trouble(f"standard input is not UTF-8: byte 0x{error.object[error.start]:02x}") from error


def paths_of(given: list[str]) -> tuple[Path, ...]:
    paths = tuple(dict.fromkeys(Path(path) for path in given))
    for path in paths:
        if not path.exists():
            raise Trouble(f"{path}: there is no such file or folder")
        if path.is_file() and path.suffix.lower() not in READABLE:
            raise Trouble(f"{path}: only {', '.join(READABLE)} files can be checked")
    return paths or (Path(os.path.relpath(manual_here())),)


def language_of(code: str) -> str:
    if code:
        from sop_toolkit.language import codes

        if code not in codes():
            raise Trouble(f"--language {code}: the toolkit knows {', '.join(codes())}")
    return code


def rules_of(words: str) -> frozenset[str]:
    if not words:
        return frozenset()
    from sop_toolkit.lint.rule import rules
    from sop_toolkit.model.guess import did_you_mean

    names = frozenset(name.strip() for name in words.split(",") if name.strip())
    for name in names:
        if name not in rules():
            raise Trouble(f"no rule is called `{name}`. {did_you_mean(name, list(rules()), 'The rules are')}")
    return names


def _reports(given: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The reports to write, as a format and a file; at most one goes to standard output, which has no file."""
    reports = list(given) or [("text", "")]
    on_output = [format for format, file in reports if not file]
    if len(on_output) > 1:
        raise Trouble(f"--format {on_output[0]} and {on_output[1]}: give all but one of them a file with --output")
    return reports


def _write(
    outcome: Outcome, known: int | None, reports: Sequence[tuple[str, str]], options: argparse.Namespace
) -> None:
    """All files take their places once all are written; standard output, which nobody can take back, comes last."""
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    made, for_the_job = [], []
    for format, file in reports:
        report = Report(
            outcome.parts,
            outcome.files,
            lines=outcome.lines,
            fingerprints=lambda: outcome.fingerprints,
            known=known,
            written=options.write_baseline or "",
            notes=options.notes,
            colour=colour and not file,
            statistics=outcome.statistics,
        )
        made.append((_written(format, report), file))
        if format == "github":
            for_the_job.append(report)
    name = ""
    try:
        with ExitStack() as stack:
            for words, name in made:
                if name:
                    stack.enter_context(delivered(Path(name), words))
            for report in for_the_job:
                _summarise(report)
    except OSError as error:
        raise Trouble(f"--output {name}: the report cannot be written: {error.strerror}") from error
    for words, file in made:
        if not file:
            sys.stdout.write(words)


def _written(format: str, report: Report) -> str:
    words: str = import_module(f"sop_toolkit.lint.report.{format}").write(report)
    return words


def _summarise(report: Report) -> None:
    """A job of GitHub names a file whose text its page shows; other steps of the job add to it as well."""
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if file:
        from sop_toolkit.lint.report.github import job_summary

        try:
            with Path(file).open("a", encoding="utf-8") as page:
                page.write(job_summary(report))
        except OSError as error:
            raise Trouble(f"GITHUB_STEP_SUMMARY {file}: cannot be written: {error.strerror}") from error
