"""`journal streak`: counters, none of them a judge. What is shown, and how one begins."""

from typing import Any

import click

from journal.cli.choosing import json_option
from journal.cli.given import Given
from journal.cli.output import put, put_json, put_json_list, say
from journal.cli.streak_options import Fields, counter_options
from journal.cli.tree import branch, command
from journal.cli.unlocking import opened

PLACES = {
    "start": "streaks:start",
    "slip": "streak_slip:slip",
    "decide": "streak_slip:decide",
    "history": "streaks:history",
    "done": "streak_events:done",
    "pause": "streak_events:pause",
    "resume": "streak_events:resume",
    "restart": "streak_events:restart",
    "note": "streak_events:note",
    "edit": "streak_change:edit",
    "put-away": "streak_change:put_away",
    "erase": "streak_change:erase",
}


@branch("streak", PLACES)
@click.option("--all", "everything", is_flag=True, help="Also those that were put away.")
@json_option
@click.pass_context
def streak(ctx: click.Context, everything: bool, as_json: bool) -> None:
    """Show what you count: this run, the longest one, all days on goal, and the milestone that comes next.

    A slip takes no day away. Every number follows from the start and from what happened along the way.
    """
    if ctx.invoked_subcommand is not None:
        return
    from journal.cli.streak_pages import counter_lines
    from journal.counter_json import standing_object
    from journal.counting import standing
    from journal.dates import now_here
    from journal.streak_words import NO_COUNTER

    now = now_here().at
    with opened(ctx.ensure_object(Given)) as storage:
        found = storage.streaks.histories(put_away=everything)
    stands = [(one.counter, standing(one.counter, one.events, now)) for one in found]
    if as_json:
        put_json_list("counters", (standing_object(counter, stand) for counter, stand in stands))
        return
    for number, (counter, stand) in enumerate(stands):
        if number:
            put()
        for line in counter_lines(counter, stand):
            put(line)
    if not stands:
        say(f"{NO_COUNTER} `journal streak start NAME` makes one.")


@command("start")
@click.argument("name")
@counter_options
@click.option("--json", "as_json", is_flag=True, help="Print the new counter.")
@click.pass_obj
def start(given: Given, /, name: str, as_json: bool, **said: Any) -> None:
    """Start a counter, from today on if you do not say from when.

    Days follow the clocks at home (`--zone`), wherever you travel. Nobody is told of anything.
    """
    from journal.counter_form import start_from
    from journal.counter_json import standing_object
    from journal.counting import standing
    from journal.dates import now_here
    from journal.ids import new_id
    from journal.streak_words import stopping_line
    from journal.streaks import checked_counter, new_counter

    here, fields = now_here(), Fields(**said)
    made = new_counter(
        new_id(here.at),
        name,
        start_from(fields.start or "", here),
        fields.zone or here.zone,
        here.at,
        fields.goal or "abstain",
    )
    counter = checked_counter(fields.put(made, here, new=True))
    with opened(given) as storage:
        storage.streaks.add(counter)
    if as_json:
        put_json(standing_object(counter, standing(counter, (), here.at)))
    say("It is counted from now on. `journal streak` shows it.")
    if line := stopping_line(counter):
        say(f"{line} `journal help-now` has numbers, day and night.")


@command("history")
@click.argument("name", required=False)
@json_option
@click.pass_obj
def history(given: Given, name: str | None, as_json: bool) -> None:
    """Show all that happened along a counter's way, newest first. NAME may be left out where there is one counter."""
    from journal.cli.streak_pages import chosen, event_lines
    from journal.counter_json import counter_object, event_object
    from journal.dates import now_here

    with opened(given) as storage:
        counter = chosen(storage, name)
        events = storage.streaks.events(counter.id)
    if as_json:
        put_json({"counter": counter_object(counter), "events": [event_object(event) for event in events]})
        return
    for line in event_lines(counter, events, now_here().at):
        put(line)
