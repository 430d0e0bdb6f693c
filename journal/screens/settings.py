"""Theme, auto-lock and keys."""

from dataclasses import replace
from typing import Any

from textual import events, on, work
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from journal import settings as settings_file
from journal.errors import JournalError
from journal.screens.base import JournalScreen
from journal.settings import LONGEST_AUTO_LOCK, THEMES, Settings
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar

_THEME_WORDS = {
    "dusk": "dusk, light on dark",
    "dawn": "dawn, dark on light",
    "ansi-dark": "your terminal's own colours, dark",
    "ansi-light": "your terminal's own colours, light",
}
_NEVER_CHANGED = {"list.open", "search.open"}


def changeable_bindings(app: App[Any]) -> tuple[Binding, ...]:
    """Return every binding a person may put on another key: those of the app, then those of the screens."""
    from journal.screens.before_leaving import ShareScreen
    from journal.screens.feed import FeedScreen
    from journal.screens.moods import MoodsScreen
    from journal.screens.peers import PeersScreen
    from journal.screens.timeline import TimelineScreen
    from journal.screens.today import TodayScreen
    from journal.screens.write import WriteScreen

    places = (TodayScreen, TimelineScreen, MoodsScreen, FeedScreen, WriteScreen, ShareScreen, PeersScreen)
    return tuple(
        binding
        for bindings in (app.BINDINGS, *(place.BINDINGS for place in places))
        for binding in bindings
        if isinstance(binding, Binding) and binding.id and binding.id not in _NEVER_CHANGED
    )


