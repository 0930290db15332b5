"""`paperdeck doctor`: what is where, and whether it is well."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from typing import TYPE_CHECKING

import click

from index import upkeep
from index.errors import LibraryError, WrongUse
from index.store.backups import backups_of
from index.text import one_line
from reader.cli.errors import Exit
from reader.cli.home import Subcommand, chosen_places
from reader.cli.library import opened
from reader.cli.output import Style, put, styled
from reader.cli.progress import Bar
from reader.cli.recovery import NEWEST, offers, rescue, restore, words_of
from reader.cli.version import version
from reader.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.library import Library
    from index.paths import Places

HELP = """Say what is where, and whether it is well: what to look at, or to send with a question.

All of the library is looked at, and its search index compared with it. Exit code 4 says that the
library is damaged, in use, or made by a newer Paperdeck. A damaged library is never written to:
what can be read of it can be saved into a new file, and a backup, or that file, be put back. What
stood there before is kept.

\b
Examples:
  paperdeck doctor
  paperdeck doctor --rescue              save what can be read
  paperdeck doctor --restore             put the newest backup back
  paperdeck doctor --restore FILE        put this copy back
"""

LABEL = 12  # cells of the longest label and its gap


@click.command("doctor", cls=Subcommand, help=HELP)
@click.option("--rescue", "is_rescue", is_flag=True, help="Save what can be read of the library.")
@click.option(
    "--restore",
    "copy",
    metavar="[FILE]",
    is_flag=False,
    flag_value=NEWEST,
    help="Put a copy of the library back: this one, or the newest backup.",
)
@click.pass_context
def command(ctx: click.Context, is_rescue: bool, copy: str | None) -> int:
    """Print the findings, a line each; or do what --rescue or --restore ask for."""
    chosen = chosen_places(ctx)
    if is_rescue and copy:
        raise WrongUse("First --rescue, then --restore what was saved.")
    if is_rescue:
        return rescue(chosen)
    if copy:
        return restore(chosen, copy, is_sound=not _problems(ctx, chosen))
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
    kept = backups_of(chosen.library)
    if not chosen.library.exists() and not kept:
        _put("library", "none yet; it is made when a page is added")
        return Exit.DONE
    problems = _problems(ctx, chosen)
    for problem in problems:
        _put("library", problem)
    if problems:
        for label, text in offers(chosen):
            _put(label, text)
        return Exit.LIBRARY
    size = chosen.library.stat().st_size / 1e6
    _put("library", f"well: {chosen.library}, {size:.1f} MB")
    with opened(ctx) as library:
        _put_contents(library)
    newest = f"; the newest is {words_of(kept[0])}" if kept else ""
    _put("backups", f"{len(kept) or 'none yet'}{newest}")
    return Exit.DONE


def _problems(ctx: click.Context, chosen: Places) -> tuple[str, ...]:
    """What does not agree in the library itself; how it cannot be opened, if so."""
    if not chosen.library.exists():
        return (f"The library {chosen.library} is gone.",)
    try:
        with opened(ctx, tells=False) as library:
            found = upkeep.disagreements(library)
            damage = library.damage
    except LibraryError as error:
        return (str(error),)
    return tuple(dict.fromkeys([*([damage] if damage else []), *found]))


def _put_contents(library: Library) -> None:
    counts, pages = library.counts(), len(library.pages())
    _put(
        "papers",
        f"{counts.total:,} on {counted(pages, 'page')}, {counts.with_code} with code,"
        f" {counts.bookmarked} bookmarked, {counts.unread} unread",
    )
    with Bar("Looking") as bar:
        found = upkeep.look_through_index(library, bar)
    for fault in found.faults:
        _put("index", f"{fault} It is made anew at the next search.")
    if found.is_missing:
        _put("index", "to be made anew at the next search")
    elif not found.faults:
        waiting = f"; {counted(found.queued, 'paper')} to be taken in" if found.queued else ""
        _put("index", f"well: it agrees with the library{waiting}")


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
