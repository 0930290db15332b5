"""Every action: its keys and its words. Help, footer, palette, bindings and README come from here.

An entry here and the function it names in `reader.actions` are all that a new action needs.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Group(StrEnum):
    """Where an action stands in help, in this order."""

    MOVE = "Move"
    FIND = "Find"
    COPY = "Copy"
    OPEN = "Open"
    ORGANISE = "Organise"
    APP = "App"


class Command(NamedTuple):
    id: str  # "copy-link"
    keys: tuple[str, ...]  # as a person writes them: "y", "gg", "ctrl+d", "/"
    title: str  # two or three words: "Copy link"
    help: str  # one sentence
    group: Group
    runs: str  # the function in reader.actions: "copying.copy_link"
    hint: str = ""  # its word in the footer, where it stands there


_M, _F, _C, _O, _R, _A = Group

COMMANDS: tuple[Command, ...] = (
    Command("down", ("j", "down"), "Down", "The next paper, or one line further down.", _M, "moving.down"),
    Command("up", ("k", "up"), "Up", "The paper before, or one line further up.", _M, "moving.up"),
    Command("top", ("gg", "home"), "To the top", "The first paper, or the start of the abstract.", _M, "moving.top"),
    Command("bottom", ("G", "end"), "To the bottom", "The last paper, or the end of the abstract.", _M, "moving.bottom"),
    Command("half-down", ("ctrl+d",), "Half a page down", "Half a screen further down.", _M, "moving.half_down"),
    Command("half-up", ("ctrl+u",), "Half a page up", "Half a screen further up.", _M, "moving.half_up"),
    Command("page-down", ("pagedown",), "Page down", "A screen further down.", _M, "moving.page_down"),
    Command("page-up", ("pageup",), "Page up", "A screen further up.", _M, "moving.page_up"),
    Command("next-pane", ("tab",), "Next pane", "From the list to the paper, the library, and round.", _M, "moving.next_pane"),
    Command("previous-pane", ("shift+tab",), "Pane before", "The same round, backwards.", _M, "moving.previous_pane"),
    Command("open", ("enter", "l", "right"), "Open", "Read the paper; in the library pane, take the filter.", _M, "moving.open_", "read"),
    Command("back", ("escape", "h", "left"), "Back", "Back to the list, or from more like this; stops long work.", _M, "moving.back"),
    Command("page-before", ("[",), "Page before", "The papers of the saved page before this one.", _M, "moving.page_before"),
    Command("page-after", ("]",), "Page after", "The papers of the next saved page.", _M, "moving.page_after"),
    Command("search", ("/",), "Search", "Search titles and abstracts; results come as you type.", _F, "finding.search", "search"),
    Command("clear", ("\\",), "Clear the search", "Every paper again: no words, no filter.", _F, "finding.clear"),
    Command("save-search", ("S",), "Save search", "Keep this search under a name; @name in the search box asks it again.", _F, "searching.save"),
    Command("saved", ("@",), "Saved searches", "Choose a saved search to ask it, or remove some.", _F, "searching.choose_saved"),
    Command("next-hit", ("n",), "Next hit", "The next place in the abstract with the words.", _F, "finding.next_hit"),
    Command("previous-hit", ("N",), "Hit before", "The place before with the words.", _F, "finding.previous_hit"),
    Command("by-tag", ("T",), "Filter by tag", "Choose a tag to see its papers alone.", _F, "finding.by_tag"),
    Command("narrow", ("f",), "Narrow by facets", "What parts these papers: tags, pages, code, phrases; a key joins one to the query.", _F, "results.narrow"),
    Command("more-like", ("*",), "More like this", "The papers that share most with this one, the nearest first.", _F, "results.more_like"),
    Command("way-out", tuple("123456789"), "Way out", "Where a search fails: ask what stands at this number instead.", _F, "results.take_way_out"),
    Command("why", ("w",), "Why this hit", "The words found in this paper, where, and their weight.", _F, "results.why"),
    Command("copy-link", ("y",), "Copy link", "Copy the paper's best GitHub link, at once.", _C, "copying.copy_link", "copy link"),
    Command("copy", ("Y",), "Copy …", "Choose: link, clone line, title, abstract or Markdown.", _C, "copying.copy_menu"),
    Command("open-link", ("o",), "Open link", "Open the paper's best link in the browser.", _O, "opening.open_link", "open"),
    Command("open-choice", ("O",), "Open …", "Choose which of the paper's links to open.", _O, "opening.open_menu"),
    Command("bookmark", ("b",), "Bookmark", "Set or lift the bookmark.", _R, "organising.bookmark", "bookmark"),
    Command("tags", ("t",), "Edit tags", "Add and remove tags, with completion.", _R, "organising.edit_tags", "tags"),
    Command("note", ("e",), "Edit note", "Write a note on the paper; it is kept with it.", _R, "organising.edit_note"),
    Command("read", ("r",), "Read or unread", "Mark the paper as read, or as unread again.", _R, "organising.toggle_read"),
    Command("undo", ("u",), "Undo", "Take back the last mark or tag, also one of earlier days.", _R, "organising.undo"),
    Command("redo", ("ctrl+r",), "Redo", "Do again what was undone.", _R, "organising.redo"),
    Command("sort", ("s",), "Sort", "Choose the order of the list.", _R, "finding.choose_sort"),
    Command("add", ("a",), "Add pages", "Add saved pages of your own: a file or a folder.", _A, "adding.ask", "add pages"),
    Command("reading", ("z",), "Full screen", "The paper alone on the screen, and back.", _A, "moving.toggle_alone"),
    Command("theme", (",",), "Theme", "Choose the colours; they are kept.", _A, "helping.choose_theme"),
    Command("help", ("?", "f1"), "All keys", "Every key and what it does; type to narrow the list.", _A, "helping.show_keys", "all keys"),
    Command("palette", (":", "ctrl+p"), "Command palette", "Find an action by its name.", _A, "helping.show_palette"),
    Command("suspend", ("ctrl+z",), "Suspend", "Back to the shell; `fg` returns here.", _A, "helping.suspend"),
    Command("quit", ("q",), "Quit", "Leave; the place is kept for the next time.", _A, "helping.quit_", "quit"),
)  # fmt: skip


def named(command_id: str) -> Command:
    """The command with this id. Errors: KeyError."""
    return _BY_ID[command_id]


def chords(prefix: str) -> tuple[Command, ...]:
    """The commands whose keys are two letters that start with this one."""
    return tuple(c for c in COMMANDS for key in c.keys if is_chord(key) and key[0] == prefix)


def is_chord(key: str) -> bool:
    """Two letters typed one after the other, "gg"; "f1", "up" and "ctrl+d" are single keys."""
    return len(key) == 2 and key.isalpha() and key != "up"


def key_names(command: Command) -> list[str]:
    """A command's keys as a person names them; digits in a row as "1 … 9"."""
    if len(command.keys) > 2 and all(key.isdigit() for key in command.keys):
        return [command.keys[0], "…", command.keys[-1]]
    return [key_name(key) for key in command.keys]


def key_name(key: str) -> str:
    """A key as a person names it: "↓", "PgDn", "Ctrl+d"."""
    return KEY_NAMES.get(key) or key.replace("ctrl+", "Ctrl+")


KEY_NAMES = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "escape": "Esc",
    "enter": "Enter",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "f1": "F1",
}

_BY_ID = {command.id: command for command in COMMANDS}
