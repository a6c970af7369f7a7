"""Make a new manual: roles, a branch, one procedure in force, a guide page, and the site's settings.

example:
  sop init my-manual
  sop -C my-manual serve
"""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path

from sop_toolkit.cli.main import DONE, Trouble


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", nargs="?", default=".", metavar="DIR", help="the manual's folder (default: here)")


def run(options: argparse.Namespace) -> int:
    from sop_toolkit.author.init import Occupied, init

    folder = Path(options.folder)
    try:
        made = init(folder)
    except Occupied as error:
        raise Trouble(str(error)) from error
    except OSError as error:
        raise Trouble(f"{folder}: the manual cannot be written: {error.strerror}") from error
    for path in made:
        print(f"made {path.as_posix()}")
    there = "" if folder == Path() else f" -C {shlex.quote(str(folder))}"
    print(f'Next: `sop{there} serve` shows the site, `sop{there} new "Title"` starts a procedure.')
    return DONE