class SettingsScreen(JournalScreen[None]):
    """Every change counts at once and is kept in settings.toml."""

    CSS_PATH = ["../widgets/later.tcss", "lists.tcss"]
    SETTINGS = Binding.Group("Settings")
    BINDINGS = [
        key("escape", "back", "settings.back", "Back", "Back to the journal", SETTINGS),
        key("delete", "usual_key", "settings.usual", "Usual key", "Put the usual key back", SETTINGS),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._bindings_shown: tuple[Binding, ...] = ()
        self._waiting_for: Binding | None = None

    def compose(self) -> ComposeResult:
        """Lay out the three groups."""
        settings = self.journal.settings
        self._bindings_shown = changeable_bindings(self.app)
        yield PlacesBar("Journal")
        with Vertical(classes="page list"):
            yield Static(Content.styled("Settings", "bold $ink"))
            yield Static(Content(f"Kept in {self.journal.paths.settings}"), id="note")
            yield Static(Content("Colours"), classes="heading")
            yield OptionList(*(self._theme_line(name) for name in THEMES), id="themes")
            yield Static(Content("Locking"), classes="heading")
            with Horizontal(classes="row"):
                yield Static(Content("lock after minutes"))
                yield Input(str(settings.auto_lock_minutes), id="minutes", type="integer", max_length=4, compact=True)
            yield Static(Content.styled("0 never locks by itself.", "$muted"))
            yield Static(Content("Check-ins and Today"), classes="heading")
            yield OptionList(
                Option(Content("what a check-in asks, words for moods, own scales ›")),
                Option(Content("what Today shows: your name, questions to write from, on this day ›")),
                id="asked",
            )
            yield Static(Content("Keys"), classes="heading")
            yield OptionList(*(Option(self._key_line(binding)) for binding in self._bindings_shown), id="key-list")
            yield Static(Content("Passphrase and recovery key"), classes="heading")
            yield Static(
                Content.styled(
                    "In a shell: journal passphrase, journal recovery-key. Both ask before anything changes.", "$muted"
                )
            )
        yield Static(Content(""), id="state")  # below what scrolls, so that an answer is always seen
        yield KeysBar()

    def on_mount(self) -> None:
        """Begin at the colours."""
        themes = self.query_one("#themes", OptionList)
        themes.highlighted = THEMES.index(self.journal.settings.theme)
        themes.focus()
        self.query_one(KeysBar).hints = (KeyHint("settings.back", "back"), KeyHint("keys", "all keys"))

    def _theme_line(self, name: str) -> Content:
        mark = "■" if name == self.journal.settings.theme else "□"
        return Content.assemble((f"{mark} ", "$accent"), (_THEME_WORDS[name], "$ink"))

    def _key_line(self, binding: Binding) -> Content:
        key = self.journal.settings.keys.get(binding.id or "", "")
        display = key or self.app.get_key_display(binding)
        mark = " changed" if key else ""
        return Content.assemble(
            (display.ljust(12), "$accent"), (binding.tooltip or binding.description, "$ink"), (mark, "$sand")
        )

    def _say(self, text: str, *, trouble: bool = False) -> None:
        line = self.query_one("#state", Static)
        line.update(Content(text))
        line.set_class(trouble, "trouble")

    @on(OptionList.OptionHighlighted, "#themes")
    def _theme_shown(self, event: OptionList.OptionHighlighted) -> None:
        name = THEMES[event.option_index]
        if name != self.journal.settings.theme:
            self._use(replace(self.journal.settings, theme=name))

    @on(Input.Changed, "#minutes")
    def _minutes_typed(self, event: Input.Changed) -> None:
        text = event.value.strip()
        if not text.isdecimal() or int(text) > LONGEST_AUTO_LOCK:
            self._say(f"A number of minutes from 0 to {LONGEST_AUTO_LOCK}, please.", trouble=True)
        elif int(text) != self.journal.settings.auto_lock_minutes:
            self._use(replace(self.journal.settings, auto_lock_minutes=int(text)))

    @on(OptionList.OptionSelected, "#asked")
    def _show_questions(self, event: OptionList.OptionSelected) -> None:
        from journal.screens.questions import QuestionsScreen
        from journal.screens.shown import ShownScreen

        self.app.push_screen(ShownScreen() if event.option_index else QuestionsScreen())

    @on(OptionList.OptionSelected, "#key-list")
    def _change_key(self, event: OptionList.OptionSelected) -> None:
        self._waiting_for = self._bindings_shown[event.option_index]
        self._say("Press the new key. esc leaves it as it is, delete puts the usual key back.")

    async def on_event(self, event: events.Event) -> None:
        """Take the next key as the new one while one is being chosen."""
        if isinstance(event, events.Key) and self._waiting_for is not None:
            binding, self._waiting_for = self._waiting_for, None
            event.stop()
            event.prevent_default()
            if event.key == "delete":
                self._without(binding)
            elif event.key != "escape":
                self._put_on(binding, event.key)
            else:
                self._say("")
            return
        await super().on_event(event)

    def _put_on(self, binding: Binding, key: str) -> None:
        for other in self._bindings_shown:
            keys = self.journal.settings.keys.get(other.id or "", other.key).split(",")
            if other is not binding and key in keys:
                self._say(f"{key} is taken already: {other.tooltip or other.description}.", trouble=True)
                return
        self._use(replace(self.journal.settings, keys={**self.journal.settings.keys, binding.id or "": key}))

    def action_usual_key(self) -> None:
        """Put the usual key back for the highlighted line."""
        highlighted = self.query_one("#key-list", OptionList).highlighted
        if highlighted is not None and self.query_one("#key-list").has_focus:
            self._without(self._bindings_shown[highlighted])

    def _without(self, binding: Binding) -> None:
        keys = {name: key for name, key in self.journal.settings.keys.items() if name != binding.id}
        self._use(replace(self.journal.settings, keys=keys))

    def _use(self, settings: Settings) -> None:
        self.journal.use_settings(settings)
        themes = self.query_one("#themes", OptionList)
        for number, name in enumerate(THEMES):
            themes.replace_option_prompt_at_index(number, self._theme_line(name))
        key_list = self.query_one("#key-list", OptionList)
        for number, binding in enumerate(self._bindings_shown):
            key_list.replace_option_prompt_at_index(number, self._key_line(binding))
        self._save(settings)

    @work(group="settings", exclusive=True, description="saving the settings")
    async def _save(self, settings: Settings) -> None:
        try:
            await self.journal.ask(settings_file.save, self.journal.paths, settings)
        except JournalError as trouble:
            self._say(str(trouble), trouble=True)
        else:
            self._say("Kept.")

    def action_back(self) -> None:
        """Back to the journal."""
        self.dismiss()
