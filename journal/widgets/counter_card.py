"""A counter on Today: its number with what stays beside it, and the date that comes next. Hidden, it is words."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Digits, Static

from journal.cleaning import clean_line
from journal.streak_words import HIDDEN, headline, list_lines, milestone_line
from journal.widgets.counter_page import CounterView
from journal.wording import counted


class CounterCard(Vertical):
    """The card. `one_line` is for windows without room: the name, and the number in words."""

    DEFAULT_CSS = """
    CounterCard { height: auto; background: $surface; border: inner $surface; padding: 0 1; }
    CounterCard #counter-name { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    CounterCard #counter-both { height: auto; }
    CounterCard Digits { width: auto; height: 3; margin-right: 2; color: $ink; text-style: bold; }
    CounterCard #counter-words { width: 1fr; height: auto; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def compose(self) -> ComposeResult:
        """Lay out the name, and the number with its words."""
        yield Static(id="counter-name")
        with Horizontal(id="counter-both"):
            yield Digits("", id="counter-number")
            yield Static(id="counter-words")

    def show(self, view: CounterView | None, *, others: int = 0, one_line: bool = False) -> None:
        """Show a counter, and how many others Today leaves out; none takes no room."""
        self.display = view is not None
        if view is None:
            return
        said = headline(view.counter, view.stand)
        name = clean_line(view.counter.name)
        digits = self.query_one(Digits)
        digits.update(said.number)
        digits.display = bool(said.number) and not view.hidden and not one_line
        self.query_one("#counter-name", Static).update(_heading(view, name, others, one_line=one_line))
        words = self.query_one("#counter-words", Static)
        words.update(Content("") if one_line else card_words(view))
        self.query_one("#counter-both").display = not one_line


def card_words(view: CounterView) -> Content:
    """Return the words beside the number: at most three rows."""
    counter, stand = view.counter, view.stand
    first, second = list_lines(counter, stand, hidden=view.hidden)
    if view.hidden:
        return Content("\n").join(Content.styled(line, "$muted") for line in (HIDDEN, second) if line)
    said = headline(counter, stand)
    number = said.number
    if counter.goal == "since":
        first, second = said.words[0], said.words[-1] if len(said.words) > 1 else ""
    top = first.removeprefix(f"{number} ") if number and first.startswith(f"{number} ") else said.words[0]
    rows = [Content.styled(clean_line(top), "$ink")]
    if second:
        rows.append(_bold_first(second))
    elif len(said.words) > 1:
        rows.append(Content.styled(said.words[-1], "$muted"))
    if stand.next_milestone is not None and not view.quiet and not stand.starts_in:
        rows.append(Content.styled(milestone_line(stand.next_milestone, stand.today), "$muted"))
    return Content("\n").join(rows[:3])


def _heading(view: CounterView, name: str, others: int, *, one_line: bool) -> Content:
    more = f" · {counted(others, 'more', 'more')} in Streaks" if others else ""
    if not one_line:
        return Content.assemble((name, "$accent"), (more, "$muted"))
    first, _ = list_lines(view.counter, view.stand, hidden=view.hidden)
    return Content.assemble((name, "$accent"), (f" · {first}", "$muted" if view.hidden else "$ink"))


def _bold_first(line: str) -> Content:
    number, space, rest = line.partition(" ")
    style = "bold $ink" if number.isdigit() else "$muted"
    return Content.assemble((number, style), (f"{space}{rest}", "$ink" if number.isdigit() else "$muted"))
