"""The parts of the browser by name, for it and for the actions."""

from __future__ import annotations

from reader.screens.commanding import Commanding
from reader.widgets.paper_detail import PaperDetail
from reader.widgets.paper_list import PaperList
from reader.widgets.search_box import SearchBox
from reader.widgets.side_pane import SidePane

Pane = PaperList | PaperDetail | SidePane


class Panes(Commanding):
    """A screen that has a search box, a library pane, a list and a paper."""

    @property
    def search_box(self) -> SearchBox:
        return self.query_one(SearchBox)

    @property
    def list(self) -> PaperList:
        return self.query_one(PaperList)

    @property
    def detail(self) -> PaperDetail:
        return self.query_one(PaperDetail)

    @property
    def side(self) -> SidePane:
        return self.query_one(SidePane)

    @property
    def pane(self) -> Pane:
        """The pane that keys act on: the focused one; the list while one types."""
        focused = self.focused
        return focused if isinstance(focused, PaperList | PaperDetail | SidePane) else self.list
