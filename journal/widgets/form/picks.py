"""Answers that are picked from a list, with one's own words beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from journal.cleaning import clean_line
from journal.reflections import items_in, items_text, pair
from journal.widgets.bindings import key
from journal.widgets.form.field import ANSWER, FormField
from journal.widgets.form.texts import LineInput
from journal.widgets.page_editor import PageEditor

MOST_OWN = 12
"""How many of a person's own words are offered before those of the form."""
_LONGEST = 60
_OWN = "or in your own words"


def offered(own: Iterable[str], options: Iterable[str]) -> tuple[str, ...]:
    """Return what is offered: a person's own words first, each once."""
    mine = [word for one in own if (word := clean_line(one, _LONGEST))][:MOST_OWN]
    return tuple(dict.fromkeys([*mine, *options]))


class PickList(Vertical):
    """A list to pick from, and a line for what is not in it. Typing a letter leads to the line."""

    BINDINGS = [
        key("space", "mark", "form.mark", "Mark", "Pick this, or put it back", ANSWER),
        key("j", "move(1)", "form.pick-next", "Next", "The next one", ANSWER),
        key("k", "move(-1)", "form.pick-previous", "Before", "The one before", ANSWER),
    ]

    @dataclass
    class Picked(Message):
        """This was picked from the list, by enter (`is_enter`) or by space."""

        word: str
        is_enter: bool

    @dataclass
    class Typed(Message):
        """What is in the line has changed."""

    @dataclass
    class Entered(Message):
        """Enter was pressed in the line."""

        words: str

    def __init__(
        self, options: Sequence[str], marked: Iterable[str] = (), *, own: str = "", marks: bool = True
    ) -> None:
        super().__init__()
        self.options = tuple(options)
        self._marked = frozenset(marked)
        self._has_marks = marks
        self._list = OptionList()
        self.line = LineInput(own, placeholder=_OWN)

    def compose(self) -> ComposeResult:
        """Lay out both."""
        yield self._list
        yield self.line

    def on_mount(self) -> None:
        """Show the options."""
        self._fill()

    @property
    def entrance(self) -> Widget:
        """The list, or the line where there is none."""
        return self._list if self.options else self.line

    @property
    def is_typing(self) -> bool:
        """Whether the line has the focus."""
        return self.line.has_focus

    def offer(self, options: Sequence[str], marked: frozenset[str]) -> None:
        """Show these options, some of them marked."""
        self.options, self._marked = tuple(options), marked
        self._fill()

    def _fill(self) -> None:
        here = min(self._list.highlighted or 0, len(self.options) - 1)
        self._list.clear_options()
        self._list.add_options(Option(self._row(number, here)) for number in range(len(self.options)))
        self._list.highlighted = here if self.options else None
        self._list.display = bool(self.options)

    def mark(self, marked: frozenset[str]) -> None:
        """Mark others."""
        self._marked = marked
        self._draw()

    @on(OptionList.OptionHighlighted)
    def _draw(self) -> None:
        for number in range(len(self.options)):
            self._list.replace_option_prompt_at_index(number, self._row(number, self._list.highlighted))

    def _row(self, number: int, here: int | None) -> Content:
        word, is_marked = self.options[number], self.options[number] in self._marked
        mark = ("■ " if is_marked else "□ ", "$accent" if is_marked else "$muted") if self._has_marks else ("", "")
        bar = ("▌ " if number == here else "  ", "$accent")
        return Content.assemble(bar, mark, (word, "bold $ink" if is_marked else "$ink"))

    def action_move(self, by: int) -> None:
        """Go to another option."""
        if by > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    def action_mark(self) -> None:
        """Pick what is highlighted."""
        self._pick(is_enter=False)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._pick(is_enter=True)

    def _pick(self, *, is_enter: bool) -> None:
        here = self._list.highlighted
        if here is not None and self._list.has_focus:
            self.post_message(self.Picked(self.options[here], is_enter))

    def on_key(self, event: events.Key) -> None:
        """A letter is the beginning of one's own words, and the arrows lead from the list to the line and back."""
        character = event.character or ""
        if self._list.has_focus and character.isalnum() and character not in "jk":
            self.line.focus()
            self.line.insert_text_at_cursor(character)
        elif self._list.has_focus and event.key == "down" and self._list.highlighted == len(self.options) - 1:
            self.line.focus()
        elif self.line.has_focus and event.key == "up" and self.options:
            self._list.focus()
        else:
            return
        event.stop()
        event.prevent_default()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed())

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Entered(event.value.strip()))


class ChoiceField(FormField):
    """One of a few answers, or one's own words."""

    def __init__(self, given: str, options: Sequence[str]) -> None:
        super().__init__(given)
        self._chosen = given if given in options else ""
        self._own = "" if self._chosen else clean_line(given)
        self._picks = PickList(options, {self._chosen}, own=self._own)

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield self._picks

    @property
    def entrance(self) -> Widget:
        """The list, or the line where one's own words are."""
        return self._picks.line if self._picks.line.value else self._picks.entrance

    @property
    def is_typing(self) -> bool:
        """Whether letters are text."""
        return self._picks.is_typing

    def answer(self) -> str:
        """Return what was chosen; words in the line come first."""
        typed = self._picks.line.value
        if typed.strip():
            return self.given if typed == self._own else typed.strip()
        return self._chosen

    @on(PickList.Picked)
    def _picked(self, event: PickList.Picked) -> None:
        event.stop()
        self._chosen = "" if event.word == self._chosen and not event.is_enter else event.word
        self._picks.line.value = ""
        self._picks.mark(frozenset({self._chosen}))
        self.touched()
        if event.is_enter:
            self.post_message(self.Done())

    @on(PickList.Typed)
    def _typed(self, event: PickList.Typed) -> None:
        event.stop()
        if self._touched or self._picks.line.value != self._own:
            self.touched()

    @on(PickList.Entered)
    def _entered(self, event: PickList.Entered) -> None:
        event.stop()
        self.post_message(self.Done())


