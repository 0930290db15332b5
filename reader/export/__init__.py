"""Papers written for elsewhere: JSON, Markdown, links, BibTeX. Pure: papers in, text out."""

from __future__ import annotations

from reader.export.bibtex import bibtex
from reader.export.links import best_url
from reader.export.markdown import markdown
from reader.export.paper_json import envelope, paper_json, to_json

__all__ = ["best_url", "bibtex", "envelope", "markdown", "paper_json", "to_json"]
