"""`paperdeck` as a click group whose subcommands are imported when they are chosen."""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from reader.cli.errors import Exit, guarded, tell
from reader.cli.home import HELP_NAMES, chosen_places, home_option
from reader.cli.names import COMPLETE, SUBCOMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.paths import Places

    OpenReader = Callable[[Places, Sequence[str]], int]

PURPOSE = """Read, search and tag research papers from saved Daily Papers pages.

Without a command the reader opens on the library; FILES are added to it first.

\b
Examples:
  paperdeck                            open the reader
  paperdeck ~/pages/2026-09-01.txt     add a page, then open the reader
  paperdeck add ~/pages                add every page of a folder
  paperdeck search graph attention     find papers
"""


class Subcommands(click.Group):
    """The subcommands of names.py, and the reader for everything else."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in SUBCOMMANDS:
            return None
        command = importlib.import_module(f"reader.cli.{cmd_name}").command
        assert isinstance(command, click.Command)  # noqa: S101 - for the type checker
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in SUBCOMMANDS or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        return "open", open_files, args

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(SUBCOMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        names = [name for name in SUBCOMMANDS if name.startswith(incomplete)]
        completions = [CompletionItem(name, help=SUBCOMMANDS[name]) for name in names]
        return [*completions, CompletionItem(incomplete, type="file")]


def print_version(ctx: click.Context, _: click.Parameter, is_asked: bool) -> None:
    """Print the version and end."""
    if is_asked:
        from reader.cli.version import version

        click.echo(f"paperdeck {version()}")
        ctx.exit()


@click.command(hidden=True)
@click.argument("files", nargs=-1)
@home_option
@click.pass_context
def open_files(ctx: click.Context, files: tuple[str, ...]) -> int:
    """Open the reader, adding files first."""
    code: int = ctx.find_root().meta["paperdeck.open"](chosen_places(ctx), files)
    return code


@click.group(
    "paperdeck",
    cls=Subcommands,
    invoke_without_command=True,
    help=PURPOSE,
    context_settings=HELP_NAMES,
    subcommand_metavar="[FILES]... | COMMAND [ARGS]...",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=print_version,
    help="Print the version.",
)
@home_option
@click.pass_context
def paperdeck(ctx: click.Context) -> int:
    """The whole command line."""
    if ctx.invoked_subcommand is None:
        code: int = ctx.invoke(open_files, files=())
        return code
    return Exit.DONE


def run(given: Sequence[str], open_reader: OpenReader) -> int:
    """Do what `given` asks and return the exit code; `open_reader` opens the screen.

    The screen comes from outside, since nothing here may import Textual.
    """
    if instruction := os.environ.get(COMPLETE):
        from click.shell_completion import shell_complete

        return shell_complete(paperdeck, {}, "paperdeck", COMPLETE, instruction)
    _set_encodings()
    return guarded(lambda: _run(list(given), open_reader))


def _run(given: list[str], open_reader: OpenReader) -> int:
    try:
        with paperdeck.make_context("paperdeck", given) as ctx:
            ctx.meta["paperdeck.open"] = open_reader
            code: Any = paperdeck.invoke(ctx)
            return int(code or 0)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.Abort:
        return Exit.INTERRUPTED
    except click.UsageError as error:
        tell(_sentence(error))
        return Exit.WRONG_USE


def _sentence(error: click.UsageError) -> str:
    """A usage error as one sentence that names the way to the help page."""
    asked = error.ctx.command_path.removesuffix(" open") if error.ctx else "paperdeck"
    if isinstance(error, click.NoSuchOption):
        if error.possibilities:
            return f"“{asked}” has no {error.option_name}; did you mean {error.possibilities[0]}?"
        return f"“{asked}” has no {error.option_name}; “{asked} --help” lists what it takes."
    what = error.format_message().rstrip(". ")
    return f"{what}; see “{asked} --help”."


def _set_encodings() -> None:
    """Papers come in every script: what goes to a pipe is UTF-8, and no character is an error."""
    for stream in (sys.stdout, sys.stderr):
        if not hasattr(stream, "reconfigure"):
            continue
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="replace")
