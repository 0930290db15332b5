"""`paperdeck note`: the note on one paper."""

from __future__ import annotations

import click

from index.errors import WrongUse
from index.text import clean
from reader.cli.complete import complete_ids
from reader.cli.errors import Exit, tell
from reader.cli.home import Subcommand, joined_words
from reader.cli.library import opened
from reader.cli.output import put
from reader.words import shortened

HELP = """Print the note on a paper, or let TEXT be its note.

The start of an ID is enough where no other paper's begins so. A new note takes
the place of the old one; an empty TEXT takes it away, as --remove does.

\b
Examples:
  paperdeck note k7mq2a
  paperdeck note k7mq2a compare with table 3
  paperdeck note k7mq2a --remove
  paperdeck search is:noted

Exit code 1 says that there is no such paper, or no note on it.
"""


def _text(ctx: click.Context, argument: click.Parameter, words: tuple[str, ...]) -> str | None:
    return joined_words(ctx, argument, words) if words else None


@click.command("note", cls=Subcommand, help=HELP)
@click.argument("paper_id", metavar="ID", shell_complete=complete_ids)
@click.argument("text", nargs=-1, metavar="[TEXT]...", callback=_text)
@click.option("--remove", is_flag=True, help="Take the note away.")
@click.pass_context
def command(ctx: click.Context, paper_id: str, text: str | None, remove: bool) -> int:
    """Print, write or remove the note of the paper whose id starts so."""
    if remove and text:
        raise WrongUse("Give TEXT to write a note or --remove to take it away, not both.")
    with opened(ctx) as library:
        paper = library.paper(library.find(paper_id))
        title = f"“{shortened(paper.title, 60)}”"
        if text is None and not remove:
            if paper.note:
                put(clean(paper.note))
                return Exit.DONE
            tell(f"No note on {title} yet; write one with “paperdeck note {paper.id} TEXT”.")
            return Exit.NOTHING_FOUND
        has_changed = library.annotate(paper.id, text or "")
        is_noted = bool(library.paper(paper.id).note)
    if not has_changed:
        put(f"Nothing to change: {title} has {'this' if is_noted else 'no'} note already.")
        return Exit.DONE
    put(f"Noted on {title}." if is_noted else f"Note taken off {title}.")
    tell("To undo this, press u in the reader.")
    return Exit.DONE
