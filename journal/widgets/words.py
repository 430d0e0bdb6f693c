"""A line of our own words, plain or pressable."""

from textual.content import Content
from textual.widgets import Static


class Words(Static):
    """Text that keeps its own colours where it can be pressed; Textual would paint it as a link of a web page."""

    auto_links = False

    def __init__(self, content: Content | str, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(Content(content) if isinstance(content, str) else content, id=id, classes=classes)
