"""The edge to Whoosh: its warnings stay inside, and its every failure becomes ours."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

from index.errors import LibraryError, SearchBroken

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def quietly() -> Iterator[None]:
    """Keep a compiler's warnings about Whoosh's source off the screen."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def broken_if_it_fails() -> Iterator[None]:
    """Turn whatever Whoosh raises over a damaged or unwritable index into SearchBroken."""
    try:
        yield
    except LibraryError:
        raise
    except OSError as error:
        raise SearchBroken(
            f"The search index could not be read or written ({error.strerror or error}); "
            "make room or make its folder writable, then run paperdeck reindex."
        ) from error
    except Exception as error:  # flipped bits make Whoosh raise anything: zlib.error, ImportError
        raise SearchBroken(
            f"The search index is damaged ({type(error).__name__}); "
            "it is rebuilt from the library, or run paperdeck reindex."
        ) from error
