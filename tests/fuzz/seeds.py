"""What a fuzzer starts from: pages and queries that are read well, and the words in them."""

from __future__ import annotations

from pathlib import Path

from index.query.language import FIELDS, LANGUAGE
from index.query.question import Sort
from index.query.tree import State, Thing

PAGES = Path(__file__).parent.parent / "pages"
LONGEST = 4096

QUERIES = [
    *(idiom.example for idiom in LANGUAGE),
    "graph OR (neural -video) title:(a | b)\0@b c sort:new\0is:read limit:5",
    'tag:a,"b c" page:"Sep 1" /gpt-[2-4]/ ="state space" netwrk~ "a b"*',
    "what is NOT a sentence OR a question about AND in it?",
    "-(-(a OR b) c) NOT NOT d day:>=2026-09..today added:<7d seen:>1 rank:..5",
]
_TERMINAL = [
    "\x1b[31m",
    "\x1b]52;c;aGk=\x07",
    "\x1bP",
    "\x9b",
    "\u202e",
    "\ufeff",
    "\u200b",
    "\x85",
]
_OF_PAGES = [
    "Daily Papers\n", "Sep 1", "2026-09-01", "9月1日", "Subscribe", "New", "get trending papers",
    "by AK and the research community", "Submitted by\n", "Published on ", "·12 authors", "128\n",
    "Abstract\n", "We show that ", "In this paper, we ", "https://", "http://", "github.com/a/b",
    "www.", "git@github.com:", ".github.io", "our code ", "based on ", "et al. ", ". ", "。", "-\n",
    "\n\n", "\r\n", "\r", "\\_", "$\\sim$", "(", ")", "[", "]", "<div>", "{}", "—", "读", "é",
    "\ufffd", " is ", "uni- and ", "\u00ad", "\u3164",
]  # fmt: skip
_OF_QUERIES = [
    " OR ", " AND ", " NOT ", " | ", "-", "(", ")", '"', "“", "”", "„", "*", "~", "~1", "=", '="',
    "/", "\\/", "@a", "@b", "\0", ",", "..", ">=", "<=", "<", ">", "≤", "…", "–", "?", "7d", "2w",
    "today", "yesterday", "2026-09-01", "2026-09", "Sep 1", "*", "n^2", "C++", "🙂", "注意",
    "(?:", "{9}", "\\p{L}", "[^", "tag:*", "tag:a,b", 'page:"', "how ", "what ",
]  # fmt: skip


def write_seeds(name: str, corpus: Path) -> Path:
    """Put what to start from into `corpus`, and the words of it into the file given back."""
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(
        pages_to_start_from() if name == "pages" else queries_to_start_from()
    ):
        (corpus / f"seed-{number:03}").write_bytes(seed)
    words = _OF_PAGES if name == "pages" else [*_OF_QUERIES, *_named()]
    path = corpus.parent / f"{name}.dict"
    path.write_text("".join(f'"{_escaped(word)}"\n' for word in [*words, *_TERMINAL]))
    return path


def pages_to_start_from() -> list[bytes]:
    """Each golden page's beginning, and from its middle as much again: papers without a header."""
    pages = [path.read_bytes() for path in sorted(PAGES.glob("*.txt"))]
    halves = [page[len(page) // 2 :][:LONGEST] for page in pages]
    return [*(page[:LONGEST] for page in pages), *(page[:900] for page in pages), *halves]


def queries_to_start_from() -> list[bytes]:
    return [query.encode() for query in QUERIES]


def _named() -> list[str]:
    fields = [f"{field}:" for field in FIELDS]
    return [*fields, *(f"{each}" for each in (*State, *Thing, *Sort))]


def _escaped(word: str) -> str:
    """As libFuzzer reads it: every byte in hexadecimal."""
    return "".join(f"\\x{byte:02x}" for byte in word.encode())
