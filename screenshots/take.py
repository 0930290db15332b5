"""Takes the README's pictures: the real program over its starter page, key by key.

`make screenshots` writes NAME.svg and NAME.png for each picture, and tour.gif. SVG becomes PNG in
Chromium, since other converters misplace wide characters; without it only the SVGs are written.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from index.paths import places
from reader.app import ReaderApp

HERE = Path(__file__).parent
WIDE, NARROW, SMALL = (120, 36), (80, 24), (50, 15)
GIF_WIDTH = 960
CHROMIUM = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True, slots=True)
class Picture:
    """One screen, reached by these keys from the start."""

    name: str
    keys: tuple[str, ...]
    size: tuple[int, int] = WIDE


PICTURES = (
    Picture("browse", ("down", "down")),
    Picture("search", ("slash", *"graph", "enter")),
    Picture("narrow", ("slash", *"graph", "enter"), NARROW),
    Picture("small", (), SMALL),
    Picture("copy", ("Y",)),
    Picture("tags", ("t", *"to-read,graphs", "enter", *"gr")),
    Picture("keys", ("question_mark",)),
)

TOUR: tuple[tuple[str, int], ...] = (
    *(("down", 350) for _ in range(3)),
    ("slash", 700),
    *((letter, 160) for letter in "attention"),
    ("enter", 900),
    ("down", 700),
    ("b", 1100),
    ("t", 700),
    *((letter, 140) for letter in "to-read"),
    ("enter", 900),
    ("escape", 1000),
    ("y", 2600),
)
"""Keys of the animation, and how long the screen after each one stays, in milliseconds."""


async def pictures(folder: Path) -> list[Path]:
    """Write each picture's SVG."""
    written = []
    for picture in PICTURES:
        app = ReaderApp(places(folder / picture.name))
        async with app.run_test(size=picture.size) as pilot:
            await pilot.pause(0.6)
            for key in picture.keys:
                await pilot.press(key)
            await pilot.pause(0.4)
            written.append(_save(app, HERE / f"{picture.name}.svg"))
        app.close()
    return written


async def tour(folder: Path) -> list[tuple[Path, int]]:
    """The animation's frames, and how long each one stays."""
    app = ReaderApp(places(folder / "tour"))
    frames = []
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.pause(0.6)
        frames.append((_save(app, folder / "000.svg"), 1200))
        for number, (key, stays) in enumerate(TOUR, start=1):
            await pilot.press(key)
            await pilot.pause(0.25)
            frames.append((_save(app, folder / f"{number:03}.svg"), stays))
    app.close()
    return frames


def _save(app: ReaderApp, file: Path) -> Path:
    file.write_text(_with_fonts_at_hand(app.export_screenshot(title="paperdeck")), encoding="utf-8")
    return file


def _with_fonts_at_hand(svg: str) -> str:
    """The picture without its web font, which a page shown from a file would wait for."""
    svg = re.sub(r',?\s*url\("https://[^"]*"\)\s*format\("[a-z0-9]+"\)', "", svg)
    for weight in ("Regular", "Bold"):
        name = "Fira Code" if weight == "Regular" else "Fira Code Bold"
        svg = svg.replace(
            f'local("FiraCode-{weight}")', f'local("FiraCode-{weight}"), local("{name}")'
        )
    return svg


def png(svg: Path, file: Path) -> None:
    """Draw an SVG in Chromium."""
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg.read_text(encoding="utf-8"))
    assert box is not None
    width, height = (int(float(side)) for side in box.groups())
    with tempfile.TemporaryDirectory() as profile:
        command = ["chromium", *CHROMIUM, f"--user-data-dir={profile}"]
        command += [f"--window-size={width},{height}", f"--screenshot={file}", svg.as_uri()]
        subprocess.run(command, check=True, timeout=120, capture_output=True)


def gif(frames: list[tuple[Path, int]], file: Path) -> None:
    """Put frames together into one animation."""
    from PIL import Image

    drawn = []
    for svg, _stays in frames:
        png(svg, svg.with_suffix(".png"))
        frame = Image.open(svg.with_suffix(".png")).convert("RGB")
        height = round(GIF_WIDTH * frame.height / frame.width)
        drawn.append(frame.resize((GIF_WIDTH, height), Image.Resampling.LANCZOS).quantize(96))
    first, *others = drawn
    stays = [time for _svg, time in frames]
    first.save(file, save_all=True, append_images=others, duration=stays, loop=0, optimize=True)


def main() -> None:
    """Take them all."""
    with tempfile.TemporaryDirectory() as folder:
        written = asyncio.run(pictures(Path(folder)))
        frames = asyncio.run(tour(Path(folder)))
        if shutil.which("chromium") is None:
            print("Chromium is not installed: wrote the SVGs alone.")
            return
        for svg in written:
            png(svg, svg.with_suffix(".png"))
        gif(frames, HERE / "tour.gif")


if __name__ == "__main__":
    main()
