"""Publishing: the manual as a site. Only `plugin.py` knows MkDocs."""
