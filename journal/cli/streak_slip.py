"""`journal streak slip` and `decide`: the kindest lines of this program. Nothing is erased, and nobody is told."""

from collections.abc import Callable
from typing import TypeVar

import click

from journal.cli.given import Given
from journal.cli.output import STANDARD_STREAM, clean_line, put_json, say
from journal.cli.tree import command
from journal.cli.unlocking import opened
from journal.errors import JournalError
from journal.streak_story import QUESTIONS

HELPED_SHOWN = 3
_Function = TypeVar("_Function", bound=Callable[..., None])


class NothingToDecide(JournalError):
    """The counter has no slip."""

    def __init__(self) -> None:
        super().__init__("There is no slip to decide about. Nothing was changed.")


def _choice(name: str, value: str, text: str) -> Callable[[_Function], _Function]:
    return click.option(name, "choice", flag_value=value, default=None, help=text)


@command("slip")
@click.argument("name", required=False)
@click.option("--when", metavar="WHEN", help="When it was, if not now; a day is enough, roughly is fine.")
@click.option("--note", default="", metavar="TEXT", help="A few words; `-` reads standard input.")
@_choice("--new-run", "new-run", "Start a new run from here. The one before stays as it was.")
@_choice("--keep-date", "keep-date", "Keep your date, and note it.")
@_choice("--decide-later", "later", "Decide another day. This is what happens if you do not say.")
@click.option("--do", "do", default="", metavar="TEXT", help="One thing to do in the next 24 hours.")
@click.option("--person", default="", metavar="TEXT", help="One person for the next 24 hours.")
@click.option("--away", default="", metavar="TEXT", help="One thing to move away from.")
@click.option("--word", default="", metavar="TEXT", help="Your word for it.")
@click.option("--amount", default="", metavar="TEXT", help="How much, if you like.")
@click.option("--before", default="", metavar="TEXT", help="What was just before it.")
@click.option("--slowed", default="", metavar="TEXT", help="What slowed it down, or stopped it.")
@click.option("--json", "as_json", is_flag=True, help="Print the new event's id.")
@click.pass_obj
def slip(
    given: Given, /, name: str | None, when: str | None, note: str, choice: str | None, as_json: bool, **answers: str
) -> None:
    """Note a slip. Nothing is erased, every part can be left out, and nobody is told.

    NAME may be left out where there is one counter. What the count does is your choice, now or another day.
    """
    from journal.cli.streak_pages import chosen
    from journal.counting import standing
    from journal.dates import now_here, parse_roughly
    from journal.ids import new_id
    from journal.ledger import ledger, most_helpful
    from journal.streak_words import NOTHING_ERASED, THANKS, tolerance_line
    from journal.streaks import new_event

    here = now_here()
    moment, precision = (here, "minute") if when is None else parse_roughly(when, here)
    if note == STANDARD_STREAM:
        from journal.cli.write import read_standard_input

        note = read_standard_input()
    said = [(question, answers[question]) for question in QUESTIONS if answers.get(question, "").strip()]
    with opened(given) as storage:
        counter = chosen(storage, name)
        event = new_event(
            counter,
            new_id(here.at),
            "slip",
            moment,
            here.at,
            precision=precision,
            choice=choice or "",
            note=note,
            answers=said,
        )
        storage.streaks.note(event)
        stand = standing(counter, storage.streaks.events(counter.id), here.at)
        helped = most_helpful(ledger(storage.moods.used()), HELPED_SHOWN)
    if as_json:
        put_json({"id": event.id, "filed": True})
    days = stand.total_days
    say(f"{THANKS} Your {days:,} {'day' if days == 1 else 'days'} still happened." if days else THANKS)
    say(NOTHING_ERASED)
    if helped:
        known = ", ".join(f"{clean_line(one.name)} ({one.helpful} of {one.rated})" for one in helped)
        say(f"What has helped before: {known}.")
    if line := tolerance_line(counter):
        say(f"{line} `journal help-now` has numbers, day and night.")
    if event.choice == "later":
        say("Your count is as it was. `journal streak decide` changes that, whenever you like.")


@command("decide")
@click.argument("name", required=False)
@_choice("--new-run", "new-run", "A new run began after the slip.")
@_choice("--keep-date", "keep-date", "The date stays, and the slip is noted.")
@_choice("--decide-later", "later", "Leave it open again.")
@click.pass_context
def decide(ctx: click.Context, name: str | None, choice: str | None) -> None:
    """Decide what slips mean for the count: those that wait for it, or else the latest one. It can be changed again."""
    from journal.cli.streak_pages import chosen
    from journal.counting import standing
    from journal.dates import now_here
    from journal.ids import new_id
    from journal.streaks import new_event

    if choice is None:
        raise click.UsageError("give one of --new-run, --keep-date and --decide-later.", ctx)
    here = now_here()
    with opened(ctx.ensure_object(Given)) as storage:
        counter = chosen(storage, name)
        events = storage.streaks.events(counter.id)
        waiting = standing(counter, events, here.at).undecided
        slips = waiting or tuple([event.id for event in events if event.kind == "slip"][-1:])
        if not slips:
            raise NothingToDecide
        for about in slips:
            storage.streaks.note(
                new_event(counter, new_id(here.at), "choice", here, here.at, choice=choice, about=about)
            )
    say("Kept. You can change it again.")
