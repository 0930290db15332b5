"""What the shell may complete from the library: tags and ids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

from index.errors import LibraryError
from index.text import UNSEEN, one_line
from reader.cli.home import chosen_places
from reader.cli.library import in_batches, opened
from reader.words import counted

if TYPE_CHECKING:
    import click


_TYPED_AS_IT_IS = re.compile(r"(?![-~=])(?:[\w.:/+@%=-]|[^\x00-\x7f])+")


def can_be_typed(name: str) -> bool:
    """Whether a shell reads the name as it is written.

    What is completed stands in the command line unquoted, and Enter would obey “x;reboot”.
    """
    return _TYPED_AS_IT_IS.fullmatch(name) is not None and not UNSEEN.search(name)


def complete_tags(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The tags in use that go on as typed, the last of a comma list among them."""
    before, comma, last = incomplete.rpartition(",")
    try:
        if not chosen_places(ctx).library.exists():
            return []
        with opened(ctx, tells=False) as library:
            tags = library.tags()
    except LibraryError:
        return []
    return [
        CompletionItem(before + comma + tag.name, help=counted(tag.papers, "paper"))
        for tag in tags
        if tag.name.startswith(last.lstrip("#")) and can_be_typed(tag.name)
    ]


def complete_ids(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids that start as typed, newest paper first, each with its title."""
    from index.query.question import Question

    try:
        if not chosen_places(ctx).library.exists():
            return []
        with opened(ctx, tells=False) as library:
            begun = f"id:{incomplete}" if incomplete else ""
            papers = list(in_batches(library, library.answer(Question(begun)).ids[:100]))
    except LibraryError:
        return []
    return [
        CompletionItem(paper.id, help=one_line(paper.title))
        for paper in papers
        if can_be_typed(paper.id)
    ]
