"""Writing whole folders so that a failure leaves the old one as it was."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """A new folder to fill, which takes the place of `folder` if nothing is raised meanwhile.

    Raises OSError where the place cannot be written, before anything is changed.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        work = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    except OSError as error:
        error.filename = str(folder)  # nobody knows the other name
        raise
    try:
        fresh, old = work / "new", work / "old"
        fresh.mkdir()
        yield fresh
        try:
            if folder.exists():
                os.replace(folder, old)
            os.replace(fresh, folder)
        except BaseException:  # Ctrl-C as well, which may come between the two
            if old.exists() and not folder.exists():
                os.replace(old, folder)
            raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
