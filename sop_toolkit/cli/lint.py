"""Check procedures: their shape, their names, and the way through their steps.

Without a PATH the whole manual is checked. Exit code 0: nothing at or above the fail level;
1: findings at or above it; 2: the check itself could not be done.

example:
  sop lint
  sop lint procedures/returns --format json
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from sop_toolkit.cli.main import DONE, FAILED, FOUND, Trouble, day, manual_here
from sop_toolkit.lint.parallel import processors
from sop_toolkit.lint.report import FORMATS, Report
from sop_toolkit.lint.request import Request
from sop_toolkit.lint.run import Outcome
from sop_toolkit.lint.run import run as judge
from sop_toolkit.source.missing import MissingExtra
from sop_toolkit.source.write import replace

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
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders (default: the manual here)")
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
        help="severity that makes the run fail (default: error)",
    )
    parser.add_argument("--language", metavar="LANG", default="", help="language of plain documents (default: guessed)")
    parser.add_argument(
        "--quotations", choices=["skip", "check"], default="skip", help="words in quotation marks (default: skip)"
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


def run(options: argparse.Namespace) -> int:
    try:
        return _run(options)
    except Exception as error:
        if any(format == "json" and not file for format, file in options.reports):
            # A program gets a document to read, whatever happens.
            sys.stdout.write(_written("json", Report([], 0, error=str(error) or type(error).__name__)))
        raise


def _run(options: argparse.Namespace) -> int:
    gc.disable()  # what is read lives to the end of the run; looking for garbage in it takes a quarter of the time
    reports = _reports(options.reports)
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
    try:
        outcome = judge(request, _tell)
    except MissingExtra as missing:
        raise Trouble(str(missing)) from missing
    if outcome.lone:
        print(_LONE, file=sys.stderr)
    _write(outcome, reports, request, options)
    if outcome.crashed:
        print("sop: internal error: a rule failed on a text; the report names the rule and the place", file=sys.stderr)
        return FAILED
    return FOUND if outcome.fails else DONE


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
    from sop_toolkit.model.shape import did_you_mean

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


def _write(outcome: Outcome, reports: Sequence[tuple[str, str]], request: Request, options: argparse.Namespace) -> None:
    texts = {request.paths[0].as_posix(): request.given} if request.given is not None else None
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for format, file in reports:
        report = Report(
            outcome.findings,
            outcome.files,
            notes=options.notes,
            colour=colour and not file,
            statistics=outcome.statistics,
            texts=texts,
        )
        words = _written(format, report)
        if file:
            _into(file, words)
        else:
            sys.stdout.write(words)
        if format == "github":
            _summarise(report)


def _into(file: str, words: str) -> None:
    try:
        replace(Path(file), words)
    except OSError as error:
        raise Trouble(f"--output {file}: the report cannot be written: {error.strerror}") from error


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
