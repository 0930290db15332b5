"""What a query finds, as arrays over all papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Matches(NamedTuple):
    """What a tree finds, by paper number. Not to be written into: it may be kept."""

    held: NDArray[np.bool_]
    scores: NDArray[np.float32] | None = None  # None: nothing to rank by
