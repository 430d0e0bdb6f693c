"""One day: its check-ins, to be changed or removed, and what was written on it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from journal.cleaning import clean_line
from journal.entries import Change
from journal.errors import JournalError
from journal.finding import EntryLine, Selection
from journal.moods import Checkin, Scale
from journal.questions import Questions
from journal.screens.base import JournalScreen, Refreshable
from journal.storage import Storage
from journal.widgets.bindings import key
from journal.widgets.checkin_lines import checkin_lines
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.widgets.words import Words
from journal.wording import counted, day_heading

_TOAST_SECONDS = 6
_MOST_ENTRIES = 20
_WIDEST, _MARGINS = 96, 7
_SPANS = (31, 366, 3660)
NOTHING_NOTED = "Nothing noted on this day, and nothing to make up for."


@dataclass(frozen=True, slots=True)
class DayFacts:
    """A day, and the nearest days before and after it with anything."""

    checkins: tuple[Checkin, ...] = field(repr=False)
    entries: tuple[EntryLine, ...] = field(repr=False)
    scales: dict[str, Scale] = field(repr=False)
    questions: Questions
    before: date | None
    after: date | None


class DayScreen(JournalScreen[None], Refreshable):
    """The check-ins, earliest first, one selected; the titles of the entries below."""

    CSS_PATH = ["../widgets/later.tcss", "day.tcss"]
    DAY = Binding.Group("Day")
    BINDINGS = [
        key("escape", "dismiss", "day.back", "Back", "Back to the moods", DAY),
        key("e", "edit", "day.edit", "Change", "Change the selected check-in", DAY),
        key("d", "remove", "day.remove", "Remove", "Erase the selected check-in; u brings it back", DAY),
        key("u", "undo", "day.undo", "Undo", "Bring back what was removed, while this page is open", DAY),
        key(
            "left_square_bracket,left",
            "go(-1)",
            "day.before",
            "Day before",
            "The nearest day before with anything",
            DAY,
            display="[ ]",
        ),
        key(
            "right_square_bracket,right",
            "go(1)",
            "day.after",
            "Day after",
            "The nearest day after with anything",
            DAY,
            display="]",
        ),
        key("j", "move(1)", "day.next", "Next", "The next check-in", DAY),
        key("k", "move(-1)", "day.previous", "Previous", "The check-in before", DAY),
    ]

    def __init__(self, day: date) -> None:
        super().__init__()
        self._day = day
        self._facts: DayFacts | None = None
        self._removed: list[Checkin] = []
        self._undoes_removal = False
        self._was_under = False

    def compose(self) -> ComposeResult:
        """Lay out the day."""
        yield PlacesBar("Moods")
        with Vertical(id="day", classes="page"):
            yield Static(id="date")
            yield Static(id="note")
            yield Static(id="trouble", classes="trouble")
            yield OptionList(id="checkins", markup=False)
            yield Words("", id="entries")
        yield KeysBar()

    def on_mount(self) -> None:
        """Fetch the day."""
        self.query_one(OptionList).focus()
        self._load()

    @on(events.ScreenSuspend)
    def _went_under(self) -> None:
        self._was_under = True

    @on(events.ScreenResume)
    def _came_back(self) -> None:
        """Look again: a check-in may have been changed above."""
        if self._was_under:
            self._was_under = False
            self._load()

    def refresh_from_storage(self) -> None:
        """Another program wrote, or a check-in was changed."""
        self._load()

    # --- loading ------------------------------------------------------------------------------------------------------

    @property
    def _today(self) -> date:
        return self.journal.now().at.date()

    @work(group="day", exclusive=True, description="reading a day")
    async def _load(self) -> None:
        day = self._day
        try:
            facts = await self.journal.ask(_read, self.journal.storage, day, self._today)
        except JournalError as trouble:
            self._say(str(trouble))
            return
        if self.is_attached and day == self._day:
            self._facts = facts
            self._say("")
            self._show(facts)

    def _show(self, facts: DayFacts) -> None:
        self.query_one("#date", Static).update(Content.styled(day_heading(self._day, self._today), "bold $ink"))
        counts = [
            counted(len(facts.checkins), "check-in") if facts.checkins else "",
            counted(len(facts.entries), "entry", "entries") if facts.entries else "",
        ]
        note = " · ".join(filter(None, counts)) or NOTHING_NOTED
        self.query_one("#note", Static).update(Content.styled(note, "$muted"))
        self._list(facts)
        titles = [_title(line) for line in facts.entries[:_MOST_ENTRIES]]
        lines = [Content.styled("Written on this day", "$accent"), *titles] if titles else []
        self.query_one("#entries", Words).update(Content("\n").join(lines))
        self.query_one("#entries").display = bool(titles)
        self._hint_keys(facts)
        self.refresh_bindings()

    def _list(self, facts: DayFacts) -> None:
        options = self.query_one(OptionList)
        selected = options.highlighted or 0
        width = max(20, min(_WIDEST, self.app.size.width - _MARGINS))
        words = facts.questions.mood_words
        options.clear_options()
        for checkin in facts.checkins:
            lines = checkin_lines(checkin, width, words, facts.scales)
            options.add_option(Option(Content("\n").join(lines)))
        options.display = bool(facts.checkins)
        if facts.checkins:
            options.highlighted = min(selected, len(facts.checkins) - 1)
            if self.focused is None:
                options.focus()

    def on_resize(self) -> None:
        """Fold the lines anew."""
        if self._facts is not None:
            self.call_after_refresh(self._list, self._facts)

    def _hint_keys(self, facts: DayFacts) -> None:
        hints = []
        if facts.checkins:
            hints += [KeyHint("day.edit", "change"), KeyHint("day.remove", "remove")]
        if self._removed:
            hints.append(KeyHint("day.undo", "bring back"))
        if facts.before or facts.after:
            hints.append(KeyHint("day.before", "other days") if facts.before else KeyHint("day.after", "other days"))
        self.query_one(KeysBar).hints = (*hints, KeyHint("day.back", "back"), KeyHint("keys-letter", "all keys"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that need a check-in are hidden where there is none."""
        if self._facts is not None and action in ("edit", "remove"):
            return bool(self._facts.checkins)
        return True

    # --- keys ---------------------------------------------------------------------------------------------------------

    @property
    def _selected(self) -> Checkin | None:
        place = self.query_one(OptionList).highlighted
        if self._facts is None or place is None or place >= len(self._facts.checkins):
            return None
        return self._facts.checkins[place]

    def action_move(self, by: int) -> None:
        """Move in the list."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_edit()

    def action_edit(self) -> None:
        """Change the selected check-in."""
        if checkin := self._selected:
            self._undoes_removal = False
            self.journal.action_check_in(checkin)

    def action_go(self, by: int) -> None:
        """Look at the nearest day before or after with anything."""
        if self._facts and (day := self._facts.before if by < 0 else self._facts.after):
            self._day = day
            self.query_one(OptionList).highlighted = None
            self._load()

    @work(group="changing", description="removing a check-in")
    async def action_remove(self) -> None:
        """Erase the selected check-in. It is held here, and nowhere else, until this page is left."""
        checkin = self._selected
        if checkin is None:
            return
        if await self._do(partial(self.journal.storage.moods.remove, checkin.id, self.journal.now().at)):
            self._removed.append(checkin)
            self._undoes_removal = True
            self.app.clear_notifications()
            self.notify("u brings it back", title="Removed", timeout=_TOAST_SECONDS, markup=False)
            self._load()

    @work(group="changing", description="bringing back a check-in")
    async def action_undo(self) -> None:
        """Bring back what was removed last; after a change, take the change back."""
        if self._removed and (self._undoes_removal or not self.journal.can_undo_checkin):
            checkin = self._removed[-1]
            if await self._do(partial(_bring_back, self.journal.storage, checkin, self.journal.now().at)):
                self._removed.pop()
                self.app.clear_notifications()
                self._load()
        else:
            self._undoes_removal = True
            self.journal.action_undo_checkin()

    async def _do(self, change: Callable[[], object]) -> bool:
        try:
            await self.journal.ask(change)
        except JournalError as trouble:
            self._say(str(trouble))
            return False
        return self.is_attached

    def _say(self, trouble: str) -> None:
        line = self.query_one("#trouble", Static)
        line.update(Content(trouble))
        line.display = bool(trouble)


def _read(storage: Storage, day: date, today: date) -> DayFacts:
    return DayFacts(
        storage.moods.on(day),
        tuple(reversed(storage.entries.page(Selection(since=day, until=day), limit=_MOST_ENTRIES))),
        {scale.id: scale for scale in storage.scales.all()},
        storage.preferences.questions(),
        nearest_noted(storage, day, before=True),
        nearest_noted(storage, day, before=False) if day < today else None,
    )


def nearest_noted(storage: Storage, day: date, *, before: bool) -> date | None:
    """Return the nearest day before or after one on which there is a check-in or an entry, within ten years."""
    sign = -1 if before else 1
    near = day.toordinal() + sign
    for span in _SPANS:
        far = min(max(day.toordinal() + sign * span, date.min.toordinal()), date.max.toordinal())
        if (near > far) != before and near != far:
            return None
        since, until = (date.fromordinal(number) for number in sorted((near, far)))
        noted = {point.date for point in storage.moods.points(since, until)} | set(
            storage.entries.per_day(since, until)
        )
        if noted:
            return max(noted) if before else min(noted)
    return None


def _bring_back(storage: Storage, checkin: Checkin, now: datetime) -> None:
    if checkin.of_entry:
        storage.entries.edit(checkin.id, Change(mood=checkin.mood), now)
    storage.moods.change(checkin, now)


def _title(line: EntryLine) -> Content:
    title = clean_line(line.title) or clean_line(line.preview, 60) or "…"
    return Content.assemble((f"{line.created_at:%H:%M}".ljust(7), "$muted"), (title, "$ink"))
