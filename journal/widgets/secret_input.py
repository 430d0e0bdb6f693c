"""A field for a passphrase or a recovery key."""

from textual.widgets import Input


class SecretInput(Input):
    """Covers what is typed, keeps word gaps visible, and never lets it be copied or cut."""

    def __init__(self, *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(password=True, placeholder=placeholder, id=id, compact=True)

    def action_copy(self) -> None:
        """A secret does not go to the clipboard, where other programs read it."""

    def action_cut(self) -> None:
        """A secret does not go to the clipboard; it is deleted all the same."""
        self.delete_selection()

    def toggle_cover(self) -> None:
        """Show what is typed, or cover it again."""
        self.password = not self.password
