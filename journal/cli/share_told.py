"""What is said about sharing once in the life of a journal, and no second time."""

from dataclasses import replace
from typing import TYPE_CHECKING

from journal.cli.output import say

if TYPE_CHECKING:
    from journal.storage import Storage

LEGAL = (
    "Said once: a journal, and what is shared from it, can be demanded in court. A friend is not bound by the "
    "confidentiality that treatment has. Whoever receives something can keep it and pass it on."
)
OTHERS = "Said once: where it tells of other people, their story needs their yes."


def tell_once(storage: "Storage", *, shares: bool = True) -> None:
    """Say what is to be known before something leaves for somebody, if it was not said before."""
    choices = storage.preferences.sharing()
    told = replace(choices, told_legal=True, told_others=choices.told_others or shares)
    if not choices.told_legal:
        say(LEGAL)
    if shares and not choices.told_others:
        say(OTHERS)
    if told != choices and storage.writable:
        storage.preferences.choose_sharing(told)
