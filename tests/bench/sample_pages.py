"""The three pages to measure on: real ones where they are at hand, else made of word lists."""

from __future__ import annotations

import random
from pathlib import Path

REAL = Path(__file__).parents[2].parent / "shared" / "pages"
LISTED = (("Sep 1", 48), ("Sep 8", 213), ("Aug 25", 56))
"""The day and the number of listings of each made page, as on the real ones."""
REPEATED = 25  # listings of the last page that were on the first ones as well
SEED = 20260901


def _list(words: str) -> list[str]:
    return words.split("/") if "/" in words else words.split()


HOWS = _list(
    "sparse robust neural graph-based adaptive efficient stable causal modular hybrid latent "
    "discrete continuous shallow deep recurrent symbolic convex federated private fast"
)
WHATS = _list(
    "graphs networks trees attention terminals readers tables sequences series codes queries "
    "fields operators kernels agents models gradients memories routes languages proofs images"
)
DOES = _list(
    "searches learns predicts bounds ranks compresses explains routes samples aligns prunes "
    "merges plans repairs scores verifies folds measures separates"
)
WHYS = _list(
    "under noise/at scale/with few labels/without supervision/over long contexts/in one "
    "pass/on small machines/across domains/for time series/by regression/with guarantees"
)


def sample_pages(folder: Path) -> list[Path]:
    """The files to add: three pages, 317 listings of 292 papers. Made ones go to `folder`."""
    real = sorted(REAL.glob("*.txt"))
    return real if len(real) == len(LISTED) else make_pages(folder)


def make_pages(folder: Path) -> list[Path]:
    """Three pages in the saved layout, always the same ones."""
    chance = random.Random(SEED)
    seen: list[str] = []
    files: list[Path] = []
    for day, count in LISTED:
        repeated = chance.sample(seen, REPEATED) if len(files) == len(LISTED) - 1 else []
        fresh = _listings(chance, count - len(repeated), set(seen))
        seen += fresh
        file = folder / f"{day.replace(' ', '-').lower()}.txt"
        file.write_text("\n\n".join([_header(day), *repeated, *fresh]) + "\n")
        files.append(file)
    return files


def _header(day: str) -> str:
    invitation = "Get trending papers in your email inbox!"
    lines = ("new", invitation, "Subscribe", "Daily Papers", "byAK and the research community", day)
    return "\n\n".join(lines)


def _listings(chance: random.Random, count: int, taken: set[str]) -> list[str]:
    titles = {listing.split("\n", 1)[0] for listing in taken}
    listings: list[str] = []
    while len(listings) < count:
        title = f"{_thing(chance)} for {_thing(chance)} {chance.choice(WHYS)}".title()
        if title not in titles:
            titles.add(title)
            listings.append(f"{title}\n\n{_abstract(chance)}")
    return listings


def _abstract(chance: random.Random) -> str:
    sentences = [_sentence(chance) for _ in range(chance.randint(11, 17))]
    if chance.random() < 0.2:
        name = f"{chance.choice(HOWS)}-{chance.choice(WHATS)}"
        sentences.append(f"Our code is available at https://github.com/owner/{name}.")
    return " ".join(sentences)


def _sentence(chance: random.Random) -> str:
    start = chance.choice(("This work", "The method", "Our approach", "A second stage"))
    first, second = chance.sample(DOES, 2)
    return (
        f"{start} {first} {_thing(chance)} and {second} {_thing(chance)} {chance.choice(WHYS)}, "
        f"where earlier work needs {_thing(chance)} {chance.choice(WHYS)}."
    )


def _thing(chance: random.Random) -> str:
    return f"{chance.choice(HOWS)} {chance.choice(WHATS)}"
