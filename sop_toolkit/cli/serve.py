"""Show the site while you write: drafts included, findings on their pages, and reloaded at each change.

example:
  sop serve
  sop serve --address 127.0.0.1:8001 --open
"""

from __future__ import annotations

import argparse

from sop_toolkit.cli.main import DONE, Trouble, manual_here


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--address", metavar="HOST:PORT", default="127.0.0.1:8000", help="default: 127.0.0.1:8000")
    parser.add_argument("--open", action="store_true", help="open the site in the browser")


def run(options: argparse.Namespace) -> int:
    from sop_toolkit.publish.build import Failed, serve

    host, _, port = options.address.rpartition(":")
    if not host or not port.isdigit():
        raise Trouble(f"--address {options.address}: write a host and a port, such as 127.0.0.1:8001")
    try:
        serve(manual_here(), options.address, options.open)
    except Failed as failure:
        raise Trouble(str(failure)) from failure
    return DONE
