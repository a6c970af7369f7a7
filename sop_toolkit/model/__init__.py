"""The model: what a manual is, as frozen data, and how it is read from sources."""
