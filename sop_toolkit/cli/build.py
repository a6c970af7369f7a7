"""Build the site into `site/`. Errors of `sop lint` stop it, and the last good site stays; warnings do not.

example:
  sop build
  sop build --drafts
"""

from __future__ import annotations

import argparse

from sop_toolkit.cli.main import DONE, FOUND, Trouble, manual_here


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--drafts", action="store_true", help="show drafts and reviews too, marked as such")


def run(options: argparse.Namespace) -> int:
    from sop_toolkit.cli.findings import show_errors
    from sop_toolkit.publish.build import Failed, build

    root = manual_here()
    if show_errors(root, "the site is not built"):
        return FOUND
    try:
        folder, pages = build(root, options.drafts)
    except Failed as failure:
        raise Trouble(str(failure)) from failure
    print(f"{folder}: {pages} pages")
    return DONE
