"""What a person may be told when something goes wrong: a sentence that says what to do."""

from __future__ import annotations

import re

_JARGON = re.compile(
    r"traceback|errno|exception|error code|sqlite|OperationalError|OSError|Error\b|I/O|\bNone\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"\b(make|made|choose|bring|try|run|see|free|give|select|kept|moved?|look|needs)\b"
)


def is_a_sentence(words: str) -> bool:
    """Whether this is one line that ends as a sentence does, in plain words, with advice."""
    text = words.strip()
    is_whole = text[:1].isupper() and text.endswith(".") and "\n" not in text
    return is_whole and not _JARGON.search(text) and bool(_ADVICE.search(text))
