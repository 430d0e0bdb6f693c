"""Answers in numbers: one with a word beside it, or several below each other."""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from journal.cleaning import clean_line, clean_text
from journal.reflections import Question, number_in, number_text, ratings_in, ratings_text
from journal.widgets.answers.line import Answer
from journal.widgets.answers.numbers import NumberAnswer, padded, squares_of
from journal.widgets.bindings import key
from journal.widgets.form.field import ANSWER, FormField
from journal.widgets.form.texts import LineInput

_MOST_SQUARES = 11
_BAR = 20
_ROOM_FOR_ENDS = 44
_WORD = "a word, if you like"
_STEPS_OF_A_LONG_SCALE = 20
_LONG_STEP = 5


class ScaleRow(NumberAnswer):
    """The squares or the bar of a scale, the number, and what its ends mean."""

    def __init__(self, question: Question, number: int | None, *, ends: bool = True, is_short: bool = False) -> None:
        super().__init__(number, question.lowest, question.highest, arrows_begin_at=question.lowest)
        self._question = question
        self._has_ends = ends
        self.ONE_KEY = is_short
        self._is_long = question.highest - question.lowest > _STEPS_OF_A_LONG_SCALE

    def action_move(self, by: int) -> None:
        """Move by one; on a long scale by five."""
        super().action_move(by * _LONG_STEP if self._is_long and self.number is not None else by)

    def rows(self, width: int) -> list[Content]:
        """Return the scale in one row, and the ends in a second where the first has no room."""
        question = self._question
        number = padded(self._shown(), 4 if question.highest < 100 else 5)
        row = self._marks() + Content("  ") + number
        if not self._has_ends:
            return [row.truncate(width, ellipsis=True)]
        ends = Content.styled(
            f"{question.lowest} {question.low_word}".rstrip()
            + " … "
            + f"{question.highest} {question.high_word}".rstrip(),
            "$muted",
        )
        if row.cell_length + ends.cell_length <= width:
            return [row + ends]
        return [row.truncate(width, ellipsis=True), ends.truncate(width, ellipsis=True)]

    def _marks(self) -> Content:
        question = self._question
        steps = question.highest - question.lowest
        if steps < _MOST_SQUARES:
            return Content(" " if steps < 6 else "").join(squares_of(self.number, question.lowest, question.highest))
        share = 0.0 if self.number is None else (self.number - question.lowest) / steps
        done = round(_BAR * share)
        return Content.assemble(("━" * done, "$accent"), ("─" * (_BAR - done), "$line"))


class NumberField(FormField):
    """Digits set the number; letters begin a word beside it."""

    BINDINGS = [
        key("down", "words", "form.words", "To the word", "A word to the number", ANSWER),
        key("up", "number", "form.number", "To the number", "Back to the number", ANSWER),
        key("enter", "done", "form.done", "Next", "The next question", ANSWER),
    ]

    def __init__(self, given: str, question: Question) -> None:
        super().__init__(given)
        self._question = question
        number, words = number_in(question, given)
        self._scale = ScaleRow(question, number)
        self._words = words
        self._input = LineInput(clean_line(words), placeholder=question.hint or _WORD)
        self._shown = self._input.value

    def compose(self) -> ComposeResult:
        """Lay out the scale and the line."""
        yield self._scale
        yield self._input

    @property
    def entrance(self) -> Widget:
        """The scale."""
        return self._scale

    @property
    def is_typing(self) -> bool:
        """Letters begin a word."""
        return self.screen.focused is self._input

    def answer(self) -> str:
        """Return the number and its word."""
        words = self._words if self._input.value == self._shown else self._input.value.strip()
        return number_text(self._question, self._scale.number, words)

    def action_words(self) -> None:
        """Go to the word."""
        self._input.focus()

    def action_number(self) -> None:
        """Go to the number."""
        self._scale.focus()

    def action_done(self) -> None:
        """The next question."""
        self.post_message(self.Done())

    def on_key(self, event: events.Key) -> None:
        """A letter on the scale is the beginning of the word."""
        if self._scale.has_focus and event.character and event.character.isalpha():
            event.stop()
            event.prevent_default()
            self._input.focus()
            self._input.insert_text_at_cursor(event.character)

    @on(Answer.Changed)
    def _answered(self, event: Answer.Changed) -> None:
        event.stop()
        self.touched()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._touched or event.value != self._shown:
            self.touched()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_done()


class RatingsField(FormField):
    """Several scales, one below the other; a digit answers and goes on to the next one where it cannot be two."""

    BINDINGS = [
        key("down", "row(1)", "form.row-next", "Next line", "The next line", ANSWER),
        key("up", "row(-1)", "form.row-previous", "Line before", "The line before", ANSWER),
        key("enter", "enter", "form.done", "Next", "The next line, and after the last the next question", ANSWER),
    ]

    def __init__(self, given: str, question: Question) -> None:
        super().__init__(given)
        self._question = question
        ratings, self._rest = ratings_in(question, given)
        short = question.highest < 10
        self._scales = {
            item: ScaleRow(question, ratings.get(item), ends=False, is_short=short) for item in question.items
        }
        for scale in self._scales.values():
            scale.when_done = self._next_row

    def compose(self) -> ComposeResult:
        """Lay out the rows, what the ends mean, and what is no rating."""
        width = max(len(item) for item in self._question.items) + 3
        for item, scale in self._scales.items():
            with Horizontal(classes="rating"):
                label = Static(Content(item), classes="item")
                label.styles.width = width
                yield label
                yield scale
        question = self._question
        if question.low_word or question.high_word:
            ends = f"{question.lowest} {question.low_word} … {question.highest} {question.high_word}"
            yield Static(Content(ends), classes="ends")
        if self._rest.strip():
            yield Static(Content(clean_text(self._rest)), classes="rest")

    @property
    def entrance(self) -> Widget:
        """The first scale that is open."""
        rows = list(self._scales.values())
        return next((row for row in rows if row.number is None), rows[0])

    @property
    def is_typing(self) -> bool:
        """Digits answer; letters are keys."""
        return False

    def answer(self) -> str:
        """Return the ratings, and the lines that are none."""
        ratings = {item: scale.number for item, scale in self._scales.items() if scale.number is not None}
        return ratings_text(self._question, ratings, self._rest)

    def action_row(self, by: int) -> None:
        """Go to another row."""
        rows = list(self._scales.values())
        here = next((n for n, row in enumerate(rows) if row.has_focus), 0)
        self.screen.set_focus(rows[max(0, min(here + by, len(rows) - 1))])

    def action_enter(self) -> None:
        """Go to the next row, and after the last to the next question."""
        *_, last = self._scales.values()
        if last.has_focus:
            self.post_message(self.Done())
        else:
            self.action_row(1)

    def _next_row(self) -> None:
        self.action_row(1)

    @on(Answer.Changed)
    def _answered(self, event: Answer.Changed) -> None:
        event.stop()
        self.touched()
