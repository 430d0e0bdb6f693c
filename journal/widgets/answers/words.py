"""Answers in words: a field that finds them while they are typed, and the ones that were taken as chips."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from textual import events, on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from journal.cleaning import clean_line
from journal.moods import LONGEST_WORD, Checkin, normal_word
from journal.vocabulary import Groups
from journal.widgets.answers.line import ANSWERING, Answer, Row, flowing
from journal.widgets.answers.matching import Match, matches_of, spelled
from journal.widgets.bindings import key

_ROOM_TO_TYPE = 22
_ROOM_BESIDE = 66
"""Where this much is free beside the chips, matches stand there; otherwise below."""


class WordInput(Input):
    """A field in which backspace and the arrows go on into the chips once nothing is typed."""

    BINDINGS = [
        key("tab", "take", "answer.take", "Take the word", "Take the first word found", ANSWERING),
    ]

    def __init__(self, answer: "WordsAnswer") -> None:
        super().__init__(max_length=LONGEST_WORD, select_on_focus=False, compact=True)
        self._answer = answer

    def action_take(self) -> None:
        """Take the first word found, or what was typed; with nothing typed, the key goes on to the next line."""
        if not self._answer.take_first():
            raise SkipAction

    def action_delete_left(self) -> None:
        """Delete a letter; where there is none, a chip."""
        if self.value:
            super().action_delete_left()
        else:
            self._answer.drop()

    def action_cursor_left(self, select: bool = False) -> None:
        """Move in what is typed, or to the chip before."""
        if self.value:
            super().action_cursor_left(select)
        else:
            self._answer.go(-1)

    def action_cursor_right(self, select: bool = False) -> None:
        """Move in what is typed, or to the chip behind."""
        if self.value:
            super().action_cursor_right(select)
        else:
            self._answer.go(1)

    def _on_paste(self, event: events.Paste) -> None:
        words = f"{self.value}{event.text}".replace("\n", ",").split(",")
        if len(words) > 1:
            for word in words:
                self._answer.take(word)
            event.stop()
            event.prevent_default()

    async def _on_key(self, event: events.Key) -> None:
        # Here and not in a binding: bindings are looked up later, when quick fingers have typed the next letters.
        if self._means_more_than_a_letter(event):
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)

    def _means_more_than_a_letter(self, event: events.Key) -> bool:
        if event.character == ",":
            self._answer.take(self.value)
            return True
        if self.value:
            return event.key in ("enter", "tab") and self._answer.take_first()
        return bool(event.character) and self._answer.takes_key(event.character or "")


class WordsAnswer(Answer):
    """Words by type-ahead, or one's own. Enter and tab take the first that fits, a comma exactly what was typed."""

    def __init__(
        self,
        field: Literal["emotions", "triggers", "coping"],
        words: Sequence[str],
        groups: Groups,
        used: Sequence[str],
        hint: str,
    ) -> None:
        super().__init__()
        self._field = field
        self._words = list(words)
        self._offered = groups
        self._used = tuple(used)
        self._chip: int | None = None
        self._hint = hint
        self._input = WordInput(self)

    def compose(self) -> ComposeResult:
        """Lay out the chips, the field, and what fits beside or below it."""
        with Horizontal(classes="typing"):
            yield Row(classes="chips")
            yield self._input
            yield Row(classes="found beside")
        yield Row(classes="found below")

    def on_mount(self) -> None:
        """Show the chips."""
        self.show()

    def on_resize(self) -> None:
        """Lay it out anew."""
        self.show()

    @property
    def entrance(self) -> Widget:
        """The field."""
        return self._input

    @property
    def typed(self) -> str:
        """What is typed and not taken yet."""
        return normal_word(self._input.value)

    def put(self, checkin: Checkin) -> Checkin:
        """Return the check-in with these words; what is half typed counts as it is, so that it is never lost."""
        words = (*self._words, *([spelled(self.typed, self._offered)] if self.typed else ()))
        if self._field == "emotions":
            return replace(checkin, emotions=words)
        return replace(checkin, triggers=words)

    # --- taking and dropping ------------------------------------------------------------------------------------------

    def take_first(self) -> bool:
        """Take the first word that fits, or what was typed; return whether anything was."""
        found = self._found()
        return self.take(found[0].word if found else self.typed)

    def take(self, word: str) -> bool:
        """Take a word; return whether there was one."""
        normal = normal_word(word)
        if not normal:
            return False
        self._input.value = ""
        if normal.casefold() not in {one.casefold() for one in self._words}:
            self._words.append(spelled(normal, self._offered))
        self._chip = None
        self.tell()
        return True

    def finish(self) -> None:
        """Take what was typed, as it is."""
        if self.typed:
            self.take(self.typed)
        elif self._chip is not None:
            self._chip = None
            self.show()

    def drop(self) -> None:
        """Take away the chosen chip, or the last one."""
        if self._words:
            del self._words[len(self._words) - 1 if self._chip is None else self._chip]
            self._chip = None
            self.tell()

    def go(self, by: int) -> None:
        """Choose the next chip; past the last one, none."""
        here = len(self._words) if self._chip is None else self._chip
        there = max(0, here + by)
        self._chip = there if there < len(self._words) else None
        self.show()

    def takes_key(self, character: str) -> bool:
        """Whether a key means something else than a letter while nothing is typed."""
        return character == " "

    def tell(self) -> None:
        """Show what has changed, and tell."""
        self.show()
        self.post_message(self.Changed())

    @on(Input.Changed)
    def _typed_on(self, event: Input.Changed) -> None:
        event.stop()
        self._chip = None
        self.tell()

    # --- what is seen -------------------------------------------------------------------------------------------------

    def chip(self, index: int) -> Content:
        """Return one chip."""
        chosen = index == self._chip
        word = Content.assemble(("▌" if chosen else " ", "$accent"), (f"{self.chip_words(index)} ", "$ink"))
        return word.stylize_before(f"on {'$select' if chosen else '$panel'}")

    def chip_words(self, index: int) -> str:
        """Return what stands on a chip."""
        return clean_line(self._words[index], LONGEST_WORD)

    def question(self) -> str:
        """Return what is asked about a chip, if anything."""
        return ""

    def show(self) -> None:
        """Lay out chips, field and matches in the room there is."""
        if not self.query(".chips"):
            return  # not on the screen yet, or not any more
        width = self.size.width or 1
        chips = [self.chip(index) for index in range(len(self._words))]
        needed = sum(chip.cell_length + 1 for chip in chips)
        stacked = needed > width - _ROOM_TO_TYPE
        beside = width - (0 if stacked else needed) >= _ROOM_BESIDE
        row = self.query_one(".chips", Row)
        row.display = bool(chips)
        row.show(Content("\n").join(flowing(chips, width, 1)))
        self.set_class(stacked, "-stacked")
        found = self._suggestions(width - (0 if stacked else needed) - _ROOM_TO_TYPE if beside else width)
        self.query_one(".beside", Row).display = bool(found.plain) and beside
        self.query_one(".below", Row).display = bool(found.plain) and not beside
        self.query_one(".beside" if beside else ".below", Row).show(found)
        self._input.set_class(bool(found.plain) and beside, "-short-field")
        self._input.placeholder = "" if found.plain else self._hint

    def _found(self) -> tuple[Match, ...]:
        return matches_of(self.typed, self._offered, self._used, self._words)

    def _suggestions(self, width: int) -> Content:
        """Return the words that fit, the one that enter takes first and bold."""
        if not self.typed:
            return Content.styled(self.question(), "$muted")
        found = self._found()
        if not found:
            return Content.assemble(("enter ", "$accent"), ("takes it as your own word", "$muted"))
        parts = []
        for number, match in enumerate(found):
            groups = "" if match.groups == match.word else f" · {match.groups}"
            parts.append(
                Content.assemble((clean_line(match.word), "$ink" if number else "bold $ink"), (groups, "$muted"))
            )
        shown = Content.styled("enter ", "$accent") + parts[0]
        for part in parts[1:]:
            if shown.cell_length + 3 + part.cell_length > width:
                break
            shown = shown + Content("   ") + part
        return shown.truncate(width, ellipsis=True)
