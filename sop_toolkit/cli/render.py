"""Write the pages as Markdown, with a `mkdocs.yml` that needs no plugin of ours: MkDocs and Zensical both build it.

example:
  sop render --to rendered
  zensical build -f rendered/mkdocs.yml
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from sop_toolkit.cli.main import DONE, FOUND, Trouble, manual_here


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", metavar="DIR", default="rendered", help="the folder to write (default: rendered)")
    parser.add_argument("--format", choices=["md"], default="md", help="form of the pages (default: md)")
    parser.add_argument("--drafts", action="store_true", help="write drafts and reviews too, marked as such")


def run(options: argparse.Namespace) -> int:
    from sop_toolkit.cli.findings import show_errors
    from sop_toolkit.publish.folder import Occupied, render
    from sop_toolkit.render.environment import TemplateTrouble

    root = manual_here()
    if show_errors(root, "the pages are not written"):
        return FOUND
    folder = Path(options.to)
    shown = os.path.relpath(folder)  # while there is a folder to be in: the command may be called in the old pages
    try:
        pages = render(root, folder, options.drafts)
    except (Occupied, TemplateTrouble) as failure:
        raise Trouble(str(failure)) from failure
    except OSError as error:
        raise Trouble(f"{error.filename or folder}: {error.strerror}") from error
    print(f"{shown}: {pages} pages")
    return DONE
