"""All tags with how many entries carry them."""

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from journal.cleaning import clean_line
from journal.errors import JournalError
from journal.finding import TagCount
from journal.screens.base import JournalScreen
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.wording import counted

_TAG_CELLS = 28


class TagsScreen(JournalScreen[str | None]):
    """Choose a tag to see its entries."""

    CSS_PATH = ["../widgets/later.tcss", "lists.tcss"]
    TAGS = Binding.Group("Tags")
    BINDINGS = [
        key("escape", "dismiss", "tags.back", "Back", "Back to the journal", TAGS),
        key("enter", "choose", "tags.choose", "See entries", "See the entries with this tag", TAGS),
        key("j", "move(1)", "tags.next", "Next", "The next tag", TAGS),
        key("k", "move(-1)", "tags.previous", "Previous", "The tag before", TAGS),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._tags: tuple[TagCount, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield PlacesBar("Journal")
        with Vertical(classes="page list"):
            yield Static(Content.styled("Tags", "bold $ink"))
            yield Static(Content("Looking…"), id="note")
            yield OptionList(id="tags")
        yield KeysBar()

    def on_mount(self) -> None:
        """Fetch the tags."""
        self.query_one(OptionList).focus()
        self.query_one(KeysBar).hints = (
            KeyHint("tags.choose", "see entries", key="enter"),
            KeyHint("tags.back", "back"),
            KeyHint("keys-letter", "all keys"),
        )
        self._load()

    @work(group="tags", exclusive=True, description="counting tags")
    async def _load(self) -> None:
        note = self.query_one("#note", Static)
        try:
            self._tags = await self.journal.ask(self.journal.storage.entries.tags)
        except JournalError as trouble:
            note.update(Content(str(trouble)))
            return
        if self._tags:
            note.update(Content("Most used first."))
        else:
            note.update(Content("No tags yet. Write #word anywhere in a text, or use F4 while writing."))
        options = self.query_one(OptionList)
        options.add_options(
            Option(
                Content.assemble(
                    (f"#{clean_line(tag.tag, _TAG_CELLS - 2)}".ljust(_TAG_CELLS), "$sand"),
                    (counted(tag.count, "entry", "entries").rjust(14), "$muted"),
                )
            )
            for tag in self._tags
        )
        if self._tags:
            options.highlighted = 0

    def action_move(self, by: int) -> None:
        """Move in the list."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_choose(self) -> None:
        """See the entries with the highlighted tag."""
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._tags[event.option_index].tag)
