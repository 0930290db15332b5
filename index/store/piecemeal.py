"""Reading a damaged library as far as it can be read: what cannot be is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from index.errors import LibraryDamaged

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_K = TypeVar("_K")
_V = TypeVar("_V")


def readable(ask: Callable[[Sequence[_K]], list[_V]], keys: Sequence[_K]) -> list[_V]:
    """What `ask` says of these keys, in their order, without those that it finds damaged."""
    try:
        return ask(keys)
    except LibraryDamaged:
        if len(keys) <= 1:
            return []
    half = len(keys) // 2
    return readable(ask, keys[:half]) + readable(ask, keys[half:])
