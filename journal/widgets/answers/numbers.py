"""Answers that are one number: energy, craving, a person's own scales."""

import time
from collections.abc import Sequence
from dataclasses import replace

from textual.content import Content

from journal.cleaning import clean_line
from journal.moods import HIGHEST_CRAVING, Checkin, Scale
from journal.widgets.answers.line import ANSWERING, ROOMY, DrawnAnswer
from journal.widgets.bindings import key

DIGITS = "0123456789"
_TYPED_TOGETHER = 1.2
"""Seconds within which a second digit belongs to the first: 1 and 0 are ten."""
_RISING = "▁▁▂▂▂▄▄▄▆▆▆"  # never a full block: two such rows stand one below the other
_MOST_MARKS = 11
_LONGEST_END = 24


def typed_number(before: str, digit: str, lowest: int, highest: int) -> tuple[str, int | None]:
    """Return the digits that count after one more, and the number they make: none while they only begin one.

    A digit that can neither go on nor begin a number of the scale changes nothing: ("", None).
    """
    for digits in dict.fromkeys((before + digit, digit)):
        if any(str(number).startswith(digits) for number in range(lowest, highest + 1)):
            return digits, int(digits) if lowest <= int(digits) <= highest else None
    return "", None


class NumberAnswer(DrawnAnswer):
    """Digits set the number, arrows move it by one, backspace takes it away."""

    BINDINGS = [
        *(
            key(digit, f"digit('{digit}')", f"answer.{digit}", f"Number {digit}", "The number", ANSWERING)
            for digit in DIGITS
        ),
        key("right", "move(1)", "answer.more", "More", "One more", ANSWERING),
        key("left", "move(-1)", "answer.less", "Less", "One less", ANSWERING),
        key("backspace,delete", "clear", "answer.clear", "Clear", "Take the answer back", ANSWERING),
    ]
    ONE_KEY = False
    """Whether one digit is the whole answer, after which the bar goes on to the next line."""

    def __init__(self, number: int | None, lowest: int, highest: int, *, arrows_begin_at: int) -> None:
        super().__init__()
        self.number = number
        self._lowest, self._highest = lowest, highest
        self._arrows_begin_at = arrows_begin_at
        self._digits = ""
        self._digit_at = 0.0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Take digits that can be part of a number here."""
        return action != "digit" or bool(typed_number(self._digits, str(parameters[0]), self._lowest, self._highest)[0])

    def answer_with(self, number: int | None) -> None:
        """Take this number, or none."""
        self.number = number
        self.changed()

    def finish(self) -> None:
        """Forget a digit that began a number and was not gone on with."""
        if self._digits:
            self._digits = ""
            self.refresh()

    def action_digit(self, digit: str) -> None:
        """Take a digit."""
        now = time.monotonic()
        before = self._digits if now - self._digit_at < _TYPED_TOGETHER else ""
        digits, number = typed_number(before, digit, self._lowest, self._highest)
        if not digits:
            return  # a digit that was typed too slowly to go on with the one before
        self._digits, self._digit_at = digits, now
        if number is None:
            self.refresh()
            return
        self.answer_with(number)
        if self.ONE_KEY and self.when_done:
            self._digits = ""
            self.when_done()

    def action_move(self, by: int) -> None:
        """Move by one."""
        self._digits = ""
        if self.number is None:
            self.answer_with(self._arrows_begin_at)
        else:
            self.answer_with(min(self._highest, max(self._lowest, self.number + by)))

    def action_clear(self) -> None:
        """Take the answer back."""
        self._digits = ""
        self.answer_with(None)

    def action_answer(self, number: int) -> None:
        """Take the number that was pressed with the mouse."""
        self.answer_with(number)

    def _shown(self) -> Content:
        """Return the number, or the digits that begin one."""
        begun = self._digits and (self.number is None or self._digits != str(self.number))
        text = f"{self._digits}…" if begun else ("" if self.number is None else str(self.number))
        return Content.styled(text, "bold $ink" if self.has_focus else "$ink")


class EnergyAnswer(NumberAnswer):
    """Five small squares and five words."""

    ONE_KEY = True

    def __init__(self, energy: int | None, words: Sequence[str]) -> None:
        super().__init__(energy, 1, len(words), arrows_begin_at=(len(words) + 1) // 2)
        self._words = tuple(words)

    def put(self, checkin: Checkin) -> Checkin:
        """Return the check-in with this energy."""
        return replace(checkin, energy=self.number)

    def rows(self, width: int) -> list[Content]:
        """Return squares, number and words; where it is narrow the chosen word comes before the squares."""
        squares = Content(" " if width >= ROOMY else "").join(squares_of(self.number, 1, self._highest))
        words = []
        for number, word in enumerate(self._words, start=1):
            style = "bold $ink" if number == self.number else "$muted"
            words.append(Content.styled(word, f"{style} @click=answer({number})"))
        if width >= ROOMY:
            scale = Content.styled(" · ", "$muted").join(words)
            return [(squares + Content("   ") + padded(self._shown(), 4) + scale).truncate(width, ellipsis=True)]
        if self.number is None:
            return [Content.styled(f"1-{self._highest}  ", "$muted") + squares]
        return [self._shown() + Content(" ") + words[self.number - 1] + Content("  ") + squares]


class CravingAnswer(NumberAnswer):
    """0 is none, 10 the strongest there is: blocks that rise."""

    def __init__(self, craving: int | None, *, strongest: bool = False) -> None:
        super().__init__(craving, 0, HIGHEST_CRAVING, arrows_begin_at=0)
        self._is_strongest = strongest

    def put(self, checkin: Checkin) -> Checkin:
        """Return the check-in with this craving."""
        if self._is_strongest:
            return replace(checkin, strongest=self.number)
        return replace(checkin, craving=self.number)

    def rows(self, width: int) -> list[Content]:
        """Return the blocks, the number and what the ends mean; where it is narrow, no blocks."""
        ends = Content.styled("0 none … 10 strongest", "$muted")
        if self._is_strongest and width >= ROOMY:
            ends = ends + Content.styled("   since the last one", "$muted")
        if width < ROOMY:
            return [(padded(self._shown(), 3) + ends).truncate(width, ellipsis=True)]
        reached = -1 if self.number is None else self.number
        blocks = []
        for number, block in enumerate(_RISING):
            # Without colours only a shape can say how far it goes.
            glyph = "·" if number > reached and self.app.no_color else block
            style = "$sand" if number <= reached else "$line"
            blocks.append(Content.styled(glyph, f"{style} @click=answer({number})"))
        row = Content(" ").join(blocks) + Content("   ") + padded(self._shown(), 4) + ends
        return [row.truncate(width, ellipsis=True)]


class ScaleAnswer(NumberAnswer):
    """A question a person made themselves."""

    def __init__(self, scale: Scale, number: int | None) -> None:
        super().__init__(number, scale.lowest, scale.highest, arrows_begin_at=scale.lowest)
        self._scale = scale

    def put(self, checkin: Checkin) -> Checkin:
        """Return the check-in with this number on the scale."""
        others = tuple(pair for pair in checkin.scales if pair[0] != self._scale.id)
        mine = () if self.number is None else ((self._scale.id, self.number),)
        return replace(checkin, scales=tuple(sorted((*others, *mine))))

    def rows(self, width: int) -> list[Content]:
        """Return small squares where they are few, the number, and the words of both ends."""
        scale = self._scale
        low, high = (clean_line(word, _LONGEST_END) for word in (scale.low_word, scale.high_word))
        ends = f"{scale.lowest} {low}".rstrip() + " … " + f"{scale.highest} {high}".rstrip()
        if scale.put_away:
            ends += " · put away"
        squares = Content("")
        if width >= ROOMY and scale.highest - scale.lowest < _MOST_MARKS:
            squares = Content(" ").join(squares_of(self.number, scale.lowest, scale.highest)) + Content("   ")
        return [(squares + padded(self._shown(), 4) + Content.styled(ends, "$muted")).truncate(width, ellipsis=True)]


def squares_of(number: int | None, lowest: int, highest: int) -> list[Content]:
    """Return a small square for each step, filled up to the number."""
    return [
        Content.styled(
            "▪" if number is not None and step <= number else "▫",
            f"{'$accent' if number is not None and step <= number else '$muted'} @click=answer({step})",
        )
        for step in range(lowest, highest + 1)
    ]


def padded(content: Content, width: int) -> Content:
    """Return the content, at least so many cells wide and with a space behind it."""
    return content.pad_right(max(1, width - content.cell_length))
