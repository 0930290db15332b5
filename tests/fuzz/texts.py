"""Texts to try: of any characters, and of the pieces that pages, links, marks and queries hold."""

from __future__ import annotations

from hypothesis import strategies as some

TERMINAL = [
    *("\x1b[31m", "\x1b]52;c;aGk=\x07", "\x1b]8;;https://evil.example\x1b\\", "\x1bP$q\x1b\\"),
    *("\x9b31m", "\x9d0;t\x9c", "\0", "\x7f", "\x85", "\u2028", "\r", "\b"),
]
HIDDEN = [
    "\u202e",
    "\u2066",
    "\ufeff",
    "\u200b",
    "\u200d",
    "\u00ad",
    "\U000e0041",
    "\ud800",
    "\udfff",
]
WORDS = [
    *("graph", "Attention", "we", "[MASK]", "O(n]", "[/]", "[@click=app.quit]x[/]", "C++", "é"),
    *("注意力", "読", "שלום", "مرحبا", "👩‍🔬", "🏳️‍🌈", "Z" + "\u0301" * 20, "ß", "ﬁ", "İ", "ǅ", "½"),
    *("x" * 300, "$\\sim$", "{", "}", "\\", "%s", "&amp;", "`", "*", "_a_", "~", "|", "<b>", "#1"),
]
MARKS = [
    *" \n\t",
    "\n\n",
    ".",
    ",",
    ";",
    ":",
    "!",
    "?",
    "(",
    ")",
    "[",
    "]",
    '"',
    "'",
    "-",
    "—",
    "…",
]
ADDRESSES = [
    *("https://", "http://", "HTTPS://", "ftp://", "javascript:", "www.", "git@github.com:"),
    *("github.com/", "owner/name", "owner", "name.git", "/tree/main", "#readme", "?q=1", "@v1"),
    *("x.github.io", "example.org/", "arxiv.org/abs/1", "a.b:80/", "~user/", "%20", "://", "//"),
    *("our code is at ", "based on ", "web.archive.org/web/1/https://a.org/b", "\\_", "..", "、"),
]

anything = some.text(max_size=40)
pieces = some.lists(some.sampled_from([*TERMINAL, *HIDDEN, *WORDS, *MARKS]), max_size=12)
texts = anything | pieces.map("".join)
"""Titles, tags, notes, names and what else a person or a page may give."""

addresses = some.lists(
    some.sampled_from([*ADDRESSES, *ADDRESSES, *MARKS, *WORDS[:12], *HIDDEN])
    | some.text(max_size=3),
    max_size=16,
).map("".join)
"""Prose in which addresses may stand, or nearly."""


@some.composite
def pages(draw: some.DrawFn) -> bytes:
    """A saved page in one of the ways in which bytes are text, with papers of any texts in it."""
    papers = draw(some.lists(some.tuples(texts, texts | addresses), min_size=1, max_size=6))
    gap = draw(some.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", "\r"]))
    lines = ["Daily Papers", draw(some.sampled_from(["Sep 1", "2026-09-01", "Feb 30", ""]))]
    for number, (title, words) in enumerate(papers):
        lines.append(f"Paper {number % 4} of {title} and Its Kind")
        lines.append(f"We show that {words} is of use to all who read. It is not much slower.")
    encoding = draw(some.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
    return gap.join(lines).encode(encoding, errors="replace")
