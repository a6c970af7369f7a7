"""An optional part of the toolkit that is not installed."""

from __future__ import annotations


class MissingExtra(Exception):
    """What a file needs is not installed; the message says how to install it."""
