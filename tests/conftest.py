"""Fixtures that many tests share."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from index.paths import places
from tests import network
from tests.builders import a_library
from tests.faults.sizes import IS_LARGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from index.library import Library
    from index.pages.page import Page
    from index.paths import Places

    OpenLibrary = Callable[..., Library]

SLOW = [HealthCheck.too_slow]  # how fast a busy machine draws texts says nothing of the promise
settings.register_profile(
    "steady", derandomize=True, deadline=None, database=None, suppress_health_check=SLOW
)
settings.register_profile(
    "searching", deadline=None, database=None, print_blob=True, suppress_health_check=SLOW
)
# The same texts each time: a check that fails now and then is none. In `make faults` other ones.
settings.load_profile("searching" if IS_LARGE else "steady")

network.refuse_network()


@pytest.fixture(autouse=True)
def without_network(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever a test does, nothing of it asks for the network; `loopback` allows this machine."""
    network.allow_loopback(is_allowed=request.node.get_closest_marker("loopback") is not None)
    yield
    refused = network.refused()
    assert not refused, refused


def pytest_unconfigure() -> None:
    network.forget()


@pytest.fixture
def home(tmp_path: Path) -> Places:
    """Where this test's library lives; nothing is there yet."""
    return places(tmp_path / "home")


@pytest.fixture
def open_library(home: Places) -> Iterator[OpenLibrary]:
    """Opens this test's library with these pages added to it, and closes it at the end."""
    with ExitStack() as stack:

        def opened(*pages: Page) -> Library:
            return stack.enter_context(a_library(home, *pages))

        yield opened
