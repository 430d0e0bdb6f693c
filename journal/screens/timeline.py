"""The Journal: a list of entries, newest first, and the selected one to read. Search opens on top of it."""

from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from journal.entries import Change
from journal.errors import EntryNotFound, JournalError
from journal.finding import EntryLine, Selection
from journal.screens.base import JournalScreen, Refreshable
from journal.screens.keepers import Kept, StorageKeeper
from journal.screens.window import EntryWindow
from journal.screens.write import WriteScreen, page_of
from journal.widgets.bindings import key
from journal.widgets.empty import EmptyPlace
from journal.widgets.entry_list import EntryList
from journal.widgets.entry_rows import ListedEntry
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.widgets.reader import Page, Reader, words_to_mark
from journal.widgets.search_bar import Asked, SearchBar
from journal.wording import counted

_TOAST_SECONDS = 6


class TimelineScreen(JournalScreen[None], Refreshable):
    """Find and read. Wide: list and reader side by side. Narrow: the list, and the reader on enter."""

    CSS_PATH = ["../widgets/later.tcss", "timeline.tcss"]
    AUTO_FOCUS = ""  # none at all; Textual would find a hidden field, and letters would go there
    ENTRIES = Binding.Group("Entries")
    BINDINGS = [
        key("n", "new", "journal.new", "New", "Write a new entry", ENTRIES),
        key(
            "slash",
            "search",
            "journal.search",
            "Search",
            "Search words, filter by tag, dates, mood, star",
            ENTRIES,
            display="/",
        ),
        key("e", "edit", "journal.edit", "Edit", "Change the selected entry", ENTRIES),
        key("asterisk", "star", "journal.star", "Star", "Star the entry, or take the star away", ENTRIES, display="*"),
        key("h", "history", "journal.history", "History", "Earlier versions of the entry", ENTRIES),
        key("d", "trash", "journal.trash", "To the trash", "Put the entry in the trash", ENTRIES),
        key("u", "undo", "journal.undo", "Undo", "Bring back what went to the trash last", ENTRIES),
        key("s", "share", "journal.share", "Share", "Share this entry, or those that are marked", ENTRIES),
        key("t", "tags", "journal.tags", "Tags", "All tags with counts", ENTRIES),
        key("T", "see_trash", "journal.see-trash", "Trash", "See what is in the trash", ENTRIES),
        key("i", "import", "journal.import", "Import", "Bring entries from another journal", ENTRIES),
        key(
            "comma",
            "app.settings",
            "journal.settings",
            "Settings",
            "Theme, auto-lock, keys, passphrase",
            ENTRIES,
            display=",",
        ),
        key(
            "escape",
            "back",
            "journal.back",
            "Back",
            "From reading to the list, from the search to the journal",
            ENTRIES,
        ),
    ]

    def __init__(self, *, write_now: bool = False) -> None:
        super().__init__()
        self._write_now = write_now
        self._asked = Asked()
        self._window: EntryWindow
        self._total: int | None = None
        self._place_before_search: EntryLine | None = None
        self._last_trashed: list[str] = []
        self._wanted: EntryLine | None = None

    def compose(self) -> ComposeResult:
        """Lay out the places, the search, the list beside the reader, and the keys."""
        yield PlacesBar("Journal")
        yield SearchBar(self.journal.now())
        yield Static(id="trouble", classes="trouble")
        with Horizontal(id="both", classes="page"):
            yield EntryList(id="list")
            yield Reader(id="reader")
        yield EmptyPlace(
            "Nothing here yet.",
            "One line is a whole entry. You can add to it later, or not.",
            (
                ("n", "write the first entry", "journal.new"),
                ("i", "bring entries from another journal", "journal.import"),
            ),
        )
        yield KeysBar()

    def on_mount(self) -> None:
        """Show the newest entries."""
        self.query_one(SearchBar).display = False
        self.query_one(EmptyPlace).display = False
        self.query_one(EntryList).focus()
        self._window = EntryWindow(self.query_one(EntryList), self.journal.storage.entries, self.journal.ask)
        self._hint_keys()
        if self._wanted is None:
            self._show_newest()
        else:
            self.show_entry(self._wanted)
        for problem in (*self.journal.problems, *self.journal.storage.warnings):
            self._say(problem)
        if self._write_now:
            self.action_new()

    # --- loading ------------------------------------------------------------------------------------------------------

    @work(group="window", exclusive=True, description="loading a window")
    async def _load(self, load: Callable[[], Awaitable[None]]) -> None:
        """Fill the list, and count what the selection holds."""
        try:
            await load()
            self._total = await self._window.count()
        except JournalError as trouble:
            self._say(str(trouble))
        else:
            if self.is_attached:  # the screen may have gone while the disk was asked
                self._settle()

    def _show_newest(self, select: str | None = None, *, keep_selected: bool = False) -> None:
        self._load(partial(self._window.newest, self._today, select=select, keep_selected=keep_selected))

    def _show_around(self, line: EntryLine | None, *, keep_selected: bool = False) -> None:
        if line is None:
            self._show_newest()
        else:
            self._load(partial(self._window.around, line, self._today, keep_selected=keep_selected))

    @work(group="window", exclusive=True, description="searching")
    async def _search(self, asked: Asked) -> None:
        from journal.storage import SearchCancelled

        try:
            found = await self.journal.ask(self.journal.storage.entries.search, asked.words, asked.selection)
        except SearchCancelled:
            return
        except JournalError as trouble:
            self._say(str(trouble))
            return
        hits = [ListedEntry(hit.line, hit.snippet) for hit in found.hits]
        self.query_one(EntryList).show(hits, self._today, order="hits", has_oldest=True)
        more = "" if found.total_is_exact else "more than "
        order = "best match first" if found.ranked else "newest first"
        self.query_one(SearchBar).answer(f"{more}{counted(found.total, 'entry', 'entries')} · {order}")
        self._total = None
        self._settle(nothing_found=not hits)

    @on(EntryList.MoreWanted)
    def _more_wanted(self, event: EntryList.MoreWanted) -> None:
        self._load_more(event)

    @work(group="more", exclusive=True, description="loading more")
    async def _load_more(self, wanted: EntryList.MoreWanted) -> None:
        try:
            await self._window.more(wanted)
        except JournalError as trouble:
            self._say(str(trouble))

    @on(EntryList.EndWanted)
    def _end_wanted(self, event: EntryList.EndWanted) -> None:
        if event.newest:
            self._show_newest()
        else:
            self._load(partial(self._window.oldest, self._today))

    @on(EntryList.Selected)
    def _selected(self, event: EntryList.Selected) -> None:
        self._read(event.listed.line.id if event.listed else None)

    @work(group="reading", exclusive=True, description="reading an entry")
    async def _read(self, entry_id: str | None) -> None:
        reader = self.query_one(Reader)
        if entry_id is None:
            reader.show(None)
            return
        try:
            entry = await self.journal.ask(self.journal.storage.entries.get, entry_id)
        except EntryNotFound:
            self.refresh_from_storage()
        except JournalError as trouble:
            self._say(str(trouble))
        else:
            moods = self.journal.questions.mood_words
            reader.show(Page(entry, self._today, words_to_mark(self._asked.words), moods=moods))

    def refresh_from_storage(self) -> None:
        """Another program wrote, or a screen above changed something: look again, and keep the place."""
        if self._searching and self._asked.words.strip():
            return  # a list of hits does not move under the person's hands
        listed = self.query_one(EntryList)
        here = listed.selected
        if here is None or (listed.has_newest and listed.is_at_top):
            self._show_newest(keep_selected=not listed.is_at_first)
        else:
            self._show_around(here, keep_selected=True)

    # --- what is seen -------------------------------------------------------------------------------------------------

    @property
    def _today(self) -> date:
        return self.journal.now().at.date()

    @property
    def _searching(self) -> bool:
        return bool(self.query_one(SearchBar).display)

    def _settle(self, *, nothing_found: bool = False) -> None:
        """Show the list, or what stands there when it is empty."""
        empty = self.query_one(EntryList).is_empty
        first_page = empty and not self._searching
        self.query_one(EmptyPlace).display = first_page
        self.query_one("#both").display = not first_page
        self.set_class(empty, "-empty")
        if not (empty or self._searching or isinstance(self.focused, EntryList | Reader)):
            # An empty list is hidden and gave the focus away, be it to the hidden search field.
            self.call_after_refresh(self.query_one(EntryList).focus)
        if self._searching and empty and not self._asked.nothing:
            self.query_one(SearchBar).answer("Nothing with those words. Try fewer, or #tag.")
        elif self._searching and not self._asked.words.strip():
            total = self._total or 0
            self.query_one(SearchBar).answer(f"{counted(total, 'entry', 'entries')} · newest first")
        self._hint_keys()

    def _hint_keys(self) -> None:
        bar = self.query_one(KeysBar)
        if self._searching:
            bar.hints = (
                KeyHint("search.open", "open", key="enter"),
                KeyHint("search.next", "next hit"),
                KeyHint("search.filters", "filters"),
                KeyHint("search.close", "close search"),
                KeyHint("keys", "all keys"),
            )
            bar.fact = ""
        elif self.query_one(EntryList).is_empty:
            bar.hints = (
                KeyHint("journal.new", "write the first entry"),
                KeyHint("journal.import", "import from another journal"),
                KeyHint("keys-letter", "all keys"),
            )
            minutes = self.journal.settings.auto_lock_minutes
            bar.fact = f"locks in {minutes} min" if minutes else ""
        else:
            bar.hints = (
                KeyHint("journal.new", "new"),
                KeyHint("journal.search", "search"),
                KeyHint("list.open", "open") if not self._reading else KeyHint("journal.back", "back"),
                KeyHint("journal.edit", "edit"),
                KeyHint("journal.share", "share"),
                KeyHint("keys-letter", "all keys"),
            )
            marked = len(self.query_one(EntryList).marked)
            total = counted(self._total, "entry", "entries") if self._total is not None else ""
            bar.fact = f"{marked} marked" if marked else total

    def _say(self, trouble: str) -> None:
        line = self.query_one("#trouble", Static)
        line.update(Content(trouble))
        line.display = True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide keys that need an entry when there is none."""
        if action in ("edit", "star", "history", "trash", "share"):
            return self.query_one(EntryList).selected is not None if self.is_mounted else True
        return True

    # --- reading and searching ----------------------------------------------------------------------------------------

    @property
    def _reading(self) -> bool:
        return self.has_class("-reading")

    @on(EntryList.Marked)
    def _marked(self) -> None:
        self._hint_keys()

    @on(EntryList.Opened)
    def _opened(self) -> None:
        self.set_class(True, "-reading")
        self.query_one(Reader).focus()
        self._hint_keys()

    def action_back(self) -> None:
        """From the reader to the list, from the list of hits to the journal."""
        if self._reading:
            self.set_class(False, "-reading")
            if self._searching:
                self.query_one("#query").focus()
            else:
                self.query_one(EntryList).focus()
            self._hint_keys()
        elif self._searching:
            self._close_search()
        elif self.query_one(EntryList).marked:
            self.query_one(EntryList).unmark()

    def show_entry(self, line: EntryLine) -> None:
        """Show one entry to read, among its neighbours; another place asks for it."""
        if not self.is_attached:
            self._wanted = line
            return
        if self._searching:
            self._close_search()
        self._show_around(line)
        self._opened()

    def action_search(self) -> None:
        """Open the search."""
        self.search_for(Asked())

    def search_for(self, asked: Asked) -> None:
        """Open the search with something asked already."""
        if not self._searching:
            self._place_before_search = self.query_one(EntryList).selected
        bar = self.query_one(SearchBar)
        bar.display = True
        self.query_one(PlacesBar).typing = True
        bar.open_with(asked)
        self.set_class(False, "-reading")
        self._hint_keys()

    @on(SearchBar.Changed)
    def _asked_else(self, event: SearchBar.Changed) -> None:
        if not self._searching or event.asked == self._asked:
            return
        self._ask_for(event.asked)
        if event.asked.words.strip():
            self._search(event.asked)
        else:
            self._show_newest()

    def _ask_for(self, asked: Asked) -> None:
        self._asked = asked
        self._window.selection = asked.selection

    @on(SearchBar.Closed)
    def _close_search(self) -> None:
        bar = self.query_one(SearchBar)
        bar.display = False
        bar.clear()
        bar.answer("")
        self.query_one(PlacesBar).typing = False
        self._ask_for(Asked())
        self.query_one(EntryList).focus()
        self._show_around(self._place_before_search)
        self._hint_keys()

    def action_next_hit(self, by: int) -> None:
        """Move in the list while the cursor stays in the words."""
        self.query_one(EntryList).action_move(by)

    def action_open_hit(self) -> None:
        """Read the selected hit."""
        self.query_one(EntryList).action_open()

    # --- writing and changing -----------------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Write a new entry."""
        self.app.push_screen(WriteScreen(StorageKeeper(self.journal.storage)), self._after_writing)

    @work(group="editing", exclusive=True, description="opening an entry to edit")
    async def action_edit(self) -> None:
        """Change the selected entry."""
        if line := self.query_one(EntryList).selected:
            try:
                entry = await self.journal.ask(self.journal.storage.entries.get, line.id)
            except JournalError as trouble:
                self._say(str(trouble))
                return
            screen = WriteScreen(StorageKeeper(self.journal.storage), page_of(entry, self.journal.now()))
            self.app.push_screen(screen, self._after_writing)

    def _after_writing(self, kept: Kept | None) -> None:
        if kept is None:
            return
        if kept.changed_elsewhere:
            self._say("This entry was also changed elsewhere. That version is in its history.")
        if self._searching and self._asked.words.strip():
            self._search(self._asked)
        elif (here := self.query_one(EntryList).selected) and here.id == kept.entry_id:
            self._show_around(here)
        else:
            self._show_newest(select=kept.entry_id)

    @work(group="changing", description="starring")
    async def action_star(self) -> None:
        """Star the entry, or take the star away."""
        if line := self.query_one(EntryList).selected:
            change = Change(starred=not line.starred)
            if await self._do(partial(self.journal.storage.entries.edit, line.id, change, self.journal.now().at)):
                self._show_around(line)

    @work(group="changing", description="putting into the trash")
    async def action_trash(self) -> None:
        """Put the entry in the trash."""
        line = self.query_one(EntryList).selected
        if line is None:
            return
        if await self._do(partial(self.journal.storage.entries.trash, line.id, self.journal.now().at)):
            self._last_trashed.append(line.id)
            self.app.clear_notifications()
            self.notify("u brings it back", title="In the trash", timeout=_TOAST_SECONDS, markup=False)
            self.set_class(False, "-reading")
            if not self._searching:
                self.query_one(EntryList).focus()
            self._after_change(line)

    @work(group="changing", description="bringing back from the trash")
    async def action_undo(self) -> None:
        """Bring back what went to the trash last; without that, take a check-in back."""
        if not self._last_trashed:
            self.journal.action_undo_checkin()
        else:
            entry_id = self._last_trashed[-1]
            if await self._do(partial(self.journal.storage.entries.restore, entry_id)):
                self._last_trashed.pop()
                self.app.clear_notifications()
                self._show_newest(select=entry_id)

    def _after_change(self, line: EntryLine) -> None:
        if self._searching and self._asked.words.strip():
            self._search(self._asked)
        else:
            self._show_around(line)

    async def _do(self, change: Callable[[], object]) -> bool:
        try:
            await self.journal.ask(change)
        except JournalError as trouble:
            self._say(str(trouble))
            return False
        self.query_one("#trouble", Static).display = False
        return True

    # --- other screens ------------------------------------------------------------------------------------------------

    def action_share(self) -> None:
        """Go to the page before something leaves, with the marked entries or the selected one."""
        from journal.screens.share import open_share

        listed = self.query_one(EntryList)
        here = listed.selected
        if ids := listed.marked or ((here.id,) if here else ()):
            open_share(self.journal, ids, done=self._shared)

    def _shared(self, page: object) -> None:
        if page is not None:
            self.query_one(EntryList).unmark()
        self.refresh_from_storage()

    def action_tags(self) -> None:
        """Show all tags; choosing one searches for it."""
        from journal.screens.tags import TagsScreen

        self.app.push_screen(TagsScreen(), self._tag_chosen)

    def _tag_chosen(self, tag: str | None) -> None:
        if tag:
            self.search_for(Asked(selection=Selection(tags=(tag,))))

    def action_see_trash(self) -> None:
        """Show the trash."""
        from journal.screens.trash import TrashScreen

        self.app.push_screen(TrashScreen(), self._looked_elsewhere)

    def action_history(self) -> None:
        """Show earlier versions of the selected entry."""
        from journal.screens.history import HistoryScreen

        if line := self.query_one(EntryList).selected:
            self.app.push_screen(HistoryScreen(line.id), self._looked_elsewhere)

    def action_import(self) -> None:
        """Bring entries from another journal."""
        from journal.screens.bring_in import BringInScreen

        self.app.push_screen(BringInScreen(), self._looked_elsewhere)

    def _looked_elsewhere(self, _: object) -> None:
        self.refresh_from_storage()
