"""What to say where there is no paper to show, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.query.question import Question


def why_nothing(question: Question, is_library_empty: bool) -> str:
    """Why the list is empty, and the key that helps."""
    if is_library_empty:
        return (
            "No papers yet.\n\n"
            "Save a page of Daily Papers as text, then press a and give the file or its folder."
        )
    asked = question.text.strip()
    if asked and question.scope:
        return (
            f"Nothing here holds “{asked}”.\n\nPress \\ for every paper, or / to change the words."
        )
    if asked:
        return f"No paper holds “{asked}”.\n\nPress / to change the words, or \\ for every paper."
    return (
        f"{_EMPTY_SHELVES.get(question.scope, 'No paper is here any more.')}\n\n"
        "Press \\ for every paper."
    )


_EMPTY_SHELVES = {
    "is:bookmarked": "No paper is bookmarked yet: b on a paper does it.",
    "is:unread": "Everything is read.",
    "has:code": "No paper here links to code.",
}
