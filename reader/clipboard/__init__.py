"""The way to the clipboard, which never claims more than it knows."""

from __future__ import annotations

from reader.clipboard.copied import Copied
from reader.clipboard.ladder import copy
from reader.clipboard.sequence import osc52

__all__ = ["Copied", "copy", "osc52"]