class ChoicesField(FormField):
    """As many as fit, and one's own words."""

    def __init__(self, given: str, options: Sequence[str]) -> None:
        super().__init__(given)
        self._marked = [clean_line(word) for word in items_in(given)]
        self._picks = PickList(tuple(dict.fromkeys([*self._marked, *options])), self._marked)

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield self._picks

    @property
    def entrance(self) -> Widget:
        """The list."""
        return self._picks.entrance

    @property
    def is_typing(self) -> bool:
        """Whether letters are text."""
        return self._picks.is_typing

    def answer(self) -> str:
        """Return what is marked; what is half typed counts as it is, so that it is never lost."""
        typed = self._picks.line.value.strip()
        return items_text(dict.fromkeys([*self._marked, *([typed] if typed else [])]))

    @on(PickList.Picked)
    def _picked(self, event: PickList.Picked) -> None:
        event.stop()
        if event.is_enter and self._marked:
            self.post_message(self.Done())
            return
        if event.word in self._marked:
            self._marked.remove(event.word)
        else:
            self._marked.append(event.word)
        self._picks.mark(frozenset(self._marked))
        self.touched()

    @on(PickList.Typed)
    def _typed(self, event: PickList.Typed) -> None:
        event.stop()
        if self._touched or self._picks.line.value:
            self.touched()

    @on(PickList.Entered)
    def _entered(self, event: PickList.Entered) -> None:
        event.stop()
        if not event.words:
            self.post_message(self.Done())
            return
        if event.words not in self._marked:
            self._marked.append(event.words)
        self._picks.offer(tuple(dict.fromkeys([*self._picks.options, event.words])), frozenset(self._marked))
        self._picks.line.value = ""
        self.touched()


class PairsField(FormField):
    """First what may come, then what to do; each pair becomes a line, and the lines can be written on, too."""

    BINDINGS = [
        key("f4", "lines", "form.lines", "The lines", "Change the lines themselves; again: pick", ANSWER, always=True),
    ]

    def __init__(self, given: str, situations: Sequence[str], responses: Sequence[str]) -> None:
        super().__init__(given)
        self._situations, self._responses = tuple(situations), tuple(responses)
        self._situation = ""
        self._says = Static(classes="says")
        self._picks = PickList(self._situations, marks=False)
        self._lines = PageEditor()
        self._is_shown = False

    def compose(self) -> ComposeResult:
        """Lay out what is picked from, and the lines below it."""
        yield self._says
        yield self._picks
        yield self._lines

    def on_mount(self) -> None:
        """Show the lines there are."""
        self._lines.hold(self.given)
        self._is_shown = True
        self._say()

    @property
    def entrance(self) -> Widget:
        """What is picked from."""
        return self._picks.entrance

    @property
    def is_typing(self) -> bool:
        """Whether letters are text."""
        return self._picks.is_typing or self._lines.has_focus

    def answer(self) -> str:
        """Return the lines. A pair that is half picked counts with what there is of it."""
        text = self._lines.exact_text if self._is_shown else self.given
        typed = self._picks.line.value.strip()
        half = pair(self._situation, typed or "…") if self._situation else typed
        parts = [text] if text.strip() else []
        return "\n".join([*parts, *([items_text([half])] if half else [])])

    def action_lines(self) -> None:
        """Go to the lines, or back to picking."""
        self.screen.set_focus(self._picks.entrance if self._lines.has_focus else self._lines)

    def _say(self) -> None:
        words = Content.assemble((self._situation, "bold $ink"), (" → and then?", "$accent"))
        self._says.update(words if self._situation else Content.styled("What may come?", "$accent"))
        self._lines.display = bool(self._lines.text.strip()) or self._lines.has_focus

    def _take(self, word: str) -> None:
        if not word:
            if not self._situation:
                self.post_message(self.Done())
            return
        self._picks.line.value = ""
        if not self._situation:
            self._situation = word
            self._picks.offer(self._responses, frozenset())
        else:
            made, self._situation = pair(self._situation, word), ""
            text = self._lines.exact_text.rstrip("\n")
            self._lines.hold("\n".join([*([text] if text else []), items_text([made])]))
            self._picks.offer(self._situations, frozenset())
        self._say()
        self.touched()
        self.screen.set_focus(self._picks.entrance)

    @on(PickList.Picked)
    def _picked(self, event: PickList.Picked) -> None:
        event.stop()
        self._take(event.word)

    @on(PickList.Entered)
    def _entered(self, event: PickList.Entered) -> None:
        event.stop()
        self._take(event.words)

    @on(PickList.Typed)
    def _typed(self, event: PickList.Typed) -> None:
        event.stop()
        if self._touched or self._picks.line.value:
            self.touched()

    def on_text_area_changed(self) -> None:
        """The lines were written on."""
        if self._is_shown and self._lines.exact_text != self.given:
            self.touched()
