"""Where to look for words side by side: the papers that may hold them so."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from index.search.arrays import in_all
from index.search.stems import term

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.query.field import Field
    from index.search.runs import Run
    from index.search.terms import Terms

MOST_ENDINGS = 300  # terms that the last word may be, to ask for each beside the one before


def candidates(run: Run, field: Field, terms: Terms) -> NDArray[np.int32]:
    """The papers that hold every word of the run in this text, most of them side by side."""
    names = [term(word) for word in run.words]
    is_open = run.is_prefix or bool(run.completions)  # the last word may be another one as well
    plain = names[:-1] if is_open else names
    lists = [terms.side_by_side(one, {other}) for one, other in pairwise(plain)]
    if 0 < len(run.completions) <= MOST_ENDINGS:
        lists.append(terms.side_by_side(names[-2], run.completions))
    lists += [terms.postings({name}, field).numbers for name in set(plain)]
    if run.completions:
        lists.append(terms.postings(run.completions, field).numbers)
    elif run.is_prefix:
        lists.append(terms.begun(run.words[-1], field).numbers)
    return in_all(lists, terms.size)
