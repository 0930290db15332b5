"""`paperdeck keys`: the keys of the reader."""

from __future__ import annotations

import click

from reader.cli.errors import Exit
from reader.cli.home import Subcommand
from reader.cli.output import Format, Style, chosen_format, format_option, put
from reader.cli.table import Column, put_rows
from reader.commands import COMMANDS
from reader.export.paper_json import SCHEMA_VERSION, to_json

HELP = """List the keys of the reader and what each does.

In a pipe each line is keys, title, group, help, id.

\b
Examples:
  paperdeck keys
  paperdeck keys --format json
"""

COLUMNS = (
    Column("Keys", Style.MARK),
    Column("Does"),
    Column("Group", Style.DIM, drop=1),
    Column("", least=40),
)


@click.command("keys", cls=Subcommand, help=HELP)
@format_option
def command(form: str | None) -> int:
    """Print the table of keys."""
    chosen = chosen_format(form)
    if chosen is Format.JSON:
        keys = [
            {
                "id": action.id,
                "keys": list(action.keys),
                "title": action.title,
                "help": action.help,
                "group": action.group.value,
            }
            for action in COMMANDS
        ]
        put(to_json({"schema_version": SCHEMA_VERSION, "keys": keys}))
        return Exit.DONE
    rows = [
        (" ".join(action.keys), action.title, action.group.value, action.help, action.id)
        for action in COMMANDS
    ]
    put_rows(COLUMNS, [row[:4] for row in rows] if chosen is Format.TABLE else rows, chosen)
    return Exit.DONE
