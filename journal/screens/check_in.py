"""How it is right now, in as many or as few answers as a person likes. Mood alone is a whole check-in."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Input, TextArea

from journal.dates import parse_when
from journal.errors import JournalError
from journal.ids import new_id
from journal.moods import Checkin, checked, new_checkin
from journal.screens.base import JournalScreen, Unfinished
from journal.screens.check_in_keeper import CheckinKeeper
from journal.widgets.answers.foot import NOTHING_YET, CheckInFoot
from journal.widgets.answers.head import CheckInHead
from journal.widgets.answers.line import Answer, AnswerLine, Lines
from journal.widgets.answers.lines import Asked, lines_for
from journal.widgets.answers.mood import MoodAnswer
from journal.widgets.answers.texts import NoteEditor
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar

KEPT_AFTER = 2.0
"""Seconds after an answer until it is in the journal, whatever happens then."""
TRIED_AGAIN_AFTER = 5.0
_LETTERS_ARRIVE_WITHIN = 0.5
_OWN_TIME = "This is the mood of an entry, and has the entry's time."
_NOTHING_NOTED = "Nothing was noted. That is fine."
_STAYS = "Everything is taken out, so it stays as it was."


@dataclass(frozen=True, slots=True)
class CheckInResult:
    """What became of a check-in: it was kept, or a person left it; then it may be brought back as it was."""

    checkin: Checkin
    kept: bool


class CheckInScreen(JournalScreen[CheckInResult | None], Unfinished):
    """Lines one below the other; each is answered with a key or two, and each can stay empty."""

    CSS_PATH = ["../widgets/later.tcss", "check_in.tcss"]
    AUTO_FOCUS = ""  # nothing by itself
    OFFERS_CHECK_IN = False
    CHECKING_IN = Binding.Group("Check-in")
    BINDINGS = [
        key("enter", "save", "checkin.save", "Save as it is", "Keep what is answered so far", CHECKING_IN),
        key("tab,down", "line(1)", "checkin.next", "Next line", "The next line", CHECKING_IN),
        key("shift+tab,up", "line(-1)", "checkin.previous", "Line before", "The line before", CHECKING_IN),
        key("f3", "another_time", "checkin.time", "Another time", "Note it for earlier", CHECKING_IN, always=True),
        key("f4", "questions", "checkin.questions", "What it asks", "Choose the lines", CHECKING_IN, always=True),
        key("escape", "leave", "checkin.leave", "Leave", "Leave, and save nothing", CHECKING_IN),
        # Digits are answers here. One that a line does not know leads nowhere, and never away.
        Binding("0,1,2,3,4,5,6,7,8,9", "nothing", show=False),
    ]

    def __init__(self, checkin: Checkin | None = None) -> None:
        super().__init__()
        self._before = checkin
        self._base: Checkin
        self._safe: Checkin | None = checkin
        self._asked = Asked()
        self._mood: MoodAnswer
        self._answers: list[AnswerLine] = []
        self._keeper: CheckinKeeper
        self._places = PlacesBar("Today")
        self._head = CheckInHead()
        self._when = self._head.when_bar
        self._foot = CheckInFoot()
        self._area = Lines()
        self._keys = KeysBar()
        self._saving = asyncio.Lock()
        self._due: Timer | None = None
        self._is_leaving = self._is_taken_back = False
        self._is_laying_out = True
        self._keys_before_lines: list[events.Key] = []
        self._empty_words = NOTHING_YET
        self._trouble = ""
        self._came_from: AnswerLine | None = None

    def compose(self) -> ComposeResult:
        """Lay out the head, the mood, and the foot; the other lines follow when the journal has told which."""
        now = self.journal.now()
        self._base = self._before or new_checkin(new_id(now.at), now, now.at)
        self._keeper = CheckinKeeper(self.journal.storage, self._before)
        self._mood = MoodAnswer(self._base.mood, self._asked.questions.mood_words)
        self._answers = [AnswerLine("mood", "Mood", self._mood)]
        yield self._places
        with Vertical(classes="page"), Vertical(id="sheet"):
            yield self._head
            with self._area:
                yield self._answers[0]
            yield self._foot
        yield self._keys

    def on_mount(self) -> None:
        """Ask which lines there are."""
        self._when.close()
        self._show()
        self._ask_for_lines()

    # --- the lines ----------------------------------------------------------------------------------------------------

    @work(group="lines", exclusive=True, description="asking which lines there are")
    async def _ask_for_lines(self) -> None:
        try:
            self._asked = await self.journal.ask(self._look_up, self._base)
        except JournalError as trouble:
            self._head.say(str(trouble), trouble=True)
        if self.is_attached:
            await self._lay_out()

    def _look_up(self, checkin: Checkin) -> Asked:
        storage = self.journal.storage
        others = [one for one in storage.moods.on(checkin.local_date) if one.id != checkin.id]
        slept = any(one.sleep is not None or one.quality is not None for one in others)
        return Asked(storage.preferences.questions(), storage.scales.all(), storage.moods.words(), slept)

    async def _lay_out(self) -> None:
        """Put the lines below the mood, with all that is answered already; keys wait as long."""
        here = self.line_here
        self._is_laying_out = True
        self.set_focus(None)
        self._base = self._current()
        fresh = list(lines_for(self._base, self._asked))
        self._answers[1:] = fresh
        self._mood.use_words(self._asked.questions.mood_words)
        await self._area.remove_children([line for line in self._area.children if line is not self._answers[0]])
        if not self._area.is_attached:
            return  # the program ended in the meantime
        await self._area.mount_all(fresh)
        for line in self._answers:
            line.answer.when_done = self._next_line
        self._is_laying_out = False
        self._go_to(next((line for line in self._answers if here and line.id == here.id), None))
        waiting, self._keys_before_lines = self._keys_before_lines, []
        for pressed in waiting:
            pressed.set_sender(self.app)  # as if it came from the keyboard: otherwise it would end at this screen
            self.app.post_message(pressed)

    def on_key(self, event: events.Key) -> None:
        """Hold keys back that came before the lines were there, so that none of them lands on the wrong one."""
        if self._is_laying_out:
            event.stop()
            event.prevent_default()
            self._keys_before_lines.append(events.Key(event.key, event.character))

    @property
    def line_here(self) -> AnswerLine | None:
        """Return the line that has the bar."""
        return next((line for line in self._answers if self.focused in (line.answer, line.answer.entrance)), None)

    def _go_to(self, line: AnswerLine | None) -> None:
        """Move the bar to a line; to the first one if that is gone."""
        self.set_focus((line if line in self._answers and line else self._answers[0]).answer.entrance)

    def _current(self) -> Checkin:
        """Return what is answered. It asks no widget whether it is still there: the program may be ending."""
        checkin = self._base
        for line in self._answers:
            checkin = line.answer.put(checkin)
        return checkin

    def _next_line(self) -> None:
        self.action_line(1)

    def action_line(self, by: int) -> None:
        """Go to the next line, or the one before."""
        here = self.line_here
        if self._when.is_open:
            self._settle_time()
        elif here is None:
            self._go_to(None)
        else:
            index = self._answers.index(here) + by
            self._go_to(self._answers[max(0, min(index, len(self._answers) - 1))])

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The bar is on another line now: take what was half typed on the others."""
        self._places.typing = isinstance(event.widget, Input | TextArea)
        if here := self.line_here:
            for line in self._answers:
                if line is not here:
                    line.answer.finish()
            if self._when.is_open:
                self._settle_time()
        self._show()

    @on(Answer.Changed)
    def _answered(self) -> None:
        self._empty_words = NOTHING_YET
        if not self._trouble:
            self._head.say("")
        if self._due is None:
            self._due = self.set_timer(KEPT_AFTER, self._keep_later)
        self._show()

    # --- keeping ------------------------------------------------------------------------------------------------------

    @work(group="keeping", description="keeping the check-in")
    async def _keep_later(self) -> None:
        self._due = None
        await self._keep()

    async def _keep(self) -> bool:
        """Keep what is answered; return whether it is safe now."""
        async with self._saving:
            await self._letters_arrived()
            checkin = self._current()
            if self._is_taken_back or checkin == self._safe:
                return True
            try:
                await self.journal.ask(self._keeper.keep, checkin, self.journal.now().at)
            except JournalError as trouble:
                self._say_not_saved(trouble)
                return False
            self._safe = checkin
        if self._trouble:
            self._trouble = ""
            self._head.say("")
        return True

    def _say_not_saved(self, trouble: JournalError) -> None:
        self._trouble = str(trouble)
        words = self._trouble if self._trouble.startswith("Not saved") else f"Not saved: {self._trouble}"
        if self.is_attached:
            self._head.say(f"{words} What you answered is still here.", trouble=True)
            if self._due is None:
                self._due = self.set_timer(TRIED_AGAIN_AFTER, self._keep_later)

    async def _letters_arrived(self) -> None:
        """Wait for keys that were pressed before this moment and still are on their way to their field."""
        arrived = asyncio.Event()
        if self.focused is not None and self.focused.call_later(arrived.set):
            with suppress(TimeoutError):
                await asyncio.wait_for(arrived.wait(), _LETTERS_ARRIVE_WITHIN)

    async def save_unfinished(self) -> bool:
        """Keep it before the screen is covered, locked or left."""
        return await self._keep()

    @on(Input.Submitted)
    @on(NoteEditor.Submitted)
    def _enter(self) -> None:
        if self._when.is_open:
            self._settle_time()
        else:
            self.action_save()

    def action_save(self) -> None:
        """Keep what is answered so far, and leave."""
        if not self._is_leaving:
            self._is_leaving = True
            self._save()

    @work(group="leaving", exclusive=True, description="keeping the check-in")
    async def _save(self) -> None:
        if not await self._keep():
            self._is_leaving = False
        elif self._safe is not None and not self._safe.is_empty:
            self._leave_with(CheckInResult(self._keeper.kept or self._safe, kept=True))
        elif self._empty_words != NOTHING_YET:
            self._leave_with(None)
        else:
            self._empty_words = _STAYS if self._before else _NOTHING_NOTED
            self._is_leaving = False
            self._show()

    def action_leave(self) -> None:
        """Leave, and save nothing; from the field for another time, back to the lines."""
        if self._when.is_open:
            self._close_time()
        elif not self._is_leaving:
            self._is_leaving = True
            self._leave()

    @work(group="leaving", exclusive=True, description="leaving the check-in")
    async def _leave(self) -> None:
        async with self._saving:
            checkin = self._current()
            try:
                await self.journal.ask(self._keeper.take_back, self.journal.now().at)
            except JournalError as trouble:
                self._say_not_saved(trouble)
                self._is_leaving = False
                return
            self._is_taken_back = True
        answered = not checkin.is_empty and checkin != self._before
        self._leave_with(CheckInResult(checked(checkin), kept=False) if answered else None)

    def _leave_with(self, result: CheckInResult | None) -> None:
        if self.app.screen is self:  # `is_current` is also true of what lies below
            self.dismiss(result)
            return
        # Help now or Quiet was laid above in this very moment: the person comes back to this page as it is.
        self._is_leaving = self._is_taken_back = False
        self._safe = None
        self._answered()

    # --- another time, other questions --------------------------------------------------------------------------------

    def action_another_time(self) -> None:
        """Ask when it was."""
        bar = self._when
        if self._base.of_entry:
            self._head.say(_OWN_TIME)
        elif bar.is_open:
            self._close_time()
        else:
            self._came_from = self.line_here
            bar.open()
            self._show()

    def _close_time(self) -> None:
        self._head.say("")
        self._when.close()
        self._go_to(self._came_from)
        self._show()

    @work(group="time", exclusive=True, description="reading a time")
    async def _settle_time(self) -> None:
        typed, now = self._when.typed, self.journal.now()
        if not typed:
            self._close_time()
            return
        try:
            moment = await self.journal.ask(parse_when, typed, now)
            placed = new_checkin(self._base.id, moment, now.at)
        except JournalError as trouble:
            self._head.say(str(trouble), trouble=True)
            return
        self._base = replace(self._current(), at=placed.at, zone=placed.zone)
        self._close_time()
        self._answered()
        self._ask_for_lines()

    def action_questions(self) -> None:
        """Choose what a check-in asks."""
        from journal.screens.questions import QuestionsScreen

        def chosen(_: None) -> None:
            self._ask_for_lines()

        self.app.push_screen(QuestionsScreen(), chosen)

    def action_nothing(self) -> None:
        """Do nothing."""

    # --- what is seen -------------------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Say what fits."""
        self._show()

    def _show(self) -> None:
        if not self._foot.is_mounted or not self.is_attached:
            return
        checkin = self._current()
        typing = self._places.typing
        self._head.show(checkin, self.journal.now().at)
        self._foot.show(checkin, self._asked, typing=typing, empty_words=self._empty_words)
        hints = self._hints()
        if self._keys.hints != hints:
            self._keys.hints = hints
        if here := self.line_here:  # it may have grown, or stand where there was more room before
            self.call_after_refresh(here.scroll_visible, animate=False)

    def _hints(self) -> tuple[KeyHint, ...]:
        if self._when.is_open:
            return KeyHint("when.use", "use this time", key="enter"), KeyHint("checkin.leave", "back to the lines")
        return (
            KeyHint("checkin.save", "save as it is", key="enter"),
            KeyHint("checkin.next", "next line", key="tab"),
            KeyHint("answer.mark", "mark"),
            KeyHint("checkin.leave", "leave, save nothing"),
            KeyHint("checkin.questions", "what it asks"),
            KeyHint("keys", "all keys"),
        )
