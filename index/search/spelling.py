"""Words that are one slip away from a word."""

from __future__ import annotations

from string import ascii_lowercase, digits

_LETTERS = ascii_lowercase + digits
LONGEST = 40  # letters; nothing longer is a slip of the hand


def one_edit_away(word: str) -> set[str]:
    """Every word that one letter more, less, other, or two swapped ones make of `word`.

    Letters come from English, digits and the word itself. Without `word`.
    """
    if len(word) > LONGEST:
        return set()
    letters = {*_LETTERS, *word}
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {head + tail[1:] for head, tail in parts if tail}
    found |= {head + tail[1] + tail[0] + tail[2:] for head, tail in parts if len(tail) > 1}
    for letter in letters:
        found.update(head + letter + tail for head, tail in parts)
        found.update(head + letter + tail[1:] for head, tail in parts if tail)
    return found - {word, ""}
