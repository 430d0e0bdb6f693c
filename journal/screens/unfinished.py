"""Writing that was never finished, because the program ended first. It is offered, and never lost by waiting."""

from collections.abc import Sequence
from functools import partial

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from journal.cleaning import clean_line
from journal.entries import Draft, count_words
from journal.errors import JournalError
from journal.filling import form_of_draft
from journal.screens.base import JournalScreen
from journal.screens.form import FormResult, FormScreen
from journal.screens.keepers import Kept, StorageKeeper
from journal.screens.write import WriteScreen
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.wording import counted, moment_in_line

_SHOWN = 40


class UnfinishedScreen(JournalScreen[Kept | None]):
    """Go on with it, keep it as it is, or let it go. `esc` decides nothing."""

    CSS_PATH = ["../widgets/later.tcss", "lists.tcss"]
    UNFINISHED = Binding.Group("Unfinished writing")
    BINDINGS = [
        key(
            "enter",
            "go_on",
            "unfinished.go-on",
            "Go on writing",
            "Go on writing where it stopped",
            UNFINISHED,
            always=True,
        ),
        key("s", "keep", "unfinished.keep", "Keep as it is", "Make it an entry as it is", UNFINISHED),
        key("x", "let_go", "unfinished.let-go", "Let it go", "Erase the unfinished text; press twice", UNFINISHED),
        key("escape", "later", "unfinished.later", "Decide later", "It is offered again next time", UNFINISHED),
    ]

    def __init__(self, drafts: Sequence[Draft]) -> None:
        super().__init__()
        self._drafts = list(drafts)
        self._last: Kept | None = None
        self._sure = False

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield PlacesBar("Journal")
        with Vertical(classes="page list"):
            yield Static(Content.styled("Your words are still here", "bold $ink"))
            yield Static(Content(""), id="note")
            yield OptionList(id="drafts")
        yield KeysBar()

    def on_mount(self) -> None:
        """Show the drafts."""
        self.query_one(KeysBar).hints = (
            KeyHint("unfinished.go-on", "go on writing", key="enter"),
            KeyHint("unfinished.keep", "keep as it is"),
            KeyHint("unfinished.let-go", "let it go"),
            KeyHint("unfinished.later", "decide later"),
        )
        self._show()

    def _show(self, note: str = "") -> None:
        self._sure = False
        if not self._drafts:
            self.dismiss(self._last)
            return
        today = self.journal.now().at.date()
        options = self.query_one(OptionList)
        options.clear_options()
        for draft in self._drafts:
            words = clean_line(draft.title or draft.body, _SHOWN) or "no words yet"
            about = "a change to an entry" if draft.base else "a new entry"
            length = counted(count_words(draft.body), "word")
            options.add_option(
                Option(
                    Content.assemble(
                        (words, "bold $ink"),
                        (f"\n{moment_in_line(draft.saved_at, today)} · {length} · {about}\n", "$muted"),
                    )
                )
            )
        options.highlighted = 0
        options.focus()
        self.query_one("#note", Static).update(
            Content(note or "This was begun and is no entry yet. What would you like to do with it?")
        )

    @property
    def _chosen(self) -> Draft:
        return self._drafts[self.query_one(OptionList).highlighted or 0]

    def on_option_list_option_selected(self) -> None:
        """Enter or a click goes on writing."""
        self.action_go_on()

    @work(group="going-on", exclusive=True, description="opening unfinished writing")
    async def action_go_on(self) -> None:
        """Go on writing: in its form what belongs to one, anything else on the page."""
        draft, storage = self._chosen, self.journal.storage
        try:
            opened = await self.journal.ask(form_of_draft, storage, draft, self.journal.now())
        except JournalError as trouble:
            self._show(str(trouble))
            return
        if opened is None:
            self.app.push_screen(WriteScreen(StorageKeeper(storage), draft), partial(self._written, draft))
        else:
            self.app.push_screen(FormScreen(opened), partial(self._filled_in, draft))

    def _filled_in(self, draft: Draft, result: FormResult | None) -> None:
        kept = result.kept if result else None
        self._written(draft, Kept(kept.entry_id, kept.changed_elsewhere) if kept else None)

    def _written(self, draft: Draft, kept: Kept | None) -> None:
        self._last = kept or self._last
        self._drafts.remove(draft)
        self._show()

    @work(group="deciding", exclusive=True, description="keeping unfinished writing")
    async def action_keep(self) -> None:
        """Make it an entry."""
        draft = self._chosen
        try:
            saved = await self.journal.ask(self.journal.storage.drafts.keep, draft.id, self.journal.now().at)
        except JournalError as trouble:
            self._show(str(trouble))
        else:
            self._written(draft, Kept(saved.entry.id, saved.changed_elsewhere))

    @work(group="deciding", exclusive=True, description="erasing unfinished writing")
    async def action_let_go(self) -> None:
        """Erase it, after a second press."""
        if not self._sure:
            self._sure = True
            self.query_one("#note", Static).update(
                Content("Let this unfinished text go? Press x once more; esc keeps it.")
            )
            return
        draft = self._chosen
        try:
            await self.journal.ask(self.journal.storage.drafts.discard, draft.id)
        except JournalError as trouble:
            self._show(str(trouble))
        else:
            self._written(draft, None)

    def action_later(self) -> None:
        """Decide later."""
        if self._sure:
            self._show()
        else:
            self.dismiss(self._last)
