"""Streaks: several counters, none of them a judge. The list at the left, the one that is looked at beside it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from journal.errors import JournalError
from journal.ids import new_id
from journal.screens.base import JournalScreen, Refreshable
from journal.screens.counter import CounterResult, CounterScreen
from journal.screens.slip import SlipResult, SlipScreen
from journal.screens.streaks_view import StreaksView, look_at
from journal.streak_words import CHOICE_WORDS, NO_COUNTER, NOTHING_ERASED, milestone_to_share
from journal.streaks import Counter, new_event
from journal.widgets.answers.form import Field, Form
from journal.widgets.answers.marks import Choice
from journal.widgets.bindings import key
from journal.widgets.counter_drawing import list_rows
from journal.widgets.counter_list import CounterList
from journal.widgets.counter_page import CounterPage, CounterView
from journal.widgets.empty import EmptyPlace
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.wording import counted

_EMPTY = (
    NO_COUNTER,
    "Some people like a number beside their days, some do not. Nothing else here depends on one.",
    (("n", "make a counter", "streaks.new"),),
)
_CHOICES = tuple(CHOICE_WORDS)
_LETTERS = {"later": "l", "new-run": "n", "keep-date": "k"}
_NOTED = {
    "done": "Noted.",
    "pause": "Paused.",
    "resume": "Going on.",
    "restart": "A new run begins. The ones before stay.",
}
_TAKES_BACK = "u takes it back."
_A_MINUTE = 60.0


class StreaksScreen(JournalScreen[None], Refreshable):
    """Wide: list and page side by side. Narrow: the list, and the page on enter."""

    CSS_PATH = ["../widgets/later.tcss", "streaks.tcss"]
    AUTO_FOCUS = ""
    STREAKS = Binding.Group("Streaks")
    BINDINGS = [
        key("l", "slip", "streaks.slip", "Log a slip", "Write down a slip; nothing is erased", STREAKS),
        key("n", "new", "streaks.new", "New", "Make a counter", STREAKS),
        key("e", "edit", "streaks.edit", "Edit", "Change this counter", STREAKS),
        key(
            "h", "hide", "streaks.hide", "Hide numbers", "Show words in the place of numbers, or numbers again", STREAKS
        ),
        key("u", "undo", "streaks.undo", "Undo", "Take back what was noted last", STREAKS),
        key("d", "decide", "streaks.decide", "Decide", "Choose what slips mean for the count", STREAKS),
        key("o", "note('done')", "streaks.done", "Done", "Note that it was done", STREAKS),
        key("w", "write", "streaks.write", "Write", "A few words along the way", STREAKS),
        key("p", "pause", "streaks.pause", "Pause", "Pause this counter, or go on", STREAKS),
        key("b", "note('restart')", "streaks.restart", "Begin again", "A new run, for whatever reason", STREAKS),
        key("x", "put_away", "streaks.put-away", "Put away", "Put the counter away, or take it out again", STREAKS),
        key("v", "show_away", "streaks.show-away", "All", "Show those put away, too, or leave them out", STREAKS),
        key("X", "erase", "streaks.erase", "Erase", "Erase a counter that was put away; asks first", STREAKS),
        key("y", "yes", "streaks.yes", "Erase it", "Yes, erase it", STREAKS),
        key("s", "share", "streaks.share", "Share", "Share a reached milestone, in coarse words", STREAKS),
        key("pagedown,space", "scroll_page(10)", "streaks.page-down", "A page down", "Scroll its page down", STREAKS),
        key("pageup", "scroll_page(-10)", "streaks.page-up", "A page up", "Scroll its page up", STREAKS),
        key("escape", "back", "streaks.back", "Back", "From the page to the list", STREAKS),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._view = StreaksView()
        self._shown_id = ""
        self._day = date.min
        self._with_away = self._loaded = False
        self._undo: Callable[[], object] | None = None
        self._left: dict[str, dict[str, str]] = {}
        self._form: Form | None = None
        self._kept_form: Callable[[Form.Kept], None] | None = None
        self._erasing: Counter | None = None

    def compose(self) -> ComposeResult:
        """Lay out list and page."""
        yield PlacesBar("Streaks")
        with Vertical(id="streaks", classes="page"):
            yield Static(id="said")
            with Horizontal(id="both"):
                yield CounterList(id="list")
                yield CounterPage(id="page")
        empty = EmptyPlace(*_EMPTY)
        empty.display = False
        yield empty
        yield KeysBar()

    def on_mount(self) -> None:
        """Look at the first counter."""
        self.query_one("#both").display = False
        self._say("")
        self.set_interval(_A_MINUTE, self._another_day)
        self._look()

    def on_screen_resume(self) -> None:
        """Look again after another screen was in front."""
        self._look()

    def on_screen_suspend(self) -> None:
        """When the place is left, what was noted is part of the history."""
        self.call_later(self._forget_undo)

    def _forget_undo(self) -> None:
        if self not in self.app.screen_stack:
            self._undo = None
            self._say("")

    def _another_day(self) -> None:
        if self._day != self.journal.now().at.date() and self.app.screen is self:
            self._look()

    def refresh_from_storage(self) -> None:
        """Another program wrote, or another screen changed something."""
        self._look()

    @work(group="streaks", exclusive=True, description="looking at the counters")
    async def _look(self) -> None:
        self._day = self.journal.now().at.date()
        try:
            view = await self.journal.ask(
                look_at, self.journal.storage, self.journal.now().at, put_away=self._with_away
            )
        except JournalError as trouble:
            self._say(str(trouble), trouble=True)
            return
        if self.is_attached:
            self._view = view
            await self._show()

    # --- what is seen -------------------------------------------------------------------------------------------------

    async def _show(self) -> None:
        view = self._view
        empty = not view.counters
        self.query_one("#both").display = not empty
        self.query_one(EmptyPlace).display = empty
        if not empty:
            ids = [one.counter.id for one in view.counters]
            listed = self.query_one(CounterList)
            index = ids.index(self._shown_id) if self._shown_id in ids else min(listed.index, len(ids) - 1)
            rows = [
                list_rows(one.counter, one.stand, hidden=view.hidden, unfinished=one.counter.id in view.unfinished)
                for one in view.counters
            ]
            await listed.show(rows, index)
            if not self._loaded or (self.focused is None and self._form is None):
                self.set_focus(listed)
            self._loaded = True
        else:
            self.set_class(False, "-reading")
        self._show_counter()

    def _show_counter(self) -> None:
        view = self._here
        self._shown_id = view.counter.id if view else ""
        self.query_one(CounterPage).show(view)
        self._hint_keys()
        self.refresh_bindings()

    @property
    def _here(self) -> CounterView | None:
        """Return the counter with the bar."""
        counters = self._view.counters
        return counters[min(self.query_one(CounterList).index, len(counters) - 1)] if counters else None

    def _hint_keys(self) -> None:
        bar = self.query_one(KeysBar)
        here = self._here
        if self._form is not None:
            bar.hints = (KeyHint("form.keep", "keep", key="enter"), KeyHint("form.leave", "leave it as it was"))
        elif self._erasing is not None:
            bar.hints = (KeyHint("streaks.back", "keep it"), KeyHint("streaks.yes", "erase for good"))
        elif here is None:
            away = KeyHint("streaks.show-away", f"show {self._view.away} put away")
            bar.hints = (KeyHint("streaks.new", "new counter"), *([away] if self._view.away else []))
        else:
            moves = [] if self.has_class("-reading") else [KeyHint("counters.next", "counter")]
            if moves and self.has_class("-tiny"):
                moves = [KeyHint("counters.open", "open")]
            first = KeyHint("streaks.done", "done") if here.counter.goal == "do" else None
            hints = [
                *moves,
                *([KeyHint("streaks.undo", "take it back")] if self._undo else []),
                *([KeyHint("streaks.decide", "decide")] if here.stand.undecided and not self._undo else []),
                first or KeyHint("streaks.slip", "log a slip"),
                KeyHint("streaks.new", "new"),
                KeyHint("streaks.edit", "edit"),
                KeyHint("streaks.hide", "show numbers" if self._view.hidden else "hide numbers"),
            ]
            bar.hints = (*hints[:5], KeyHint("keys-letter", "all keys"))

    def _say(self, words: str, *, trouble: bool = False) -> None:
        line = self.query_one("#said", Static)
        line.update(Content(words))
        line.display = bool(words)
        line.set_class(trouble, "trouble")

    # --- moving -------------------------------------------------------------------------------------------------------

    @on(CounterList.Chosen)
    def _chosen(self) -> None:
        self._say("")
        self._erasing = None
        self._show_counter()

    @on(CounterList.Opened)
    def _opened(self) -> None:
        self.set_class(True, "-reading")
        self._show_counter()

    def action_back(self) -> None:
        """Keep what was asked about; or from the page to the list."""
        if self._erasing is not None:
            self._erasing = None
            self._say("")
        self.set_class(False, "-reading")
        self._show_counter()

    def action_scroll_page(self, by: int) -> None:
        """Scroll the page of the counter."""
        self.query_one(CounterPage).move(by)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what this counter can do; while fields are open, letters are letters."""
        if not self.is_mounted:
            return True
        if self._form is not None:
            return action not in _LETTER_ACTIONS
        if action == "yes":
            return self._erasing is not None
        if action == "undo":
            return self._undo is not None
        if action == "show_away":
            return self._view.away > 0
        here = self._here
        if here is None:
            return action not in _LETTER_ACTIONS or action == "new"
        match action:
            case "slip":
                return here.counter.goal != "do" and not here.stand.starts_in
            case "note":
                return "done" not in parameters or here.counter.goal == "do"
            case "decide":
                return here.stand.slips > 0 and here.counter.goal != "since"
            case "erase":
                return here.counter.archived
            case "share":
                return bool(here.stand.reached) and not here.quiet
        return True

    # --- pages above --------------------------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Make a counter."""
        self._open(None)

    def action_share(self) -> None:
        """Go to the page before something leaves, with words about the latest milestone; no number and no name."""
        from journal.screens.share import open_share

        if here := self._here:
            open_share(self.journal, text=milestone_to_share(here.stand), title="A milestone", shape="victory")

    def action_edit(self) -> None:
        """Change this counter."""
        if here := self._here:
            self._open(here.counter)

    def _open(self, counter: Counter | None) -> None:
        known = counter.id if counter else ""
        self._say("")
        self.app.push_screen(CounterScreen(counter, self._left.get(known)), partial(self._made, known))

    def _made(self, known: str, result: CounterResult | None) -> None:
        if result is None:
            return
        self._left[known] = result.left
        if result.counter is not None:
            self._shown_id = result.counter.id
            self._say("Changed." if known else "It is counted from now on.")
        elif result.left:
            self._say("Nothing was changed. What you typed is there when you come back to it.")
        self._look()

    @work(group="slip", exclusive=True, description="opening the page about a slip")
    async def action_slip(self) -> None:
        """Write down a slip."""
        here = self._here
        if here is None:
            return
        try:
            page = await self.journal.ask(SlipScreen.of, self.journal.storage, here.counter, self.journal.now())
        except JournalError as trouble:
            self._say(str(trouble), trouble=True)
            return
        self._say("")
        self.app.push_screen(page, self._slipped)

    def _slipped(self, result: SlipResult | None) -> None:
        if result is not None and result.event is not None:
            self._undo = partial(self.journal.storage.streaks.take_back, result.event.id)
            self._say(f"Kept. {NOTHING_ERASED} {_TAKES_BACK}")
        elif result is not None:
            self._say("Left as it was. What you wrote there is kept until you come back to it.")
        self._look()

    # --- along the way ------------------------------------------------------------------------------------------------

    def action_note(self, kind: str) -> None:
        """Note that something was done, or a new beginning."""
        self._add(kind)

    def action_pause(self) -> None:
        """Pause, or go on."""
        if here := self._here:
            self._add("resume" if here.stand.paused else "pause")

    @work(group="noting", description="adding to the history")
    async def _add(self, kind: str, note: str = "") -> None:
        here = self._here
        if here is None:
            return
        now = self.journal.now()
        try:
            event = new_event(here.counter, new_id(now.at), kind, now, now.at, note=note)
            await self.journal.ask(self.journal.storage.streaks.note, event)
        except JournalError as trouble:
            self._say(str(trouble), trouble=True)
            return
        self._undo = partial(self.journal.storage.streaks.take_back, event.id)
        self._say(f"{_NOTED.get(kind, 'Kept.')} {_TAKES_BACK}")
        self._look()

    def action_undo(self) -> None:
        """Take back what was noted last."""
        if self._undo is not None:
            undo, self._undo = self._undo, None
            self._change(undo, "Taken back.")

    def action_write(self) -> None:
        """Write a few words along the way."""
        field = Field("note", "Words", hint="a line, if you like", longest=500)
        self._open_form(Form("A few words along the way", [field]), self._wrote)

    def _wrote(self, event: Form.Kept) -> None:
        if words := event.texts["note"]:
            self._add("note", words)

    def action_decide(self) -> None:
        """Choose what slips mean for the count."""
        choices = [Choice(number, _LETTERS[name], CHOICE_WORDS[name]) for number, name in enumerate(_CHOICES)]
        form = Form(
            "What it means for your count · you can change it again",
            [],
            choices,
            choice_label="Your count",
            chosen=0,
        )
        self._open_form(form, self._decided)

    def _decided(self, event: Form.Kept) -> None:
        here = self._here
        if here is None or event.choice is None:
            return
        storage, now, choice = self.journal.storage.streaks, self.journal.now(), _CHOICES[event.choice]
        slips = here.stand.undecided or tuple([told.ids[-1] for told in here.told if told.kind == "slip"][:1])
        made = [
            new_event(here.counter, new_id(now.at), "choice", now, now.at, choice=choice, about=about)
            for about in slips
        ]
        self._undo = None
        self._change(lambda: [storage.note(one) for one in made], "Kept. You can change it again.")

    @work(group="form", exclusive=True, description="opening fields")
    async def _open_form(self, form: Form, then: Callable[[Form.Kept], None]) -> None:
        if self._here is None or self._form is not None:
            return
        self._form, self._kept_form = form, then
        self._say("")
        await self.query_one("#streaks").mount(form, before="#both")
        self.set_focus(form.fields[0])
        self.query_one(PlacesBar).typing = True
        self._hint_keys()
        self.refresh_bindings()

    @on(Form.Left)
    def _close_form(self) -> None:
        if self._form is not None:
            self._form.remove()
        self._form = None
        self.query_one(PlacesBar).typing = False
        self.set_focus(self.query_one(CounterList))
        self._hint_keys()
        self.refresh_bindings()

    @on(Form.Kept)
    def _form_kept(self, event: Form.Kept) -> None:
        then = self._kept_form
        self._close_form()
        if then is not None:
            then(event)

    # --- what is there ------------------------------------------------------------------------------------------------

    def action_hide(self) -> None:
        """Show words in the place of numbers, or numbers again. It is remembered."""
        preferences, hidden = self.journal.storage.preferences, not self._view.hidden
        self._change(lambda: preferences.choose(replace(preferences.choices(), numbers_hidden=hidden)), "")

    def action_put_away(self) -> None:
        """Put the counter away, or take it out again."""
        if here := self._here:
            now, away = self.journal.now().at, not here.counter.archived
            streaks = self.journal.storage.streaks
            self._undo = partial(streaks.put_away, here.counter.id, now, away=not away)
            said = f"Put away, with all of its history. {_TAKES_BACK}" if away else f"It is back. {_TAKES_BACK}"
            self._change(partial(streaks.put_away, here.counter.id, now, away=away), said)

    def action_show_away(self) -> None:
        """Show those that were put away, too, or leave them out."""
        self._with_away = not self._with_away
        shown = f"With {counted(self._view.away, 'counter')} put away. x takes one out again, X erases it."
        self._say(shown if self._with_away else "")
        self._look()

    def action_erase(self) -> None:
        """Ask whether to erase a counter that was put away."""
        if (here := self._here) and here.counter.archived:
            self._erasing = here.counter
            self._say(
                "Erase this counter and its history for good? Nothing brings it back.   esc keeps it   y erases it"
            )
            self._hint_keys()
            self.refresh_bindings()

    def action_yes(self) -> None:
        """Erase it."""
        if self._erasing is not None:
            counter, self._erasing, self._undo = self._erasing, None, None
            self._change(partial(self.journal.storage.streaks.erase, counter.id), "Erased.")

    @work(group="changing", description="changing a counter")
    async def _change(self, change: Callable[[], object], said: str) -> None:
        try:
            await self.journal.ask(change)
        except JournalError as trouble:
            self._say(str(trouble), trouble=True)
        else:
            self._say(said)
        self._look()


_LETTER_ACTIONS = {
    "slip", "new", "edit", "hide", "undo", "decide", "note", "write", "pause", "put_away", "show_away", "erase", "yes",
    "share", "scroll_page", "back",
}  # fmt: skip
