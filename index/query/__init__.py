"""What a person typed, made into a tree and back; pure."""

from index.query.parse import Query, parse
from index.query.printing import to_text
from index.query.shape import sought

__all__ = ["Query", "parse", "sought", "to_text"]
