"""Nothing but the page. It saves itself while a person writes, and on every way out."""

import asyncio
import time
from contextlib import suppress
from dataclasses import replace

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from journal.cleaning import clean_line
from journal.entries import Draft, Entry, count_words, normal_tags
from journal.errors import JournalError
from journal.ids import new_id
from journal.moments import Moment
from journal.prompts import Prompt, answered
from journal.screens.base import JournalScreen, Unfinished
from journal.screens.keepers import Keeper, Kept
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar
from journal.widgets.mood_row import MoodRow
from journal.widgets.page_editor import PageEditor
from journal.widgets.prompt_bar import PromptBar
from journal.wording import MOOD_GLYPHS, counted, day_and_month

AFTER_LAST_KEY = 2.0
AT_THE_LATEST = 5.0
"""Seconds: saved so long after the last key, and at the latest so long after the first unsaved one."""
_LOOK = 0.5
_COUNTED_AT_ONCE = 200_000


def blank_page(moment: Moment) -> Draft:
    """Return an empty draft of a new entry, begun now."""
    return Draft(id=new_id(moment.at), created_at=moment.at, zone=moment.zone, saved_at=moment.at)


def page_of(entry: Entry, now: Moment) -> Draft:
    """Return a draft that changes an entry."""
    return Draft(
        id=entry.id,
        created_at=entry.created_at,
        zone=entry.zone,
        saved_at=now.at,
        title=entry.title,
        body=entry.body,
        tags=entry.tags,
        mood=entry.mood,
        base=entry.revision,
    )


