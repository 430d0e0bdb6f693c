"""How far a long piece of work is, on standard error, where a person watches."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

_Thing = TypeVar("_Thing")
_STEP = 100


@contextmanager
def progress(words: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """Show a bar and return what to call with the number of things done so far. Nothing is shown without a terminal."""
    if not sys.stderr.isatty():
        yield lambda _done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TextColumn("{task.completed:,.0f}"))
    console = Console(stderr=True, highlight=False, markup=False)
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as bar:
        task = bar.add_task(words, total=total)
        yield lambda done: bar.update(task, completed=done)


def counted_off(things: Iterable[_Thing], tell: Callable[[int], None]) -> Iterator[_Thing]:
    """Pass things on, and tell how many there were so far now and then."""
    for number, thing in enumerate(things, start=1):
        yield thing
        if number % _STEP == 0:
            tell(number)
