"""Saved pages: text in, papers and every line's fate out."""

from index.pages.page import Fate, Listing, OddLine, Page
from index.pages.reading import read_page

__all__ = ["Fate", "Listing", "OddLine", "Page", "read_page"]
