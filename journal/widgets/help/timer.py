"""The urge timer: some minutes of doing something else. It promises nothing about the urge, and makes no sound."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Digits, Static

from journal.grounding import URGE

LEAST, USUAL, MOST, STEP = 5, 10, 20, 5
"""Minutes."""
_BAR = 36


@dataclass(slots=True)
class Urge:
    """How long it is meant to take, and how much of that has passed. Seconds come from a clock that never goes back."""

    minutes: int = USUAL
    spent: float = 0.0
    since: float | None = None

    @property
    def is_running(self) -> bool:
        """Whether time passes."""
        return self.since is not None

    @property
    def is_begun(self) -> bool:
        """Whether it was started, and not ended."""
        return self.is_running or self.spent > 0

    def passed(self, now: float) -> float:
        """Return the seconds that have passed, at most all of them."""
        running = 0.0 if self.since is None else max(0.0, now - self.since)
        return min(self.minutes * 60.0, self.spent + running)

    def left(self, now: float) -> float:
        """Return the seconds that are left."""
        return self.minutes * 60.0 - self.passed(now)

    def go_on(self, now: float) -> None:
        """Start, or go on after a pause; from the beginning when it was over."""
        if not self.left(now):
            self.spent = 0.0
        self.since = now

    def pause(self, now: float) -> None:
        """Let no time pass."""
        self.spent, self.since = self.passed(now), None

    def end(self) -> None:
        """Put it back to its beginning."""
        self.spent, self.since = 0.0, None

    def change(self, minutes: int) -> None:
        """Make it longer or shorter."""
        self.minutes = max(LEAST, min(MOST, self.minutes + minutes))


_timers: WeakKeyDictionary[App[object], Urge] = WeakKeyDictionary()
"""A timer goes on while its page is closed: the person may be writing meanwhile."""


def urge_of(app: App[object]) -> Urge:
    """Return the timer of the program; Help now and the urge log show the same one."""
    return _timers.setdefault(app, Urge())


class UrgeTimer(Vertical):
    """Drawn in place, once a second at most; once a minute where a person asked for less motion."""

    def __init__(self, urge: Urge, ticks: Callable[[], float]) -> None:
        super().__init__(classes="section card")
        self._urge = urge
        self._ticks = ticks
        self._each: Timer | None = None
        self._at_end: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the number twice: large for a wide page, in the heading elsewhere."""
        yield Static(classes="heading")
        with Horizontal(classes="clock"):
            yield Digits("")
            yield Static(classes="beside")
        yield Static(classes="rest")

    def on_mount(self) -> None:
        """Go on with what is running already."""
        self.changed()

    def on_resize(self) -> None:
        """Draw the bar as long as there is room."""
        self._draw()

    def changed(self) -> None:
        """Draw, and watch the clock as long as it runs."""
        for timer in (self._each, self._at_end):
            if timer is not None:
                timer.stop()
        self._each = self._at_end = None
        left = self._urge.left(self._ticks())
        if self._urge.is_running and left > 0:
            self._each = self.set_interval(60.0 if self._is_calm else 1.0, self._tick)
            self._at_end = self.set_timer(left + 0.05, self._tick)
        self._draw()

    def _tick(self) -> None:
        now = self._ticks()
        if self._urge.is_running and not self._urge.left(now):
            self._urge.pause(now)
            self.changed()
        else:
            self._draw()

    @property
    def _is_calm(self) -> bool:
        return self.app.animation_level == "none"

    def _draw(self) -> None:
        urge, now = self._urge, self._ticks()
        left = urge.left(now)
        shown, of, said, keys = self._shown(left), f"of {urge.minutes} minutes left", URGE[0], tuple[str, ...]()
        if left and urge.is_begun:
            keys = ("space pauses" if urge.is_running else "paused, space goes on", "x ends it")
        elif urge.is_begun:
            said = f"{urge.minutes} minutes have passed, and you are here. If it is still there, that is all right."
            keys = ("u starts again", "x puts it away")
        self.set_class(urge.is_begun, "-begun")
        heading = Content.styled("Urge timer", "$accent")
        rest = [Content(said)]
        if not urge.is_begun:
            heading += Content.styled(f" · u starts {urge.minutes} minutes", "$muted")
            rest.append(Content.styled("+ and - make it longer or shorter.", "$muted"))
        else:
            rest.insert(0, self._bar(urge.passed(now) / (urge.minutes * 60)))
            if not self._is_large:
                heading += Content.assemble((f" {shown} ", "bold"), (of, "$muted"))
                rest.append(Content.styled("   ".join(keys), "$muted"))
        self.query_one(".heading", Static).update(heading)
        self.query_one(".beside", Static).update(
            Content.assemble((of, "$ink"), ("".join(f"\n{one}" for one in keys), "$muted"))
        )
        self.query_one(".rest", Static).update(Content("\n").join(rest))
        self.query_one(Digits).update(shown)

    @property
    def _is_large(self) -> bool:
        return self.screen.has_class("-wide")

    def _shown(self, left: float) -> str:
        """Return what is left, `12:40`; whole minutes where it is drawn once a minute."""
        if self._is_calm:
            return str(math.ceil(left / 60))
        seconds = math.ceil(left)
        return f"{seconds // 60}:{seconds % 60:02d}"

    def _bar(self, share: float) -> Content:
        width = max(0, min(_BAR, self.size.width - 2))
        done = round(width * share)
        return Content.assemble(("━" * done, "$accent"), ("─" * (width - done), "$line"))
