"""The question a page is written from, on top of it, behind a bar."""

from textual.content import Content
from textual.widgets import Static

from journal.prompts import Prompt


class PromptBar(Static):
    """A quoted question; where it has a second form, as to a friend, that one stands below it as an offer."""

    DEFAULT_CSS = """
    PromptBar { height: auto; border-left: outer $sand; padding-left: 1; margin-bottom: 1; color: $sand; }
    """

    def __init__(self, prompt: Prompt) -> None:
        lines = [Content(prompt.ask)]
        if prompt.friend:
            lines.append(Content.styled(f"Or: {prompt.friend[0].lower()}{prompt.friend[1:]}", "$muted"))
        super().__init__(Content("\n").join(lines))
