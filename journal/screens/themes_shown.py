"""Which themes the feed shows: hide some, or look at one alone."""

from dataclasses import replace
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from journal.cleaning import clean_line
from journal.errors import JournalError
from journal.peers import SharingChoices
from journal.screens.base import JournalScreen
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar


class ThemesScreen(JournalScreen[str | None]):
    """Gives back the theme to look at alone, or `None`. What is hidden counts at once, and is kept."""

    CSS_PATH = ["../widgets/later.tcss", "circle_pages.tcss"]
    OFFERS_CHECK_IN = False
    AUTO_FOCUS = ""
    THEMES = Binding.Group("Themes")
    BINDINGS = [
        key("space,x", "hide", "themes.hide", "Hide", "Hide this theme in the feed, or show it again", THEMES),
        key("escape", "back", "themes.back", "Back", "Back to the circle", THEMES),
        key("j", "move(1)", "themes.next", "Next", "The next theme", THEMES),
        key("k", "move(-1)", "themes.previous", "Previous", "The theme before", THEMES),
    ]

    def __init__(self, themes: tuple[str, ...], choices: SharingChoices) -> None:
        super().__init__()
        self._themes = tuple(sorted({*themes, *choices.themes_hidden}))
        self._choices = choices

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield PlacesBar("Circle")
        with Vertical(classes="page list"):
            yield Static(Content.styled("Themes", "bold $ink"))
            note = "Hidden themes stay out of the feed; nobody learns of it." if self._themes else "No themes yet."
            yield Static(Content(note), classes="note")
            yield OptionList(id="themes")
            yield Static(id="state")
        yield KeysBar()

    def on_mount(self) -> None:
        """Show the themes."""
        self.set_focus(self.query_one(OptionList))
        self.query_one(KeysBar).hints = (
            KeyHint("themes.only", "show this one alone", key="enter"),
            KeyHint("themes.hide", "hide or show"),
            KeyHint("themes.back", "back"),
            KeyHint("keys-letter", "all keys"),
        )
        self._show()

    def _show(self) -> None:
        options = self.query_one(OptionList)
        here = options.highlighted or 0
        options.clear_options()
        options.add_options(Option(self._line(theme)) for theme in self._themes)
        options.highlighted = min(here, len(self._themes) - 1) if self._themes else None

    def _line(self, theme: str) -> Content:
        hidden = theme in self._choices.themes_hidden
        tag = f"#{clean_line(theme, 40)}"
        return Content.assemble(
            ("□ " if hidden else "■ ", "$muted" if hidden else "$accent"),
            (tag, "$sand"),
            ("   hidden" if hidden else "", "$muted"),
        )

    def action_move(self, by: int) -> None:
        """Move in the list."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_hide(self) -> None:
        """Hide a theme, or show it again."""
        here = self.query_one(OptionList).highlighted
        if here is not None:
            theme = self._themes[here]
            hidden = self._choices.themes_hidden
            hidden = tuple(one for one in hidden if one != theme) if theme in hidden else (*hidden, theme)
            self._choices = replace(self._choices, themes_hidden=hidden)
            self._show()
            self._keep(hidden)

    @work(group="themes", description="keeping which themes are hidden")
    async def _keep(self, hidden: tuple[str, ...]) -> None:
        preferences = self.journal.storage.preferences

        def keep() -> None:
            preferences.choose_sharing(replace(preferences.sharing(), themes_hidden=hidden))

        try:
            await self.journal.ask(partial(keep))
        except JournalError as trouble:
            self.query_one("#state", Static).update(Content(str(trouble)))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._themes[event.option_index])

    def action_back(self) -> None:
        """Back to the circle."""
        self.dismiss(None)
