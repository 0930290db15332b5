"""What may come out of the index's pickles: plain values, and what Whoosh keeps of a segment."""

from __future__ import annotations

import pickle
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, BinaryIO

_ADMITTED = {
    *(("array", name) for name in ("array", "_array_reconstructor")),
    ("collections", "defaultdict"),
    *((module, name) for module in ("builtins", "__builtin__") for name in ("int", "set")),
    ("whoosh.codec.whoosh3", "W3Codec"),
    ("whoosh.codec.whoosh3", "W3Segment"),
}


class _Admitting(pickle.Unpickler):
    """A pickle may call whatever it names: here it may name but what holds values."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _ADMITTED:
            raise pickle.UnpicklingError(f"{module}.{name} is not of an index")
        return super().find_class(module, name)


def load(file: BinaryIO) -> Any:
    """The next pickled value of the file. Errors: of any kind, where it is damaged."""
    return _Admitting(file).load()


def loads(content: bytes) -> Any:
    """The pickled value that stands at the beginning. Errors: of any kind, where it is damaged."""
    return _Admitting(BytesIO(content)).load()
