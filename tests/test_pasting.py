"""A paste is one text, whatever it holds and however it arrives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual import events

from reader.pasting import PasteParser

HOSTILE = "a\x1b[6nq\x1b]52;c;c3Rv\x07\rb\x1b[A\x1b\x1bOQ\x1b[20"


def arrived(pieces: list[str]) -> list[str]:
    """What these pieces, read one after the other, are taken for: keys by name, pastes quoted."""
    parser = PasteParser()
    found = [event for piece in pieces for event in parser.feed(piece)]
    return [
        repr(event.text) if isinstance(event, events.Paste) else event.key
        for event in found
        if isinstance(event, events.Paste | events.Key)
    ]


def test_escapes_in_a_paste_press_no_key() -> None:
    whole = f"j\x1b[200~{HOSTILE}\x1b[201~k"
    pasted = repr(HOSTILE.replace("\x1b", ""))
    assert arrived([whole]) == ["j", pasted, "k"]
    assert arrived(list(whole)) == ["j", pasted, "k"]


def test_keys_beside_pastes_are_keys_as_before() -> None:
    assert arrived(["\x1b[A", "\x1b[200~one\x1b[201~\x1b[200~two\x1b[201~", "\x1b[B\x1bOP"]) == [
        *("up", "'one'", "'two'", "down", "f1")
    ]


def test_an_escape_that_begins_nothing_types_no_letter() -> None:
    assert arrived(["\x1b\x11\x1b", "\x11"])[:1] == ["ctrl+q"]
    assert arrived(["a^", "^"]) == ["a", "circumflex_accent", "circumflex_accent"]


PARTS = st.sampled_from(["\x1b", "[", "2", "0", "1", "~", "q", "\r", "\x1b[20", "\x1b[6n", "é"])


@given(st.lists(PARTS, max_size=20).map("".join), st.integers(1, 9))
def test_no_text_leaves_its_brackets(text: str, size: int) -> None:
    text = text.replace("\x1b[201~", "")
    if "\x1b[201~" in text:
        return
    whole = f"\x1b[200~{text}\x1b[201~z"
    pieces = [whole[at : at + size] for at in range(0, len(whole), size)]
    assert arrived(pieces) == [repr(text.replace("\x1b", "")), "z"]
