"""The CISI collection: 1,460 papers, and 76 questions for which people said which papers help."""

from __future__ import annotations

import json
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from index.query.question import Question
from tests.builders import a_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.library import Library
    from index.pages.page import Page

SHARED = Path(__file__).parents[2].parent / "shared"
COLLECTION = SHARED / "relevance"
NO_COLLECTION = "the judged questions are not beside this folder"
TOP = 10
RECALLED = 50


class Judged(NamedTuple):
    """A question, and the places in the collection of the papers that answer it, from 1."""

    question: Question
    relevant: frozenset[int]


class Relevance(NamedTuple):
    """Means over all questions, from 0 to 1."""

    ndcg: float  # of the first TOP, each paper relevant or not
    recall: float  # among the first RECALLED


def collection() -> Page:
    """The papers as one page, each ranked by its place in the collection."""
    papers = _lines("cisi-papers.jsonl")
    return a_page(*((paper["title"], paper["abstract"]) for paper in papers), name="cisi.txt")


def questions() -> list[Judged]:
    """The questions, as a person would type them."""
    places = {paper["id"]: place for place, paper in enumerate(_lines("cisi-papers.jsonl"), 1)}
    return [
        Judged(Question(asked["question"]), frozenset(places[id_] for id_ in asked["relevant"]))
        for asked in _lines("cisi-questions.jsonl")
    ]


def relevance(library: Library, asked: Sequence[Judged]) -> Relevance:
    """How well a library of the collection answers the questions."""
    ndcg = recall = 0.0
    for question, relevant in asked:
        found = _places(library, question)
        gained = sum(1 / log2(at + 2) for at, place in enumerate(found[:TOP]) if place in relevant)
        ndcg += gained / sum(1 / log2(at + 2) for at in range(min(TOP, len(relevant))))
        recall += len(relevant.intersection(found[:RECALLED])) / len(relevant)
    return Relevance(ndcg / len(asked), recall / len(asked))


def _places(library: Library, question: Question) -> list[int]:
    """The places in the collection of the papers found first; two listings may be one paper."""
    papers = library.papers(library.answer(question).ids[:RECALLED])
    return [seen.rank for paper in papers for seen in paper.appearances]


def _lines(name: str) -> list[dict[str, str]]:
    with (COLLECTION / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
