"""SOP Toolkit: procedures as structured sources, linted and published as one manual."""

__version__ = "0.1.0"
