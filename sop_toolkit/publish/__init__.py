"""Publishing: the manual as a site. MkDocs is known here alone, and only `plugin.py` is a plugin of it."""
