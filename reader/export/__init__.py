"""Papers written for elsewhere: JSON, Markdown, links, BibTeX. Pure: papers in, text out."""

from __future__ import annotations

from reader.export.bibtex import bibtex
from reader.export.links import addresses
from reader.export.markdown import markdown, markdown_link
from reader.export.paper_json import envelope, paper_json, to_json

__all__ = ["addresses", "bibtex", "envelope", "markdown", "markdown_link", "paper_json", "to_json"]
