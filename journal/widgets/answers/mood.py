"""The first line: one key, and a check-in is whole."""

from collections.abc import Sequence
from dataclasses import replace

from textual.content import Content

from journal.entries import HIGHEST_MOOD, LOWEST_MOOD
from journal.moods import Checkin
from journal.widgets.answers.line import ANSWERING
from journal.widgets.answers.numbers import NumberAnswer
from journal.widgets.bindings import key
from journal.widgets.mood_row import LETTERS
from journal.wording import MOOD_GLYPHS

_LONGEST_USUAL_WORD = 6


class MoodAnswer(NumberAnswer):
    """Digits 1 to 5 or the letters a s d f g, from heavy to bright."""

    ONE_KEY = True
    BINDINGS = [
        key(
            letter,
            f"digit('{mood}')",
            f"answer.mood-{letter}",
            f"Mood {mood}",
            "The mood, from heavy to bright",
            ANSWERING,
        )
        for mood, letter in enumerate(LETTERS, start=1)
    ]

    def __init__(self, mood: int | None, words: Sequence[str]) -> None:
        super().__init__(mood, LOWEST_MOOD, HIGHEST_MOOD, arrows_begin_at=3)
        self._words = tuple(words)

    def use_words(self, words: Sequence[str]) -> None:
        """Use the person's own words."""
        self._words = tuple(words)
        self.refresh(layout=True)

    def put(self, checkin: Checkin) -> Checkin:
        """Return the check-in with this mood."""
        return replace(checkin, mood=self.number)

    def rows(self, width: int) -> list[Content]:
        """Return five chips; where it is narrow, the word of the chosen one and then the five heights."""
        for roomy in (True, False):
            chips = Content(" ").join(self._chip(mood, roomy=roomy) for mood in range(1, 6))
            if chips.cell_length <= width:
                return [chips]
        word = f"{self._words[self.number - 1]}  " if self.number else ""
        heights = Content("").join(self._height(mood) for mood in range(1, 6))
        return [Content.styled(word, "bold $ink") + heights]

    def _chip(self, mood: int, *, roomy: bool) -> Content:
        chosen = mood == self.number
        word = self._words[mood - 1]
        chip = Content.assemble(
            ("▌" if chosen else " ", "$accent"),
            (f"{mood} ", "$ink" if chosen else "$muted"),
            (MOOD_GLYPHS[mood - 1] * 2, f"$mood{mood}"),
            (f" {word.ljust(_LONGEST_USUAL_WORD) if roomy else word}", "bold $ink" if chosen else "$ink"),
            " " if roomy else "",
        )
        return chip.stylize_before(f"on {'$select' if chosen else '$surface'}").stylize(f"@click=answer({mood})")

    def _height(self, mood: int) -> Content:
        chosen = mood == self.number
        return Content.assemble(
            ("▌" if chosen else " ", "$accent"),
            (str(mood), "bold $ink" if chosen else "$muted"),
            (MOOD_GLYPHS[mood - 1], f"$mood{mood}"),
        ).stylize(f"@click=answer({mood})")
