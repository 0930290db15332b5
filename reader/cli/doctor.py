"""`paperdeck doctor`: what is where, and whether it is well."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from typing import TYPE_CHECKING

import click

from index.errors import LibraryError
from index.text import one_line
from reader.cli.errors import Exit
from reader.cli.home import Subcommand, chosen_places
from reader.cli.library import opened
from reader.cli.output import Style, put, styled
from reader.cli.version import version
from reader.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.paths import Places

HELP = """Say what is where, and whether it is well: what to look at, or to send with a question.

Exit code 4 says that the library is damaged, in use, or made by a newer Paperdeck.

\b
Examples:
  paperdeck doctor
  paperdeck doctor --home ~/papers
"""

LABEL = 12  # cells of the longest label and its gap


@click.command("doctor", cls=Subcommand, help=HELP)
@click.pass_context
def command(ctx: click.Context) -> int:
    """Print the findings, a line each."""
    chosen = chosen_places(ctx)
    _put(
        "version", f"Paperdeck {version()}, Python {platform.python_version()}, {platform.system()}"
    )
    for label, text in _folders(chosen):
        _put(label, text)
    code = _put_library(ctx, chosen)
    for label, text in _surroundings():
        _put(label, text)
    return code


def _put(label: str, text: str) -> None:
    put(styled(label.ljust(LABEL), Style.DIM) + one_line(text))


def _folders(chosen: Places) -> Iterator[tuple[str, str]]:
    yield "data", str(chosen.data)
    yield "cache", str(chosen.cache)
    yield "config", str(chosen.config)
    yield "state", str(chosen.state)


def _put_library(ctx: click.Context, chosen: Places) -> Exit:
    """Say how the library is; one that does not exist is not made."""
    if not chosen.library.exists():
        _put("library", "none yet; it is made when a page is added")
        return Exit.DONE
    try:
        with opened(ctx) as library:
            counts, pages = library.counts(), len(library.pages())
            is_ready = library.index_is_ready()
    except LibraryError as error:
        _put("library", str(error))
        return Exit.LIBRARY
    size = chosen.library.stat().st_size / 1e6
    _put("library", f"well: {chosen.library}, {size:.1f} MB")
    _put(
        "papers",
        f"{counts.total:,} on {counted(pages, 'page')}, {counts.with_code} with code,"
        f" {counts.bookmarked} bookmarked, {counts.unread} unread",
    )
    _put("index", "ready" if is_ready else "to be made anew at the next search")
    return Exit.DONE


def _surroundings() -> Iterator[tuple[str, str]]:
    size = shutil.get_terminal_size()
    where = f"{size.columns}x{size.lines}" if sys.stdout.isatty() else "standard output is none"
    yield "terminal", f"TERM={os.environ.get('TERM', '')}, {where}"
    yield "colours", _colours()
    yield "clipboard", ", ".join(_clipboard())
    yield "tmux", "yes" if os.environ.get("TMUX") else "no"
    yield "ssh", "yes" if os.environ.get("SSH_CONNECTION") else "no"


def _clipboard() -> Iterator[str]:
    """The ways to the clipboard from here, in the order in which a copy tries them."""
    from reader.clipboard.tools import applicable, is_installed

    env = os.environ
    yield "OSC 52 if the terminal allows it"
    if env.get("TMUX"):
        yield "tmux"
    for tool in applicable(env):
        yield tool.name if is_installed(tool.name, env) else f"{tool.name} (not installed)"


def _colours() -> str:
    if os.environ.get("NO_COLOR"):
        return "off, since NO_COLOR is set"
    if os.environ.get("TERM") == "dumb":
        return "off, since TERM is dumb"
    if os.environ.get("COLORTERM", "") in {"truecolor", "24bit"}:
        return "16 million"
    return "256" if "256" in os.environ.get("TERM", "") else "16"
