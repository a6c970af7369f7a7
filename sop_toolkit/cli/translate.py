"""Make a translation file, or bring it in line with its original after a change.

The file shows each text of the original above the place for its words. Fill in the words and run the command again:
it notes what they were made from. After that a change of the original makes exactly its own translation stale.

example:
  sop translate return-an-item --to hi
  sop translate return-an-item --to hi --confirm greet
  sop translate return-an-item --to hi --format po
  sop translate return-an-item --to hi --from return-an-item.hi.po
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sop_toolkit.cli.main import DONE, FAILED, Trouble, library_here

if TYPE_CHECKING:
    from sop_toolkit.author.translate import Made
    from sop_toolkit.model.build import Library
    from sop_toolkit.model.manual import Manual
    from sop_toolkit.model.procedure import Procedure


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="*", metavar="ID", help="the procedures, by their ids")
    parser.add_argument("--all", action="store_true", help="all procedures that are not retired")
    parser.add_argument("--to", metavar="LANG", required=True, help="the language, such as hi; or several: hi,bn")
    parser.add_argument(
        "--confirm", metavar="WHAT", action="append", default=[],
        help="the words of this step (greet), field (greet.do) or of everything (all) say what the original says",
    )  # fmt: skip
    parser.add_argument(
        "--format", choices=["yaml", "po"], default="yaml",
        help="po: write ID.LANG.po into this folder, for translators' tools (default: yaml)",
    )  # fmt: skip
    parser.add_argument("--from", dest="source", metavar="FILE.po", help="take the words of a .po file back")


def run(options: argparse.Namespace) -> int:
    from sop_toolkit.author.translate import Refused, originals
    from sop_toolkit.source.missing import MissingExtra

    if bool(options.ids) == options.all:
        raise Trouble("name the procedures, such as `sop translate return-an-item --to hi`, or write --all")
    library = library_here()
    languages = _languages(options.to, library.manual.language, library.manual.languages)
    code = DONE
    try:
        procedures = originals(library, options.ids, options.all)
        if options.source and len(procedures) * len(languages) != 1:
            raise Trouble("--from FILE is for one procedure and one language")
        for language in languages:
            for procedure in procedures:
                if _is_left_out(options, library.manual, procedure, language):
                    continue
                try:
                    print(_one(options, library, procedure, language))
                except Refused as refused:
                    code = _failed(str(refused))
                except OSError as failure:
                    name = os.path.relpath(failure.filename) if failure.filename else procedure.id
                    code = _failed(f"{name}: {failure.strerror}")
    except (Refused, MissingExtra) as refused:
        raise Trouble(str(refused)) from refused
    return code


def _failed(message: str) -> int:
    print(f"sop: {message}", file=sys.stderr)
    return FAILED


def _is_left_out(options: argparse.Namespace, manual: Manual, procedure: Procedure, language: str) -> bool:
    """To confirm everything at once passes by what nobody has translated yet."""
    has_file = language in manual.translations.get(procedure.id, {})
    return bool(options.all and options.confirm and not has_file)


def _one(options: argparse.Namespace, library: Library, procedure: Procedure, language: str) -> str:
    """Does what is asked for a procedure and a language, and says what came of it."""
    from sop_toolkit.author.translate import po, taken_back, translate
    from sop_toolkit.model.translation import Translation
    from sop_toolkit.source.write import replace

    if options.format == "po":
        known = library.manual.translations.get(procedure.id, {}).get(language)
        translation = known or Translation.empty(procedure.id, language, procedure.category)
        path = Path(f"{procedure.id}.{language}.po")
        replace(path, po.write(procedure, translation))
        return f"{path}: written; take it back with --from {path}"
    if options.source:
        made = taken_back(library, procedure, language, po.read(Path(options.source), procedure, language))
    else:
        confirm = [name.strip() for names in options.confirm for name in names.split(",")]
        made = translate(library, procedure, language, confirm)
    _write(made)
    return f"{os.path.relpath(made.place.path)}: {_told(made)}"


def _write(made: Made) -> None:
    from sop_toolkit.author.fix import Fixed, write
    from sop_toolkit.source.write import replace

    if made.before is None:
        replace(made.place.path, made.after)
    elif made.is_changed:
        write(Fixed(made.place.path, made.place.name, made.before, made.after))


def _told(made: Made) -> str:
    """What became of a file, in a line."""
    if made.before is None and not made.current:
        return f"made, with {made.missing} places to fill in"
    counts = {
        "confirmed now": made.confirmed,
        "to compare with the original": made.stale,
        "to fill in": made.missing,
    }
    told = [f"{count} {what}" for what, count in counts.items() if count]
    return ", ".join([f"{made.current} current", *told])


def _languages(given: str, own: str, known: tuple[str, ...]) -> list[str]:
    from sop_toolkit.model.scalars import LANGUAGE

    found = [code.strip() for code in given.split(",")]
    for code in found:
        likely = LANGUAGE.meant(code)
        if code == own:
            raise Trouble(f"--to {code}: this is the language that the procedures are written in")
        if likely != code or not LANGUAGE.fits(code):
            guess = f"did you mean `{likely}`? " if likely != code else ""
            raise Trouble(f"--to {given}: {guess}{LANGUAGE.hint}")
        if code not in known:
            others = ", ".join(each for each in known if each != own) or "no other language"
            hint = f"add `{code}` to `languages` in procedures/manual.yaml"
            raise Trouble(f"--to {code}: the manual has {others}; {hint}")
    return found
