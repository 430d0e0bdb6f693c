"""Key bindings as this program writes them: every one has an id, so that it can be moved, and says what it does."""

from textual.binding import Binding


def key(
    keys: str,
    action: str,
    binding_id: str,
    label: str,
    does: str,
    group: Binding.Group | None = None,
    *,
    display: str | None = None,
    always: bool = False,
) -> Binding:
    """Return a binding; `always` works even while a text field has focus."""
    return Binding(keys, action, label, key_display=display, priority=always, tooltip=does, id=binding_id, group=group)
