"""The program `sop`; `python -m sop_toolkit` is the same."""

import sys


def console() -> None:
    """Runs the command. Nothing else loads before Ctrl-C is listened for: on a slow disk that takes a while."""
    try:
        from sop_toolkit.cli.main import console as run

        run()
    except KeyboardInterrupt:
        print("sop: stopped", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    console()
