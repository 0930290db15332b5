"""`paperdeck completion`: the script that lets a shell complete commands, options, tags and ids."""

from __future__ import annotations

import click

from reader.cli.errors import Exit
from reader.cli.home import Subcommand
from reader.cli.names import COMPLETE

HELP = """Print a script that lets a shell complete commands, options, tags and ids.

\b
Examples:
  echo 'eval "$(paperdeck completion bash)"' >> ~/.bashrc
  echo 'eval "$(paperdeck completion zsh)"' >> ~/.zshrc
  paperdeck completion fish > ~/.config/fish/completions/paperdeck.fish
"""


@click.command("completion", cls=Subcommand, help=HELP)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print the script for `shell`."""
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    assert script is not None  # noqa: S101 - each of the three is click's own
    root = ctx.find_root().command
    click.echo(script(root, {}, "paperdeck", COMPLETE).source())
    return Exit.DONE
