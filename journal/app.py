"""The interface: which screen comes next, locking, and what is said when something breaks."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from textual import events, work
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.driver import Driver
from textual.screen import Screen

from journal import settings as settings_file
from journal.paths import Paths
from journal.screens.base import Refreshable, Unfinished
from journal.settings import Settings
from journal.vault import HomeState, home_state
from journal.widgets.bindings import key
from journal.widgets.themes import OWN_THEMES, variable_defaults

if TYPE_CHECKING:
    from journal.moments import Moment
    from journal.storage import Storage

P = ParamSpec("P")
T = TypeVar("T")

WINDOW_TITLE = "notes"
"""The title of the terminal's window, in every state: nobody who looks over a shoulder learns more."""
_EVERY_FEW_SECONDS = 2.0
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
    ANYWHERE = Binding.Group("Anywhere")
    BINDINGS = [
        key("f2", "help_now", "help-now", "Help now", "Numbers and steps for a hard moment", ANYWHERE, always=True),
        key("!", "help_now", "help-now-letter", "Help now", "The same, where no text is typed", ANYWHERE, display="!"),
        key("f9", "quiet", "quiet", "Quiet", "Cover the screen; the same key brings it back", ANYWHERE, always=True),
        key("0", "quiet", "quiet-letter", "Quiet", "The same, where no text is typed", ANYWHERE),
        key("f1", "keys", "keys", "All keys", "All keys of this screen", ANYWHERE, always=True),
        key("?", "keys", "keys-letter", "All keys", "The same, where no text is typed", ANYWHERE, display="?"),
        key("ctrl+l", "lock", "lock", "Lock", "Close the journal and ask for the passphrase", ANYWHERE, always=True),
        key("ctrl+p", "command_palette", "palette", "Find a command", "All commands by name", ANYWHERE, always=True),
        key("ctrl+q", "quit", "quit", "Quit", "Save and leave", ANYWHERE, always=True),
        key("2", "go_to('2')", "place.journal", "Journal", "Read and find what you wrote", ANYWHERE),
    ]

    def __init__(
        self,
        home: Path,
        *,
        storage: "Storage | None" = None,
        writing: bool = False,
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
        self.show_journal()

    def show_journal(self) -> None:
        """Show the Timeline in place of the screen before it."""
        self.switch_screen(self._journal_screen())

    def _journal_screen(self) -> Screen[Any]:
        from journal.screens.timeline import TimelineScreen

        timeline = TimelineScreen(write_now=self._writing)
        self._writing = False
        return timeline

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
        """Nothing can be locked while nothing is open."""
        return self.open_storage is not None if action == "lock" else True

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
            for screen in self.screen_stack:
                if isinstance(screen, Refreshable):
                    screen.refresh_from_storage()

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

    def action_go_to(self, key: str) -> None:
        """Go to a place; the Journal is the only one so far."""
        from journal.screens.timeline import TimelineScreen

        if self.open_storage is None or not any(isinstance(screen, TimelineScreen) for screen in self.screen_stack):
            return
        while not isinstance(self.screen, TimelineScreen):
            self.pop_screen()

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
