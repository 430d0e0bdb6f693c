"""Five moods in a row, chosen with one key."""

from dataclasses import dataclass

from textual import events
from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from journal.widgets.bindings import key
from journal.wording import MOOD_GLYPHS, MOOD_WORDS

LETTERS = ("a", "s", "d", "f", "g")
_ROOM_FOR_WORDS = 64


_GROUP = Binding.Group("Mood")


class MoodRow(Widget, can_focus=True):
    """Letters a s d f g or digits 1 to 5 from heavy to bright; 0 or backspace takes the mood away."""

    DEFAULT_CSS = "MoodRow { height: 1; }"
    BINDINGS = [
        *(
            key(
                f"{letter},{number}",
                f"choose({number})",
                f"mood.{word}",
                word.capitalize(),
                word,
                _GROUP,
                display=f"{letter} {number}",
            )
            for number, (letter, word) in enumerate(zip(LETTERS, MOOD_WORDS, strict=True), start=1)
        ),
        key("0,backspace", "choose(0)", "mood.none", "No mood", "No mood", _GROUP, display="0"),
        key("left", "move(-1)", "mood.lower", "Lower", "One lower", _GROUP),
        key("right", "move(1)", "mood.higher", "Higher", "One higher", _GROUP),
        key("enter,escape", "done", "mood.done", "Done", "Keep it and go back", _GROUP),
    ]
    mood: reactive[int | None] = reactive(None)
    words: reactive[tuple[str, ...]] = reactive(MOOD_WORDS)

    @dataclass
    class Chosen(Message):
        """A mood was chosen, or taken away."""

        mood: int | None
        done: bool

    def render(self) -> RenderResult:
        """Draw the five, the chosen one bold and on a ground of its own."""
        has_room = self.size.width >= _ROOM_FOR_WORDS
        parts: list[Content] = []
        for number, (letter, glyph, word) in enumerate(zip(LETTERS, MOOD_GLYPHS, self.words, strict=True), start=1):
            chosen = number == self.mood
            text = f" {word} " if has_room or chosen else " "
            part = Content.assemble(
                (f" {letter} ", "$accent"), (glyph * 2, f"$mood{number}"), (text, "bold $ink" if chosen else "$ink")
            )
            parts.append(part.stylize_before("on $panel") if chosen else part)
        return Content(" ").join(parts)

    def on_click(self, event: events.Click) -> None:
        """Choose by mouse: five equal parts of the row."""
        self.action_choose(min(5, 1 + event.x * 5 // max(1, self.size.width)))

    def action_choose(self, mood: int) -> None:
        """Choose a mood and go back; 0 takes it away."""
        self.mood = mood or None
        self.post_message(self.Chosen(self.mood, done=True))

    def action_move(self, by: int) -> None:
        """Choose a neighbour."""
        self.mood = min(5, max(1, (self.mood or 3) + by)) if self.mood else 3
        self.post_message(self.Chosen(self.mood, done=False))

    def action_done(self) -> None:
        """Keep what is chosen."""
        self.post_message(self.Chosen(self.mood, done=True))
