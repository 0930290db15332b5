"""Search over the library: disposable, made from the store. Importing it imports no Whoosh."""

from index.search.search import Search

__all__ = ["Search"]
