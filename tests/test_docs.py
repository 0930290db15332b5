"""What the README and CONTRIBUTING promise is there: keys, query language, commands, links."""

from __future__ import annotations

import importlib
import re
import shlex
from pathlib import Path

import pytest

from reader.cli.names import SUBCOMMANDS
from reader.cli.root import paperdeck
from reader.commands import COMMANDS
from reader.guide import PARTS, with_parts

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
LARGEST_ANIMATION = 1_500_000  # bytes: it is loaded with the page it stands on

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!`)!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def examples() -> list[list[str]]:
    """Each call of paperdeck in the README's blocks, as words behind the command's name."""
    found = []
    for language, block in BLOCK.findall(README):
        for line in block.splitlines():
            if language == "console" and not line.startswith("$ "):
                continue  # output
            line = line.removeprefix("$ ").partition("   #")[0]
            for part in re.split(r"\s\|\s|\$\(|\)\"", line):
                if part.startswith("paperdeck"):
                    found.append(shlex.split(part)[1:])
    return found


def anchors(page: str) -> set[str]:
    """The names under which a page's headings can be linked to."""
    text = BLOCK.sub("", (ROOT / page).read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in HEADING.findall(text)}


def links() -> list[tuple[str, str]]:
    """Each relative link, with the page that it stands on."""
    return [
        (page, target)
        for page in PAGES
        for target in LINK.findall(BLOCK.sub("", (ROOT / page).read_text(encoding="utf-8")))
        if not target.startswith(("http:", "https:"))
    ]


def test_the_readme_holds_the_keys_and_the_language_as_they_are_now() -> None:
    assert with_parts(README) == README, "run: make guide"


def test_the_readme_names_every_command_once_in_its_key_table() -> None:
    table = README.partition("<!-- keys -->")[2].partition("<!-- /keys -->")[0]
    rows = re.findall(r"^\| `.*$", table, re.MULTILINE)
    assert len(rows) == len(COMMANDS)


@pytest.mark.parametrize("part", PARTS)
def test_a_readme_without_a_place_for_a_table_is_refused_with_a_sentence(part: str) -> None:
    with pytest.raises(ValueError, match=f"<!-- {part} --> … .* is missing"):
        with_parts(README.replace(f"<!-- /{part} -->", ""))


def test_text_around_the_tables_is_left_as_it_is() -> None:
    page = "".join(f"before {n}\n<!-- {n} -->old<!-- /{n} -->\nafter {n}\n" for n in PARTS)
    written = with_parts(page)
    for name in PARTS:
        assert f"before {name}\n<!-- {name} -->\n\n|" in written
        assert f"|\n\n<!-- /{name} -->\nafter {name}\n" in written


@pytest.mark.parametrize("words", examples(), ids=" ".join)
def test_a_command_in_an_example_is_there_with_its_options(words: list[str]) -> None:
    name = words[0] if words else ""
    if name not in SUBCOMMANDS:
        assert not name or "/" in name or name.startswith("-"), f"{name} is no command and no file"
        assert {word for word in words if word.startswith("--")} <= known_options()
        return
    command = importlib.import_module(f"reader.cli.{name}").command
    known = {option for parameter in command.params for option in parameter.opts}
    given = {word.partition("=")[0] for word in words[1:] if word.startswith("--")}
    assert given <= known | {"--help"}


def known_options() -> set[str]:
    return {option for parameter in paperdeck.params for option in parameter.opts} | {"--help"}


def test_the_readme_shows_most_commands_at_work() -> None:
    assert {words[0] for words in examples() if words} >= set(SUBCOMMANDS) - {"reindex", "keys"}


@pytest.mark.parametrize("page", PAGES)
def test_every_make_target_that_is_named_exists(page: str) -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"(?:`|^)make ([a-z-]+)", text, re.MULTILINE)
    assert set(named) <= set(targets)


@pytest.mark.parametrize(("page", "target"), links(), ids=lambda value: value)
def test_a_link_leads_to_a_file_or_heading_that_is_there(page: str, target: str) -> None:
    file, _, heading = target.partition("#")
    assert (ROOT / (file or page)).exists()
    if heading:
        assert heading in anchors(file or page)


def test_the_animation_is_light_enough_for_a_page() -> None:
    assert (ROOT / "screenshots" / "tour.gif").stat().st_size < LARGEST_ANIMATION


def test_folders_and_files_on_the_map_of_the_house_exist() -> None:
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    block = contributing.partition("## The map of the house")[2].split("```")[1]
    folder = ROOT
    for line in block.strip().splitlines():
        name = line.split()[0]
        if not line.startswith(" "):
            folder = ROOT / name
            assert folder.is_dir(), name
            continue
        names = [line.strip()] if ".py, " in line else [name]
        for each in ", ".join(names).split(", "):
            assert (folder / each).exists(), each
