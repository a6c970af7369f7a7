"""Make a new draft procedure with every place to fill in marked.

example:
  sop new "Open the branch" --category running-the-service
"""

from __future__ import annotations

import argparse
import os

from sop_toolkit.cli.main import DONE, Trouble, manual_here, words


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "title", type=words, metavar="TITLE", help="what the procedure does, as a command: “Open the branch”"
    )
    parser.add_argument("--category", metavar="C", help="the folder it goes to (default: the first category)")
    parser.add_argument("--id", metavar="ID", help="its id and file name (default: made from the title)")


def run(options: argparse.Namespace) -> int:
    from sop_toolkit.author.new import Refused, new

    try:
        path = new(manual_here(), options.title, options.category, options.id)
    except Refused as error:
        raise Trouble(str(error)) from error
    except OSError as error:
        raise Trouble(f"the draft cannot be written: {error.strerror}") from error
    print(f"{os.path.relpath(path)}: fill in the places marked <fill in: …>, then run `sop lint`.")
    return DONE
