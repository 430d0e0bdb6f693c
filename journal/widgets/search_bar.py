"""One line to search in, and filters behind tab."""

from dataclasses import dataclass, field

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from journal.dates import parse_day
from journal.entries import MOODS, normal_tags
from journal.errors import JournalError
from journal.finding import Selection
from journal.moments import Moment
from journal.widgets.bindings import key


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched for: words, and which entries they are looked for in."""

    words: str = ""
    selection: Selection = field(default_factory=Selection)

    @property
    def nothing(self) -> bool:
        """Whether nothing is asked."""
        return not self.words.strip() and self.selection.everything


class QueryInput(Input):
    """The field for the words; arrows and enter belong to the list below it."""

    SEARCHING = Binding.Group("Searching")
    BINDINGS = [
        key("down", "screen.next_hit(1)", "search.next", "Next hit", "The next hit", SEARCHING, display="↓↑"),
        key("up", "screen.next_hit(-1)", "search.previous", "Previous hit", "The hit before", SEARCHING, display="↑"),
        key("enter", "screen.open_hit", "search.open", "Open", "Read it", SEARCHING),
    ]


class SearchBar(Widget):
    """The words and, once tab was pressed, tag, dates, mood and star."""

    DEFAULT_CSS = """
    SearchBar { height: auto; }
    SearchBar #words { height: 1; background: $panel; }
    SearchBar #slash { width: 3; background: $panel; }
    SearchBar QueryInput, SearchBar QueryInput:focus { width: 1fr; background: $panel; text-style: bold; padding: 0; }
    SearchBar #answer { width: 48; background: $panel; color: $muted; padding: 0 1; text-align: right; }
    Screen.-tiny SearchBar #answer { width: 18; }
    SearchBar #filters { height: auto; display: none; margin-top: 1; }
    SearchBar.-filters #filters { display: block; }
    SearchBar .filter { width: 1fr; height: 1; }
    SearchBar .filter Static { width: auto; color: $muted; padding: 0 1; }
    SearchBar .filter Input { width: 1fr; }
    SearchBar .filter:focus-within Static { color: $accent; text-style: bold; }
    SearchBar #problem { display: none; color: $clay; padding: 0 1; }
    SearchBar.-problem #problem { display: block; }
    Screen.-tiny SearchBar #filters { layout: vertical; margin-top: 0; }
    """
    BINDINGS = [
        key("tab", "filters", "search.filters", "Filters", "Filter by tag, dates, mood, star", QueryInput.SEARCHING),
        key(
            "escape",
            "close",
            "search.close",
            "Close search",
            "Close the search, back to where you were",
            QueryInput.SEARCHING,
        ),
    ]

    @dataclass
    class Changed(Message):
        """Something else is asked."""

        asked: Asked

    @dataclass
    class Closed(Message):
        """The search is over."""

    def __init__(self, moment: Moment) -> None:
        super().__init__()
        self._moment = moment

    def compose(self) -> ComposeResult:
        """Lay out the field and the filters."""
        with Horizontal(id="words"):
            yield Static(Content.styled(" / ", "$accent"), id="slash")
            yield QueryInput(id="query", compact=True)
            yield Static(id="answer")
        with Horizontal(id="filters"):
            for name, label, hint in (
                ("tag", "tag", "walk"),
                ("since", "from", "1 march"),
                ("until", "to", "today"),
                ("mood", "mood", "1-5"),
                ("star", "starred", "y"),
            ):
                with Horizontal(classes="filter"):
                    yield Static(Content(label))
                    yield Input(placeholder=hint, id=f"filter-{name}", compact=True)
        yield Static(id="problem")

    def open_with(self, asked: Asked) -> None:
        """Show what is asked, the cursor in the words."""
        self.query_one("#query", Input).value = asked.words
        if asked.selection.tags:
            self.query_one("#filter-tag", Input).value = " ".join(asked.selection.tags)
            self.set_class(True, "-filters")
        self.query_one("#query", Input).focus()

    def clear(self) -> None:
        """Forget everything that was asked."""
        for box in self.query(Input):
            box.value = ""
        self.set_class(False, "-filters")

    def answer(self, text: str) -> None:
        """Say how many were found."""
        self.query_one("#answer", Static).update(Content(text), layout=False)

    def action_filters(self) -> None:
        """Show the filters, and go from one to the next."""
        if not self.has_class("-filters"):
            self.set_class(True, "-filters")
            self.query_one("#filter-tag", Input).focus()
        else:
            self.screen.focus_next(Input)

    def action_close(self) -> None:
        """End the search."""
        self.post_message(self.Closed())

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one("#query", Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        try:
            asked = self.asked()
        except (JournalError, ValueError) as problem:
            self.query_one("#problem", Static).update(Content(str(problem)))
            self.set_class(True, "-problem")
        else:
            self.set_class(False, "-problem")
            self.post_message(self.Changed(asked))

    def asked(self) -> Asked:
        """Return what is asked.

        Raises:
            UnreadableDate: a date cannot be read.
            ValueError: a mood is not 1 to 5.
        """
        values = {box.id: box.value.strip() for box in self.query(Input)}
        since, until, mood = values["filter-since"], values["filter-until"], values["filter-mood"]
        if mood and (not mood.isdecimal() or int(mood) not in MOODS):
            raise ValueError("A mood is a number from 1 to 5.")
        selection = Selection(
            since=parse_day(since, self._moment) if since else None,
            until=parse_day(until, self._moment) if until else None,
            tags=normal_tags(values["filter-tag"].replace(",", " ").split()),
            starred=values["filter-star"].lower() in ("y", "yes", "x", "1", "*", "true"),
            mood=int(mood) if mood else None,
        )
        return Asked(self.query_one("#query", Input).value, selection)
