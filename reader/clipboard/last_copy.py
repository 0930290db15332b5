"""The last copy as a file: what remains where every clipboard failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.paths import make_private, write_whole

if TYPE_CHECKING:
    from pathlib import Path


def keep(text: str, file: Path) -> None:
    """Write `text` to `file`, whole or not at all, readable by its owner alone. Errors: OSError."""
    make_private(file.parent)
    write_whole(file, text.encode(errors="replace"))
