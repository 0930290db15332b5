"""The subcommands by name, each with its line of help: known without importing any of them."""

from __future__ import annotations

COMPLETE = "_PAPERDECK_COMPLETE"
"""The variable in which a shell asks for completions."""

SUBCOMMANDS: dict[str, str] = {
    "add": "Add saved pages to the library.",
    "search": "Find papers.",
    "show": "Print one paper.",
    "tag": "Add or remove tags on the papers a query finds.",
    "bookmark": "Bookmark the papers a query finds.",
    "note": "Print, write or remove the note on a paper.",
    "pages": "List the pages of the library.",
    "tags": "List the tags in use.",
    "saved": "List, save or remove searches with a name.",
    "export": "Write papers as JSON, Markdown, links or BibTeX.",
    "reindex": "Make the search index anew.",
    "doctor": "Say what is where, and whether it is well.",
    "keys": "List the keys of the reader.",
    "completion": "Print a script that completes commands in a shell.",
}
"""Each is the module `reader.cli.NAME`, whose click command is called `command`."""


def nearest(typed: str) -> str | None:
    """The subcommand that `typed` looks like a slip of, if any."""
    from difflib import get_close_matches

    found = get_close_matches(typed.casefold(), SUBCOMMANDS, n=1, cutoff=0.6)
    return found[0] if found else None
