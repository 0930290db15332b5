"""The truth of a library: a SQLite file of papers, pages and what a reader makes of them."""

from index.store.store import Store

__all__ = ["Store"]
