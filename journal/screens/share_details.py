"""What is said about a page that is to be shared: each line can be changed, and nearly all can be left out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from journal.cleaning import clean_line
from journal.entries import normal_tags
from journal.insights import LONGEST_TAG, LONGEST_TITLE, LONGEST_WORDS, MOST_TAGS, SHARED_FOR, WISHES, Insight
from journal.screens.base import JournalScreen
from journal.screens.choosing import Answer, ChooseScreen
from journal.screens.fields import FieldScreen, TickScreen
from journal.shapes import sharing_words
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.wording import MONTHS

_LABEL = 12
_DAYS = (7, 30, 90, 365)


@dataclass(frozen=True, slots=True)
class Detail:
    """A line: its name, what it says now, how it is changed, and what a change does to the page."""

    label: str
    value: str
    screen: Callable[[], Screen[Any]]
    put: Callable[[Any], Insight]


class DetailsScreen(JournalScreen[Insight]):
    """Gives back the page with what was changed."""

    CSS_PATH = ["../widgets/later.tcss", "circle_pages.tcss"]
    OFFERS_CHECK_IN = False
    AUTO_FOCUS = ""
    DETAILS = Binding.Group("About this page")
    BINDINGS = [
        key("escape", "back", "details.back", "Done", "Back to what leaves", DETAILS),
        key("j", "move(1)", "details.next", "Next", "The next line", DETAILS),
        key("k", "move(-1)", "details.previous", "Previous", "The line before", DETAILS),
    ]

    def __init__(self, insight: Insight) -> None:
        super().__init__()
        self._insight = insight

    def compose(self) -> ComposeResult:
        """Lay out the lines."""
        yield PlacesBar("Circle")
        with Vertical(classes="page list"):
            yield Static(Content.styled("About this page", "bold $ink"))
            yield Static(Content("What is empty is not sent."), classes="note")
            yield OptionList(id="details")
        yield KeysBar()

    def on_mount(self) -> None:
        """Show the lines."""
        self.set_focus(self.query_one(OptionList))
        self.query_one(KeysBar).hints = (
            KeyHint("details.change", "change", key="enter"),
            KeyHint("details.back", "done"),
            KeyHint("keys-letter", "all keys"),
        )
        self._show()

    def _show(self) -> None:
        options = self.query_one(OptionList)
        here = options.highlighted or 0
        options.clear_options()
        options.add_options(
            Option(
                Content.assemble(
                    (f"{detail.label:<{_LABEL}}", "$muted"),
                    (clean_line(detail.value, 200), "$ink") if detail.value else ("not said", "$muted"),
                )
            )
            for detail in self._details()
        )
        options.highlighted = here

    def _details(self) -> list[Detail]:
        """Return the lines. A commitment has one of its own, and so has what helped."""
        page, words = self._insight, sharing_words()
        today = self.journal.now().at.date()
        shapes = [Answer(shape.key, Content(f"{shape.name}   {shape.prompt}")) for shape in words.shapes.values()]
        wishes = [Answer(wish, Content(words.wishes[wish])) for wish in WISHES]
        bands: list[Answer[str]] = [
            Answer("", Content("not said")),
            *[Answer(band, Content(name)) for band, name in words.bands.items()],
        ]
        days = [Answer(number, Content(f"{number} days")) for number in _DAYS]
        until = f"{page.expires.day} {MONTHS[page.expires.month - 1]} {page.expires.year}"
        details = [
            Detail(
                "what",
                words.shapes[page.shape].name,
                _choice("What is it?", shapes, page.shape),
                lambda shape: replace(page, shape=shape, may_keep=page.may_keep and shape == "helped"),
            ),
            Detail(
                "title",
                page.title,
                _field("A title, if you like", "title", page.title, LONGEST_TITLE),
                lambda title: replace(page, title=title),
            ),
        ]
        if page.shape == "commitment":
            details.append(
                Detail(
                    "by",
                    page.by,
                    _field("By when, in your own words", "by", page.by, LONGEST_WORDS, "Sunday, or the end of spring"),
                    lambda by: replace(page, by=by),
                )
            )
        details += [
            Detail(
                "tags",
                " ".join(f"#{theme}" for theme in page.themes),
                _field("Themes, by which others may find or hide it", "tags", " ".join(page.themes), 300),
                lambda text: replace(page, themes=_tags(text)),
            ),
            Detail(
                "mentions",
                ", ".join(page.topics),
                _topics(page),
                lambda topics: replace(page, topics=topics[:MOST_TAGS]),
            ),
            Detail(
                "wish",
                words.wishes[page.wish],
                _choice("What do you wish for?", wishes, page.wish),
                lambda wish: replace(page, wish=wish),
            ),
            Detail(
                "along",
                words.bands.get(page.band or "", ""),
                _choice("How far along, roughly?", bands, page.band or ""),
                lambda band: replace(page, band=band or None),
            ),
        ]
        if page.shape == "helped":
            yes_no = [Answer(True, Content("yes, they may keep it")), Answer(False, Content("no"))]
            details.append(
                Detail(
                    "keep",
                    "readers may keep it among what helps them" if page.may_keep else "",
                    _choice("May readers keep it among what helps them?", yes_no, page.may_keep),
                    lambda may: replace(page, may_keep=may),
                )
            )
        details.append(
            Detail(
                "until",
                until,
                _choice("How long is it shown?", days, SHARED_FOR.days),
                lambda number: replace(page, expires=today + timedelta(days=number)),
            )
        )
        return details

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        detail = self._details()[event.option_index]
        self.app.push_screen(detail.screen(), partial(self._changed, detail))

    def _changed(self, detail: Detail, answer: object) -> None:
        if answer is not None:
            self._insight = detail.put(answer)
            self._show()

    def action_move(self, by: int) -> None:
        """Move in the list."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_back(self) -> None:
        """Back to what leaves."""
        self.dismiss(self._insight)


def _choice(title: str, answers: Sequence[Answer[Any]], value: object) -> Callable[[], Screen[Any]]:
    values = [answer.value for answer in answers]
    chosen = values.index(value) if value in values else 0
    return lambda: ChooseScreen(title, answers, chosen=chosen)


def _field(title: str, label: str, text: str, longest: int, hint: str = "") -> Callable[[], Screen[Any]]:
    return lambda: FieldScreen(title, label, text, hint=hint, longest=longest)


def _topics(page: Insight) -> Callable[[], Screen[Any]]:
    note = "Neutral notes. A page with any comes folded, and its readers open it when they like."
    return lambda: TickScreen(
        "What does it mention?", sharing_words().topics, page.topics, note=note, longest=LONGEST_TAG
    )


def _tags(text: str) -> tuple[str, ...]:
    return tuple(tag[:LONGEST_TAG] for tag in normal_tags(text.replace(",", " ").split()))[:MOST_TAGS]
