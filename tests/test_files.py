"""Saved pages as files: what is read, and what is refused in one sentence."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index import files
from index.errors import InputError
from index.files import SavedPage, find_pages, load_page, load_text, read_papers

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534
TODAY = dt.date(2026, 9, 8)
PAGE = "Daily Papers\n\nA Title of a Paper\n\nWe show that small files are read at once.\n"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everyone can reach, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@contextmanager
def as_nobody(closing: Path) -> Iterator[None]:
    """Close a folder to us, also where we are root, whom no mode stops."""
    is_root = os.geteuid() == 0
    closing.chmod(0)
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        closing.chmod(0o755)


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as refused:
        load_page(path)
    sentence = str(refused.value)
    assert sentence.startswith(str(path)) or str(path) in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_a_page_is_loaded_with_its_name_and_the_day_it_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "sep.txt"
    path.write_text(PAGE)
    noon = dt.datetime(2026, 9, 1, 12).timestamp()
    os.utime(path, (noon, noon))
    saved = load_page(path)
    assert (saved.name, saved.text, saved.saved) == ("sep.txt", PAGE, dt.date(2026, 9, 1))
    assert [listing.title for listing in read_papers(saved).listings] == ["A Title of a Paper"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-8"])
def test_a_page_is_decoded_by_its_mark(encoding: str) -> None:
    text = "Über 读书 é\n"
    assert load_text(text.encode(encoding), "-", TODAY).text == text


def test_standard_input_is_called_so() -> None:
    assert load_text(b"a\n", "-", TODAY).name == "stdin"


def test_what_is_not_utf_8_is_read_as_latin_1_line_by_line() -> None:
    raw = "Größe\n".encode("cp1252") + "读书 Größe\n".encode() + "读书\xff\n".encode()[:-3] + b"\n"
    assert load_text(raw, "mixed.txt", TODAY).text == "Größe\n读书 Größe\n读书\n"


def test_a_cut_character_does_not_spoil_its_line() -> None:
    assert load_text("读书读书".encode()[:-1], "cut.txt", TODAY).text == "读书读\ufffd"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "does not exist" in refusal(tmp_path / "none.txt")


def test_a_folder_is_no_page(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(content)
    assert "is empty" in refusal(path)


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7 \n", b"\x89PNG\r\n", b"PK\x03\x04", b"\x00\x01\x02" * 99, bytes(range(256)) * 9],
)
def test_a_binary_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "binary.txt"
    path.write_bytes(content)
    assert "is no text but" in refusal(path)


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    assert "no plain file" in refusal(path)


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(PAGE)
    path.chmod(0)

    def refuse(_: Path) -> bytes:
        raise PermissionError

    if os.geteuid() == 0:  # root may read everything
        monkeypatch.setattr(type(path), "read_bytes", refuse)
    assert "permission" in refusal(path)


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "loop.txt"
    path.symlink_to(path)
    assert "cannot be read" in refusal(path)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as large:
        large.truncate(50 * 2**20)
    assert "50 MB" in refusal(path)
    with pytest.raises(InputError, match="too large"):
        load_text(b"x" * (files.LARGEST + 1), "-", TODAY)


def test_a_line_of_ten_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(PAGE.encode() + b"x" * 10 * 2**20)
    assert "10,485,760 characters" in refusal(path)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("just a note to myself", "no title"), ("<!DOCTYPE html><p>x</p>", "web page's source")],
)
def test_a_file_without_a_paper_says_so(text: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_papers(load_text(text.encode(), "note.txt", TODAY))


def test_a_folder_gives_its_pages_in_order_but_none_that_is_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a.TXT", ".hidden.txt", "notes.md", "sub/c.txt", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PAGE)
    found = [str(path.relative_to(tmp_path)) for path in find_pages(tmp_path)]
    assert found == ["a.TXT", "b.txt", "sub/c.txt"]
    assert find_pages(tmp_path / "b.txt") == [tmp_path / "b.txt"]


def test_a_folder_without_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="folder without pages"):
        find_pages(tmp_path)


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "closed/page.txt"], ids=repr)
def test_what_cannot_be_looked_at_is_left_to_loading_which_refuses_it(
    open_folder: Path, name: str
) -> None:
    (open_folder / "closed").mkdir()
    path = open_folder / name
    with as_nobody(closing=open_folder / "closed"):
        assert find_pages(path) == [path]
        with pytest.raises(InputError) as refused:
            load_page(path)
    sentence = str(refused.value)
    assert sentence.startswith(str(path).replace("\0", ""))
    assert "cannot be read: " in sentence
    assert sentence.endswith(".")


def test_a_folder_that_may_not_be_listed_is_refused(open_folder: Path) -> None:
    with as_nobody(closing=open_folder), pytest.raises(InputError) as refused:
        find_pages(open_folder, print)
    assert str(refused.value) == f"{open_folder} cannot be listed: permission denied."


def test_a_folder_below_that_may_not_be_listed_is_told_and_hides_no_other(
    open_folder: Path,
) -> None:
    for name in ("a/a.txt", "closed/b.txt", "c.txt"):
        (open_folder / name).parent.mkdir(exist_ok=True)
        (open_folder / name).write_text(PAGE)
    told: list[InputError] = []
    with as_nobody(closing=open_folder / "closed"):
        found = find_pages(open_folder, told.append)
        with pytest.raises(InputError, match="closed cannot be listed"):
            find_pages(open_folder)
    assert [path.name for path in found] == ["a.txt", "c.txt"]
    assert [str(error) for error in told] == [
        f"{open_folder / 'closed'} cannot be listed: permission denied."
    ]


def test_a_folder_whose_pages_may_all_be_hidden_is_not_called_empty(open_folder: Path) -> None:
    (open_folder / "closed").mkdir()
    told: list[InputError] = []
    with as_nobody(closing=open_folder / "closed"):
        assert find_pages(open_folder, told.append) == []
    assert len(told) == 1


def test_a_long_file_that_begins_without_a_paper_is_not_read_to_its_end():
    text = "nothing to read here\n" * 300_000
    with pytest.raises(InputError, match=r"long\.txt holds no paper: none .* first 5,000 lines"):
        read_papers(SavedPage("long.txt", text, dt.date(2026, 9, 1)))


def test_a_long_page_is_read_to_its_end():
    abstract = "We show that a page may be long. It goes on for as many lines as it likes to have."
    text = "".join(f"Paper {n} of a Long Page\n\n{abstract}\n\n" for n in range(1_400))
    page = read_papers(SavedPage("long.txt", text, dt.date(2026, 9, 1)))
    assert len(page.listings) == 1_400


def test_a_page_that_was_saved_outside_every_calendar_is_of_today():
    year_10000 = 253_402_300_800
    assert files._day_of(year_10000) == dt.date.today()
