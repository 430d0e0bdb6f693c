"""The list of forms by need, each with the time it takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual import events, on
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from journal.reflections import Form
from journal.widgets.bindings import key


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands at the right of a form: the time it takes, or something newer about it."""

    words: str
    style: str = "$muted"


class FormList(OptionList):
    """Groups and forms; the bar passes over headings."""

    BINDINGS = [
        key("j", "cursor_down", "forms.next", "Next", "The next form"),
        key("k", "cursor_up", "forms.previous", "Before", "The form before"),
        key("g", "first", "forms.first", "First", "The first form"),
        key("G", "last", "forms.last", "Last", "The last form"),
    ]

    @dataclass
    class Selected(Message):
        """The bar is on this form now."""

        form: Form

    @dataclass
    class Opened(Message):
        """This form is to be filled in."""

        form: Form

    def __init__(self, *, is_for_show: bool = False, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self.can_focus = not is_for_show
        self._is_for_show = is_for_show
        self._forms: Sequence[Form] = ()
        self._marks: Mapping[str, Mark] = {}
        self._rows: list[Form | str] = []
        self._drawn_for = (0, False)
        self._bar_at: int | None = None

    @property
    def selected(self) -> Form | None:
        """The form the bar is on."""
        here = self.highlighted
        row = self._rows[here] if here is not None and here < len(self._rows) else None
        return row if isinstance(row, Form) else None

    def show(self, forms: Sequence[Form], marks: Mapping[str, Mark], select: str = "") -> None:
        """Show these forms, the bar on the one with the id `select`, or where it was."""
        here = select or (self.selected.id if self.selected else "")
        self._forms, self._marks = forms, marks
        self._fill(here)

    def on_resize(self) -> None:
        """Lay it out anew where that changes anything."""
        if self._drawn_for != (self.size.width, self._is_roomy):
            self._fill(self.selected.id if self.selected else "")

    @property
    def _is_roomy(self) -> bool:
        """Whether a blank row between the groups leaves all of them in sight."""
        groups = len({form.group for form in self._forms})
        return len(self._forms) + 2 * groups - 1 <= self.size.height

    def _fill(self, here: str) -> None:
        self._drawn_for = (self.size.width, self._is_roomy)
        rows: list[Form | str] = []
        for number, form in enumerate(self._forms):
            if number == 0 or form.group != self._forms[number - 1].group:
                rows += [*([""] if number and self._is_roomy else []), form.group]
            rows.append(form)
        self._rows = rows
        at = next((n for n, row in enumerate(rows) if isinstance(row, Form) and row.id == here), None)
        if at is None:
            at = next((n for n, row in enumerate(rows) if isinstance(row, Form)), None)
        self.clear_options()
        self.add_options(Option(self._row(n, at), disabled=isinstance(row, str)) for n, row in enumerate(rows))
        self.highlighted = self._bar_at = at
        if at is not None and at <= 1:
            self.scroll_home(animate=False)

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        for number in {self._bar_at, self.highlighted}:
            if number is not None and number < len(self._rows):
                self.replace_option_prompt_at_index(number, self._row(number, self.highlighted))
        self._bar_at = self.highlighted
        if self.highlighted == 1:
            self.scroll_home(animate=False)  # the heading above the first form is part of it
        if form := self.selected:
            self.post_message(self.Selected(form))

    @on(OptionList.OptionSelected)
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if form := self.selected:
            self.post_message(self.Opened(form))

    async def _on_click(self, event: events.Click) -> None:
        if self._is_for_show:
            event.prevent_default()
            return
        await super()._on_click(event)

    def _row(self, number: int, here: int | None) -> Content:
        row = self._rows[number]
        if isinstance(row, str):
            return Content.styled(f" {row}", "$accent")
        mark = self._marks.get(row.id, Mark(row.takes))
        width = max(10, self._drawn_for[0] - 2)  # the last ones are for the scrollbar and a space before it
        is_here = number == here
        right = Content.styled(mark.words, mark.style)
        name = Content.styled(row.name, "bold $ink" if is_here else "$ink")
        name = name.truncate(max(4, width - 3 - right.cell_length), ellipsis=True)
        space = " " * max(1, width - 2 - name.cell_length - right.cell_length)
        return Content.assemble(("▌ " if is_here else "  ", "$accent"), name, space, right)
