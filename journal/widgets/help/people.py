"""My people: who is on the open card, and who is added or taken off. What the card is, is said before it is written."""

from dataclasses import dataclass, replace

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from journal.cleaning import clean_line
from journal.open_card import READABLE, Card, Person
from journal.widgets.answers.form import Field, Form
from journal.widgets.bindings import key
from journal.widgets.help.page import name_width, person_line
from journal.widgets.help.rows import Rows

_PEOPLE = Binding.Group("My people")
_EMPTY = "Nobody is written here yet. n adds somebody."
_ASK = "y goes on, esc leaves it."


class PeopleList(Vertical):
    """A list, and fields for somebody new. Nothing is written before the person said yes to an open card."""

    BINDINGS = [
        key("n", "add", "help.add", "Add somebody", "Add somebody to the open card", _PEOPLE),
        key("d", "remove", "help.remove", "Take off the card", "Take this person off the card; press twice", _PEOPLE),
        key("y", "agree", "help.agree", "Go on", "An open card is all right", _PEOPLE),
        key("escape", "leave_it", "help.leave", "Leave it", "Leave everything as it was", _PEOPLE),
    ]

    @dataclass
    class Wanted(Message):
        """The card is to be like this."""

        card: Card

    @dataclass
    class Stepped(Message):
        """Other keys matter now."""

    def __init__(self, card: Card) -> None:
        super().__init__(classes="view")
        self.card = card
        self.is_asking = False
        self.form: Form | None = None
        self._sure: int | None = None

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield Static(Content("My people"), classes="heading")
        yield Static(classes="muted note")
        yield Rows()

    def on_mount(self) -> None:
        """Show who is there."""
        self.show(self.card)
        self.query_one(Rows).focus()

    def show(self, card: Card, note: str = "") -> None:
        """Show who is on the card now."""
        self.card = card
        self._sure = None
        rows = self.query_one(Rows)
        width = name_width(card.people)
        rows.fill([person_line(person, width) for person in card.people], rows.highlighted or 0)
        self.say(note or ("" if card.people else _EMPTY))

    def say(self, words: str, *, trouble: bool = False) -> None:
        """Say something above the list."""
        note = self.query_one(".note", Static)
        note.update(Content(words))
        note.set_class(trouble, "trouble")
        note.display = bool(words)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a question is open, it is the one thing to answer; while fields are open, letters are letters."""
        if action in ("add", "remove"):
            return not self.is_asking and self.form is None and (action == "add" or bool(self.card.people))
        if action == "agree":
            return self.is_asking
        return self.is_asking or self._sure is not None if action == "leave_it" else True

    def action_add(self) -> None:
        """Ask once whether an open card is all right, then show the fields."""
        self._sure = None
        if self.card.told:
            self._open_form()
            return
        self.is_asking = True
        self.say(f"{READABLE} {_ASK}")
        self._stepped()

    def action_agree(self) -> None:
        """Remember that it was said, and go on."""
        self.is_asking = False
        self.card = replace(self.card, told=True)
        self._open_form()

    def action_leave_it(self) -> None:
        """Go back to the list."""
        self.is_asking = False
        self.show(self.card)
        self._stepped()

    def action_remove(self) -> None:
        """Take somebody off the card, the second time it is pressed."""
        here = self.query_one(Rows).highlighted
        if here is None or here >= len(self.card.people):
            return
        person = self.card.people[here]
        if self._sure != here:
            self._sure = here
            self.say(f"d once more takes {person.name or person.number} off the card. esc leaves it.")
            self._stepped()
            return
        people = (*self.card.people[:here], *self.card.people[here + 1 :])
        self._sure = None
        self.post_message(self.Wanted(replace(self.card, people=people)))

    @on(Rows.OptionHighlighted)
    def _moved(self) -> None:
        if self._sure is not None and self._sure != self.query_one(Rows).highlighted:
            self.action_leave_it()

    # --- fields -------------------------------------------------------------------------------------------------------

    @work(group="form", exclusive=True, description="opening fields")
    async def _open_form(self) -> None:
        if self.form is not None:
            return
        fields = (
            Field("name", "name"),
            Field("number", "number", hint="as you would dial it"),
            Field("note", "note", hint="ring, even at three", longest=80),
        )
        self.form = Form("Somebody to ring", fields)
        self.query_one(Rows).display = False
        self.say("")
        await self.mount(self.form)
        self.screen.set_focus(self.form.fields[0])
        self._stepped()

    @on(Form.Left)
    def _left(self, event: Form.Left) -> None:
        event.stop()
        self._close_form()

    def _close_form(self) -> None:
        if self.form is not None:
            self.form.remove()
        self.form = None
        rows = self.query_one(Rows)
        rows.display = True
        rows.focus()
        self.show(self.card)
        self._stepped()

    @on(Form.Kept)
    def _filled_in(self, event: Form.Kept) -> None:
        event.stop()
        person = Person(**{name: clean_line(text) for name, text in event.texts.items()})
        if not (person.name or person.number):
            event.form.problem("A name or a number is enough.")
            return
        self._close_form()
        self.post_message(self.Wanted(replace(self.card, people=(*self.card.people, person))))

    def _stepped(self) -> None:
        self.refresh_bindings()
        self.post_message(self.Stepped())
