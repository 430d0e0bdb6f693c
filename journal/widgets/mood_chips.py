"""Five moods as chips, each with its key: one press is a whole check-in."""

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from journal.widgets.mood_row import LETTERS
from journal.wording import MOOD_GLYPHS, MOOD_WORDS

_ROOM_AROUND = 8  # key, glyph and the space between them


class MoodChip(Static):
    """One mood: its key, its height in colour, its word where there is room."""

    def __init__(self, mood: int) -> None:
        super().__init__(classes="chip")
        self.mood = mood
        self._word = MOOD_WORDS[mood - 1]

    def show(self, word: str) -> None:
        """Use this word."""
        self._word = word
        self.on_resize()

    def on_resize(self) -> None:
        """Draw what fits."""
        letter, glyph = LETTERS[self.mood - 1], MOOD_GLYPHS[self.mood - 1] * 2
        room = self.content_size.width
        parts = [
            (letter, "bold $accent"),
            ("  " if room >= _ROOM_AROUND + 4 else " ", ""),
            (glyph, f"$mood{self.mood}"),
        ]
        if room >= _ROOM_AROUND + cell_len(self._word) - 2:
            parts.append((f" {self._word}", "bold $ink" if self.has_class("-chosen") else "$ink"))
        self.update(Content.assemble(*parts))


class MoodChips(Horizontal):
    """A row of five. `chosen` is the mood just noted; its chip has a frame and a bold word.

    The screen's stylesheet says how high the chips are: three rows where there is room, one elsewhere.
    """

    chosen: reactive[int | None] = reactive(None)
    words: reactive[tuple[str, ...]] = reactive(MOOD_WORDS)

    @dataclass
    class Pressed(Message):
        """A chip was pressed with the mouse."""

        mood: int

    def compose(self) -> ComposeResult:
        """Lay out the chips."""
        for mood in range(1, 6):
            yield MoodChip(mood)

    def watch_chosen(self) -> None:
        """Put a frame around the mood that was noted."""
        for chip in self.query(MoodChip):
            chip.set_class(chip.mood == self.chosen, "-chosen")
            chip.on_resize()

    def watch_words(self) -> None:
        """Use the person's own words."""
        for chip in self.query(MoodChip):
            chip.show(self.words[chip.mood - 1])

    def on_click(self, event: events.Click) -> None:
        """Tell which chip was pressed."""
        if isinstance(event.widget, MoodChip):
            self.post_message(self.Pressed(event.widget.mood))
