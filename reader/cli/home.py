"""What every command shares: -h, --home wherever it stands, and queries that begin with a minus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from index.paths import places

if TYPE_CHECKING:
    from index.paths import Places

HELP_NAMES: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

_HOME = "paperdeck.home"
_MINUS = "\x00-"  # stands for "-" while click reads the arguments: no argument can hold a NUL


def _remember_home(ctx: click.Context, _: click.Parameter, folder: str | None) -> None:
    if folder:
        ctx.meta[_HOME] = folder


home_option = click.option(
    "--home",
    metavar="DIR",
    expose_value=False,
    callback=_remember_home,
    help="Keep everything in DIR (else PAPERDECK_HOME, else the usual folders).",
    type=click.Path(file_okay=False),
)


def chosen_places(ctx: click.Context) -> Places:
    """The folders that this run uses."""
    return places(ctx.meta.get(_HOME))


class Subcommand(click.Command):
    """A command that knows --home, and takes the words after its name as a query.

    `-word` leaves a word out in the query language, so an argument with one minus is an option
    only where it is exactly one that the command has.
    """

    def __init__(self, *args: Any, **settings: Any) -> None:
        settings["context_settings"] = {**HELP_NAMES, **(settings.get("context_settings") or {})}
        super().__init__(*args, **settings)
        home_option(self)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, self._shield(args))

    def _shield(self, args: list[str]) -> list[str]:
        options = [option for option in self.params if isinstance(option, click.Option)]
        flags = {"-h"} | {name for option in options for name in option.opts if name[1:2] != "-"}
        valued = {name for option in options if not option.is_flag for name in option.opts}
        shielded: list[str] = []
        for position, arg in enumerate(args):
            if arg == "--":
                return shielded + args[position:]
            is_value = position > 0 and args[position - 1] in valued
            is_words = len(arg) > 1 and arg[0] == "-" and arg[1] != "-" and arg not in flags
            shielded.append(_MINUS + arg[1:] if is_words and not is_value else arg)
        return shielded


def joined_words(_: click.Context, __: click.Parameter, words: tuple[str, ...]) -> str:
    """The words of a query, which need no quotes on the command line, as one text."""
    return " ".join(word.replace(_MINUS, "-", 1) if word[:2] == _MINUS else word for word in words)


query_argument = click.argument("query", nargs=-1, callback=joined_words, metavar="[QUERY]...")
