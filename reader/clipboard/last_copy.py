"""The last copy as a file: what remains where every clipboard failed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from index.paths import make_private


def keep(text: str, file: Path) -> None:
    """Write `text` to `file`, whole or not at all, readable by its owner alone. Errors: OSError."""
    make_private(file.parent)
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")  # made 0600
    try:
        with os.fdopen(descriptor, "wb") as fresh:
            fresh.write(text.encode(errors="replace"))
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
