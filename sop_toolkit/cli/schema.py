"""Print the JSON Schema of a file kind, so that an editor completes and checks the fields while you write.

example:
  sop schema procedure > procedure.schema.json
"""

from __future__ import annotations

import argparse

from sop_toolkit.cli.main import DONE

KINDS = ("procedure", "translation", "manual", "branches", "category")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", nargs="?", choices=KINDS, default="procedure", help="file kind (default: procedure)")


def run(options: argparse.Namespace) -> int:
    import json

    from sop_toolkit.author.schema import schema

    print(json.dumps(schema(options.kind), ensure_ascii=False, indent=2))
    return DONE
