"""The linter: rules that say where and what, and an engine that does the rest."""