class WriteScreen(JournalScreen[Kept | None], Unfinished):
    """A 72-column page in the middle, and one line that says mood, tags, words and when it was saved."""

    CSS_PATH = ["../widgets/later.tcss", "write.tcss"]
    WRITING = Binding.Group("Writing")
    BINDINGS = [
        key("ctrl+s", "save", "write.save", "Save now", "Save now; it also saves itself", WRITING, always=True),
        key("f3", "title", "write.title", "Title", "Go to the title", WRITING, always=True),
        key("f4", "tags", "write.tags", "Tags", "Go to the tags", WRITING, always=True),
        key("f7", "mood", "write.mood", "Mood", "Choose a mood", WRITING, always=True),
        key(
            "f6",
            "share",
            "write.share",
            "Share",
            "Keep it, and see what would leave if you shared it",
            WRITING,
            always=True,
        ),
        key("f8", "take_off", "write.prompt", "Take off", "Take the question off the page", WRITING, always=True),
        key("escape", "done", "write.done", "Done", "Keep it and go back", WRITING),
    ]

    def __init__(self, keeper: Keeper, draft: Draft | None = None, *, prompt: Prompt | None = None) -> None:
        super().__init__()
        self._keeper = keeper
        self._given = draft
        self._prompt = prompt
        self._draft: Draft
        self._safe: Draft
        self._words = 0
        self._first_unsaved: float | None = None
        self._last_key = 0.0
        self._saved_at: float | None = None
        self._trouble = ""
        self._saving = asyncio.Lock()
        self._leaving = False

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        self._draft = self._given or blank_page(self.journal.now())
        with Vertical(classes="sheet"):
            title = Input(clean_line(self._draft.title), placeholder="A title, if you like", id="title", compact=True)
            yield title
            yield Static(
                Content(f"{day_and_month(self._draft.created_at.date())}, {self._draft.created_at:%H:%M}"), id="when"
            )
            if self._prompt is not None:
                yield PromptBar(self._prompt)
            yield PageEditor(placeholder="One line is enough.", id="page")
            yield Input(placeholder="tags, separated by spaces", id="tags", compact=True)
            yield MoodRow(id="mood")
            with Horizontal(id="facts"):
                yield Static(id="mood-and-tags")
                yield Static(id="state")
        yield KeysBar()

    def on_mount(self) -> None:
        """Put the cursor on the page."""
        editor = self.query_one(PageEditor)
        editor.hold(self._draft.body)
        self.query_one("#tags", Input).value = " ".join(self._draft.tags)
        self.query_one(MoodRow).words = self.journal.questions.mood_words
        self.query_one(MoodRow).mood = self._draft.mood
        self._words = count_words(self._draft.body)
        editor.focus()
        self._safe = self._draft
        self._first_unsaved = None
        self.query_one(KeysBar).hints = (
            KeyHint("write.save", "save now"),
            KeyHint("write.title", "title"),
            KeyHint("write.tags", "tags"),
            KeyHint("write.mood", "mood"),
            KeyHint("write.prompt", "take the question off") if self._prompt else KeyHint("quiet", "quiet"),
            KeyHint("write.done", "done"),
        )
        self.set_interval(_LOOK, self._look)
        self._show_facts()

    # --- what is on the page ------------------------------------------------------------------------------------------

    def _current(self) -> Draft:
        """Return the page as a value."""
        shown = self.query_one("#title", Input).value
        # The title field cannot show everything a title may hold; untouched, it stays as it was.
        title = self._draft.title if shown == clean_line(self._draft.title) else shown
        return replace(
            self._draft,
            title=title,
            body=answered(self._prompt, self.query_one(PageEditor).exact_text),
            tags=normal_tags(self.query_one("#tags", Input).value.replace(",", " ").split()),
            mood=self.query_one(MoodRow).mood,
            saved_at=self.journal.now().at,
        )

    @on(TextArea.Changed)
    @on(Input.Changed)
    def _touched(self) -> None:
        self._last_key = time.monotonic()
        if self._first_unsaved is None:
            self._first_unsaved = self._last_key
            self._show_facts()

    @on(MoodRow.Chosen)
    def _mood_chosen(self, event: MoodRow.Chosen) -> None:
        self._touched()
        if event.done:
            self._back_to_page()
        self._show_facts()

    @on(Input.Submitted)
    def _field_done(self) -> None:
        self._back_to_page()

    def _back_to_page(self) -> None:
        self.set_class(False, "-tags", "-mood")
        self.query_one(PageEditor).focus()
        self._show_facts()

    # --- saving -------------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Twice a second: is it time to save?"""
        if not self.query(PageEditor):
            return  # the program is ending, and the page is gone already
        if self._first_unsaved is not None and not self._saving.locked():
            now = time.monotonic()
            if now - self._last_key >= AFTER_LAST_KEY or now - self._first_unsaved >= AT_THE_LATEST:
                self._save_later()
        self._show_facts()

    @work(group="saving", description="saving the page")
    async def _save_later(self) -> None:
        await self._save()

    async def _save(self) -> bool:
        """Save what is on the page; return whether it is safe now."""
        async with self._saving:
            await self._letters_arrived()
            draft = self._current()
            if self._is_safe(draft):
                self._first_unsaved = None
                return True
            noted, self._first_unsaved = self._first_unsaved or time.monotonic(), None
            try:
                await self.journal.ask(self._keeper.save, draft)
            except JournalError as trouble:
                self._first_unsaved = noted
                self._last_key = time.monotonic()
                self._trouble = str(trouble)
            else:
                self._trouble = ""
                self._safe = draft
                self._saved_at = time.monotonic()
                self._words = await self.journal.ask(count_words, draft.body)
        self._show_facts()
        return not self._trouble

    async def _letters_arrived(self) -> None:
        """Wait for keys that were pressed before this moment and still are on their way to the page."""
        arrived = asyncio.Event()
        if self.query_one(PageEditor).call_later(arrived.set):
            with suppress(TimeoutError):
                await asyncio.wait_for(arrived.wait(), _LOOK)

    def _is_safe(self, draft: Draft) -> bool:
        return replace(draft, saved_at=self._safe.saved_at) == self._safe

    async def save_unfinished(self) -> bool:
        """Save before the screen is covered, locked or left."""
        return await self._save()

    def action_save(self) -> None:
        """Save now."""
        self._save_later()

    def action_done(self) -> None:
        """Leave a field for the page, or the page for where it was opened from."""
        if self.focused is not self.query_one(PageEditor):
            self._back_to_page()
        elif not self._leaving:
            self._leaving = True
            self._leave()

    def action_share(self) -> None:
        """Keep the page, and go to what would leave if it were shared. Nothing leaves by that."""
        if not self._leaving:
            self._leaving = True
            self._leave(share=True)

    @work(group="leaving", exclusive=True, description="keeping the page")
    async def _leave(self, *, share: bool = False) -> None:
        async with self._saving:
            try:
                kept = await self.journal.ask(self._keeper.keep, self._current(), self.journal.now().at)
            except JournalError as trouble:
                self._trouble = str(trouble)
                self._leaving = False
                self._show_facts()
                return
            self._first_unsaved = None
        self.dismiss(kept)
        if share and kept is not None:
            from journal.screens.share import open_share

            open_share(self.journal, (kept.entry_id,))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where there is no question, none can be taken off; nothing is shared from a closed journal."""
        if action == "share":
            return self.journal.open_storage is not None
        return self._prompt is not None if action == "take_off" else True

    def action_take_off(self) -> None:
        """Take the question off the page, and out of what is kept."""
        self._prompt = None
        self.query_one(PromptBar).remove()
        self._touched()
        self.refresh_bindings()

    # --- going to a field ---------------------------------------------------------------------------------------------

    def action_title(self) -> None:
        """Go to the title."""
        self.query_one("#title", Input).focus()

    def action_tags(self) -> None:
        """Show the tags and go there."""
        self.set_class(True, "-tags")
        self.query_one("#tags", Input).focus()

    def action_mood(self) -> None:
        """Show the moods and go there."""
        self.set_class(True, "-mood")
        self.query_one(MoodRow).focus()

    # --- the one line below -------------------------------------------------------------------------------------------

    def _show_facts(self) -> None:
        if not self.query(MoodRow):
            return
        mood = self.query_one(MoodRow).mood
        parts: list[str | tuple[str, str]] = []
        if mood:
            parts += [
                (MOOD_GLYPHS[mood - 1], f"$mood{mood}"),
                (f" {self.journal.questions.mood_words[mood - 1]}   ", "$ink"),
            ]
        tags = normal_tags(self.query_one("#tags", Input).value.replace(",", " ").split())
        parts.append((" ".join(f"#{clean_line(tag, 24)}" for tag in tags), "$sand"))
        self.query_one("#mood-and-tags", Static).update(Content.assemble(*parts))
        state = self.query_one("#state", Static)
        if self._trouble:
            state.update(Content(f"{self._trouble} Your text is still here."))
        else:
            body = self.query_one(PageEditor).text
            words = count_words(body) if len(body) < _COUNTED_AT_ONCE else self._words
            state.update(Content(f"{counted(words, 'word')}   {self._state()}".rstrip()))
        self.set_class(bool(self._trouble), "-trouble")

    def _state(self) -> str:
        if self._saving.locked():
            return "saving"
        if self._saved_at is None:
            return "" if self._first_unsaved is None else "not saved yet"
        return f"saved {_roughly(time.monotonic() - self._saved_at)}"


def _roughly(seconds: float) -> str:
    """Return a time in coarse steps: a number that changes every second would pull at the eye."""
    for step, words in ((3600, "over an hour ago"), (600, "10 min ago"), (60, "a minute ago"), (20, "20 s ago")):
        if seconds >= step:
            return words
    return "10 s ago" if seconds >= 10 else "just now"
