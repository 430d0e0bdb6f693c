"""The interface: which screen comes next, locking, and what is said when something breaks."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from enum import Enum, auto
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from textual import events, work
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.driver import Driver
from textual.screen import Screen

from journal import settings as settings_file
from journal.errors import JournalError
from journal.paths import Paths
from journal.questions import Questions
from journal.screens.base import Refreshable, Unfinished
from journal.screens.places import CIRCLE, JOURNAL, MOODS, STREAKS, TODAY, new_place
from journal.settings import Settings
from journal.vault import HomeState, home_state
from journal.widgets.bindings import key
from journal.widgets.frame import PLACES, PlacesBar
from journal.widgets.themes import OWN_THEMES, variable_defaults

if TYPE_CHECKING:
    from journal.finding import EntryLine
    from journal.moments import Moment
    from journal.moods import Checkin
    from journal.screens.check_in import CheckInResult
    from journal.storage import Storage

P = ParamSpec("P")
T = TypeVar("T")

WINDOW_TITLE = "notes"
"""The title of the terminal's window, in every state: nobody who looks over a shoulder learns more."""
_ANYWHERE = Binding.Group("Anywhere")
_EVERY_FEW_SECONDS = 2.0
_AT_REST = 0.5
"""Seconds after opening until the first screen is drawn and everything it asked for is answered."""
_TOAST_SECONDS = 6
_PLACES_STAND_ON = 1
"""Textual's own blank screen lies under the place that is shown."""
_ADDS_FOR = timedelta(minutes=10)
_KEY_WORDS = {
    "escape": "esc",
    "slash": "/",
    "comma": ",",
    "asterisk": "*",
    "question_mark": "?",
    "exclamation_mark": "!",
    "full_stop": ".",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


class Outcome(Enum):
    """Why the interface ended."""

    QUIT = auto()
    LOCK = auto()


class JournalApp(App[Outcome]):
    """Routes between screens; holds the open storage, the settings and the clock."""

    # The unlock screen's rules are here, because a stylesheet that comes later makes Textual parse them all again.
    CSS_PATH = [Path(__file__).with_name("app.tcss"), Path(__file__).parent / "screens" / "unlock.tcss"]
    TITLE = WINDOW_TITLE
    HORIZONTAL_BREAKPOINTS = [(0, "-cramped"), (40, "-tiny"), (60, "-narrow"), (96, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (12, "-short"), (16, "-middle"), (28, "-tall")]
    BINDINGS = [
        key("f2", "help_now", "help-now", "Help now", "Numbers and steps for a hard moment", _ANYWHERE, always=True),
        key("!", "help_now", "help-now-letter", "Help now", "The same, where no text is typed", _ANYWHERE, display="!"),
        key("f9", "quiet", "quiet", "Quiet", "Cover the screen; the same key brings it back", _ANYWHERE, always=True),
        key("0", "quiet", "quiet-letter", "Quiet", "The same, where no text is typed", _ANYWHERE),
        key("f1", "keys", "keys", "All keys", "All keys of this screen", _ANYWHERE, always=True),
        key("?", "keys", "keys-letter", "All keys", "The same, where no text is typed", _ANYWHERE, display="?"),
        key("ctrl+l", "lock", "lock", "Lock", "Close the journal and ask for the passphrase", _ANYWHERE, always=True),
        key("ctrl+p", "command_palette", "palette", "Find a command", "All commands by name", _ANYWHERE, always=True),
        key("ctrl+q", "quit", "quit", "Quit", "Save and leave", _ANYWHERE, always=True),
        *(
            key(
                place.key, f"go_to('{place.key}')", f"place.{place.name.lower()}", place.name, place.what_for, _ANYWHERE
            )
            for place in PLACES
        ),
        key("c", "check_in", "check-in", "Check in", "A check-in with as much or as little as you like", _ANYWHERE),
    ]

    def __init__(
        self,
        home: Path,
        *,
        storage: "Storage | None" = None,
        writing: bool = False,
        first: str = TODAY,
        clock: "Callable[[], Moment] | None" = None,
        driver_class: type[Driver] | None = None,
    ) -> None:
        self.paths = Paths(home)
        loaded = settings_file.load(self.paths)
        self.settings: Settings = loaded.settings
        self.problems: tuple[str, ...] = loaded.problems
        super().__init__(driver_class=driver_class)
        for theme in OWN_THEMES:
            self.register_theme(theme)
        self.theme = self.settings.theme
        self._clock = clock
        self.open_storage: Storage | None = storage
        self._writing = writing
        self._first = JOURNAL if writing else first
        self.questions = Questions()
        self.noted_here: Checkin | None = None
        self.news_at: frozenset[str] = frozenset()
        self._undo: Callable[[], object] | None = None
        self._last_touched = (time.monotonic(), time.time())
        self._locking = self._leaving_unsaved = False
        self._pulse: int | None = None

    # --- the open journal ---------------------------------------------------------------------------------------------

    @property
    def storage(self) -> "Storage":
        """The open journal."""
        if self.open_storage is None:
            raise RuntimeError("the journal is not open")
        return self.open_storage

    def now(self) -> "Moment":
        """Return the present moment in the zone of this machine."""
        if self._clock is None:
            from journal.dates import now_here

            self._clock = now_here
        return self._clock()

    def time_on_the_wall(self) -> datetime:
        """Return the local time. The rules of time zones take a while to load, and a greeting needs none."""
        return datetime.now().astimezone() if self._clock is None else self._clock().at

    async def ask(self, question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run something slow, such as a query, beside the screen and wait for its answer.

        Raises:
            asyncio.CancelledError: the program ended in the meantime; there is no screen left to show the answer on.
        """
        answer = await asyncio.to_thread(question, *args, **kwargs)
        if self._exit or not self.is_running:
            raise asyncio.CancelledError
        return answer

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give our `$names` to themes that do not know them."""
        return variable_defaults(self.theme if hasattr(self, "_theme_ready") else "dusk")

    # --- from start to end --------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Take over the person's keys, watch the world, and show the first screen."""
        self.set_keymap(self.settings.keys)
        self._name_the_window()
        self._watch_for_signals()
        self.set_interval(_EVERY_FEW_SECONDS, self._look_around)
        self.push_screen(self._first_screen())

    def _first_screen(self) -> Screen[Any]:
        if self.open_storage is not None:
            return self._journal_screen()
        if home_state(self.paths.home) is HomeState.EMPTY:
            from journal.screens.first_run import FirstRunScreen

            return FirstRunScreen()
        from journal.screens.unlock import UnlockScreen

        return UnlockScreen()

    def journal_opened(self, storage: "Storage") -> None:
        """Go on with the open journal."""
        self.open_storage = storage
        self.switch_screen(self._journal_screen())

    def _journal_screen(self) -> Screen[Any]:
        """Return the first place of an open journal."""
        self.call_after_refresh(self._settle_in, offer_drafts=not self._writing)
        return self._place(self._first)

    @work(group="settling", exit_on_error=False, description="settling in")
    async def _settle_in(self, *, offer_drafts: bool) -> None:
        """Learn what the person chose, and offer unfinished writing."""
        self.questions = await self.ask(self.storage.preferences.questions)
        if offer_drafts:
            self.offer_drafts()
        self.set_timer(_AT_REST, self._warm_up)

    @work(group="warming", exit_on_error=False, description="loading the other places")
    async def _warm_up(self) -> None:
        """Load the code of screens that are a key away, while nobody waits for it."""
        for name in ("check_in", "moods", "streaks", "feed"):
            await self.ask(import_module, f"journal.screens.{name}")
        # Textual reads a screen's rules when it is first shown, and then all rules anew: better now than after the key.
        for digit in (MOODS, STREAKS, CIRCLE):
            self._load_screen_css(self._place(digit))

    def _place(self, digit: str) -> Screen[Any]:
        """Return a place. Each is made once, and keeps what was selected while another is shown."""
        if not self.is_screen_installed(digit):
            self.install_screen(new_place(digit, writing=self._writing and digit == JOURNAL), digit)
            self._writing = self._writing and digit != JOURNAL
        return self.get_screen(digit)

    @work(group="drafts", description="looking for unfinished writing")
    async def offer_drafts(self) -> None:
        """Show unfinished writing, if there is any."""
        drafts = await self.ask(self.storage.drafts.all)
        if drafts:
            from journal.screens.unfinished import UnfinishedScreen

            self.push_screen(UnfinishedScreen(drafts), self._drafts_offered)

    def _drafts_offered(self, _kept: object) -> None:
        if isinstance(self.screen, Refreshable):
            self.screen.refresh_from_storage()

    def _name_the_window(self) -> None:
        if self._driver is not None and not self.is_headless:
            self._driver.write(f"\x1b[22;2t\x1b]2;{WINDOW_TITLE}\x07")

    def _watch_for_signals(self) -> None:
        """Save and leave when the terminal closes or the machine shuts down."""
        if sys.platform == "win32" or self.is_headless:
            return
        for number in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, self._leave_whatever_comes)

    def _leave_whatever_comes(self) -> None:
        self._leaving_unsaved = True
        self._leave(Outcome.QUIT)

    async def action_quit(self) -> None:
        """Save and leave. If saving fails, the page says so; a second time leaves all the same."""
        self._leave(Outcome.QUIT)

    def action_lock(self) -> None:
        """Save, end this process image and ask for the passphrase again."""
        if self.open_storage is not None:
            self._leave(Outcome.LOCK)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While nothing is open, nothing can be locked, shown or noted."""
        if action == "check_in" and not getattr(self.screen, "OFFERS_CHECK_IN", False):
            return False
        if action in ("lock", "go_to", "check_in"):
            return self.open_storage is not None
        return self._undo is not None if action == "undo_checkin" else True

    @work(group="leaving", exclusive=True, description="leaving")
    async def _leave(self, outcome: Outcome) -> None:
        if await self.save_everything() or self._leaving_unsaved:
            self.exit(outcome)
        self._leaving_unsaved = True

    async def save_everything(self) -> bool:
        """Let every screen save what is unfinished; return whether all of it is safe."""
        safe = [
            await screen.save_unfinished() for screen in reversed(self.screen_stack) if isinstance(screen, Unfinished)
        ]
        return all(safe)

    # --- every few seconds --------------------------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Remember when a person last touched a key or the mouse."""
        if isinstance(event, events.Key | events.Paste | events.MouseEvent):
            self._last_touched = (time.monotonic(), time.time())
        await super().on_event(event)

    @property
    def idle_seconds(self) -> float:
        """How long nobody touched anything. Either clock counts: one of them stands still while a laptop sleeps."""
        monotonic, wall = self._last_touched
        return max(time.monotonic() - monotonic, time.time() - wall)

    def _look_around(self) -> None:
        minutes = self.settings.auto_lock_minutes
        if self.open_storage is None or self._locking:
            return
        if minutes and self.idle_seconds >= minutes * 60:
            self._locking = True
            self.action_lock()
        else:
            self._look_for_news()

    @work(group="news", exclusive=True, exit_on_error=False, description="looking for news")
    async def _look_for_news(self) -> None:
        storage = self.storage
        await self.ask(storage.file_inbox)
        pulse = await self.ask(storage.pulse)
        if pulse != self._pulse:
            self._pulse = pulse
            self.look_for_mail()
            for screen in self.screen_stack:
                if isinstance(screen, Refreshable):
                    screen.refresh_from_storage()

    @work(group="mail", exclusive=True, exit_on_error=False, description="looking for what is new in the circle")
    async def look_for_mail(self) -> None:
        """Mark the circle's place while something there was not on the screen yet. Nothing else announces it."""
        news = await self.ask(self.storage.insights.has_news, self.now().at.date())
        self.news_at = frozenset({CIRCLE}) if news else frozenset()
        for bar in self.screen.query(PlacesBar):
            bar.news = self.news_at

    # --- what works everywhere ----------------------------------------------------------------------------------------

    def action_help_now(self) -> None:
        """Show Help now."""
        from journal.screens.help_now import HelpNowScreen

        if not isinstance(self.screen, HelpNowScreen):
            self.push_screen(HelpNowScreen())

    def action_quiet(self) -> None:
        """Cover the screen, or bring it back."""
        from journal.screens.quiet import QuietScreen

        if isinstance(self.screen, QuietScreen):
            self.screen.dismiss()
        else:
            self.push_screen(QuietScreen())

    def action_keys(self) -> None:
        """Show all keys of this screen."""
        from journal.screens.keys import KeysScreen, listed_keys

        if not isinstance(self.screen, KeysScreen):
            self.push_screen(KeysScreen(listed_keys(self.screen)))

    @work(group="going", exclusive=True, description="going to a place")
    async def action_go_to(self, digit: str) -> None:
        """Go to a place. Whatever is in front of the places saves first, and closes."""
        if self.open_storage is None or not await self.save_everything():
            return
        while len(self.screen_stack) > _PLACES_STAND_ON + 1:
            self.pop_screen()
        place = self._place(digit)
        if self.screen is not place:
            self.switch_screen(place)

    def show_entry(self, line: "EntryLine") -> None:
        """Go to the journal, with this entry to read."""
        from journal.screens.timeline import TimelineScreen

        timeline = self._place(JOURNAL)
        if isinstance(timeline, TimelineScreen):
            timeline.show_entry(line)
        self.action_go_to(JOURNAL)

    # --- check-ins ----------------------------------------------------------------------------------------------------

    def action_check_in(self, checkin: "Checkin | None" = None) -> None:
        """Open a check-in: one that is given, the one noted on Today a moment ago, or a new one."""
        from journal.screens.check_in import CheckInScreen

        if not self.check_action("check_in", ()):
            return
        checkin = checkin or self.fresh_checkin
        self.push_screen(CheckInScreen(checkin), partial(self._checked_in, checkin))

    def _checked_in(self, before: "Checkin | None", result: "CheckInResult | None") -> None:
        if result is None:
            return
        if result.kept:
            self.checkin_noted(result.checkin, before=before)
        else:
            self._undo = partial(self.storage.moods.change, result.checkin, self.now().at)
            self._toast("Nothing was noted", "u notes it after all")
        if isinstance(self.screen, Refreshable):
            self.screen.refresh_from_storage()

    def checkin_noted(self, checkin: "Checkin", *, before: "Checkin | None" = None, here: bool = False) -> None:
        """Say what was noted, and remember how to take it back."""
        now = self.now().at
        moods = self.storage.moods
        self.noted_here = checkin if here else None
        self._undo = partial(moods.change, before, now) if before else partial(moods.remove, checkin.id, now)
        word = "" if checkin.mood is None else f" {self.questions.mood_words[checkin.mood - 1]},"
        self._toast(f"Noted:{word} {checkin.at:%H:%M}", "u undo" + ("   c add a word or more" if here else ""))

    @property
    def fresh_checkin(self) -> "Checkin | None":
        """The mood that was noted on Today a moment ago, to which more can be added."""
        noted = self.noted_here
        return noted if noted and self.now().at - noted.noted_at <= _ADDS_FOR else None

    @property
    def can_undo_checkin(self) -> bool:
        """Whether the last check-in can be taken back."""
        return self._undo is not None

    @work(group="undoing", description="taking a check-in back")
    async def action_undo_checkin(self) -> None:
        """Take back what was noted last, or note what was left."""
        if self._undo is None:
            return
        undo, self._undo, self.noted_here = self._undo, None, None
        try:
            await self.ask(undo)
        except JournalError as trouble:
            self._toast("That could not be taken back", str(trouble))
            return
        self.clear_notifications()
        if isinstance(self.screen, Refreshable):
            self.screen.refresh_from_storage()

    def _toast(self, title: str, words: str) -> None:
        self.clear_notifications()
        self.notify(words, title=title, timeout=_TOAST_SECONDS, markup=False)

    def action_settings(self) -> None:
        """Show the settings."""
        from journal.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen(), self._drafts_offered)

    def action_press_key(self, pressed: str) -> None:
        """Press a key for a person who used the mouse."""
        self.simulate_key(pressed)

    async def action_press_binding(self, binding_id: str) -> None:
        """Do what a key does: the keys at the bottom can be clicked."""
        for active in list(self.screen.active_bindings.values()):
            if active.binding.id == binding_id:
                await self.run_action(active.binding.action, active.node)
                return

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as people say it: `F2`, `ctrl+l`, `enter`."""
        if binding.key_display:
            return binding.key_display
        *modifiers, name = binding.key.split(",")[0].split("+")
        is_function_key = name.startswith("f") and name[1:].isdecimal()
        return "+".join([*modifiers, name.upper() if is_function_key else _KEY_WORDS.get(name, name)])

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer what the keys of this screen do; no screenshot, which would write the open journal to a file."""
        seen: set[str] = set()
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.id and binding.tooltip and active.enabled and binding.description not in seen:
                seen.add(binding.description)
                yield SystemCommand(
                    binding.description, binding.tooltip, lambda found=binding.id: self._press(found, screen)
                )

    def _press(self, binding_id: str, screen: Screen[object]) -> None:
        self.call_later(self.action_press_binding, binding_id)

    def use_settings(self, settings: Settings) -> None:
        """Take over new settings at once."""
        self.settings = settings
        self.theme = settings.theme
        self.set_keymap(settings.keys)

    # --- when something breaks ----------------------------------------------------------------------------------------

    def _fatal_error(self) -> None:
        """Say that something broke, and where. Textual would print local variables: the page, the passphrase."""
        error = self._exception or sys.exc_info()[1]
        self.crash = crash_sentence(error)
        self._close_messages_no_wait()

    crash: str = ""


def crash_sentence(error: BaseException | None) -> str:
    """Return what may be said of an unexpected error: its kind and its place in this program, never its words."""
    place = ""
    trace = error.__traceback__ if error else None
    while trace is not None:
        name = Path(trace.tb_frame.f_code.co_filename)
        if "journal" in name.parts:
            place = f" at {name.name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    kind = type(error).__name__ if error else "unknown"
    return (
        f"Something went wrong inside the program ({kind}{place}). What was saved is safe, "
        "and unfinished writing is offered again at the next start."
    )


def run(home: Path, *, open_as: "Storage | None" = None, writing: bool = False) -> int:
    """Run the interface and return the exit code. After a lock it starts anew, in a fresh process image.

    Copies of the text stay in a Python heap after a journal is closed; only a new process image is free of them.
    """
    app = JournalApp(home, storage=open_as, writing=writing)
    outcome = app.run()
    _name_the_window_back()
    if app.open_storage is not None and open_as is None:
        app.open_storage.close()
    if app.crash:
        sys.stderr.write(app.crash + "\n")
    if outcome is Outcome.LOCK and open_as is None:
        return _start_anew(home)
    return app.return_code or 0


def _name_the_window_back() -> None:
    if sys.stdout.isatty():
        sys.stdout.write("\x1b[23;2t")
        sys.stdout.flush()


def _start_anew(home: Path) -> int:
    command = [sys.executable, "-m", "journal", "--home", str(home)]
    if sys.platform == "win32":  # there, exec returns to the shell before the new program ends
        return subprocess.run(command, check=False).returncode  # noqa: S603 (our own interpreter and module)
    os.execv(command[0], command)  # noqa: S606 (the point is to become a new process image)
