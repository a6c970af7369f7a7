"""`python -m sop_toolkit` is `sop`."""

from sop_toolkit.cli.main import console

console()
