"""`journal feed` and `journal sent`: what came from peers and what went to them."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from journal.cli.choosing import DEFAULT_NUMBER, json_option
from journal.cli.given import Given
from journal.cli.output import put, put_json, put_json_list, say
from journal.cli.tree import command
from journal.cli.unlocking import opened
from journal.insights import FeedItem
from journal.wording import counted

if TYPE_CHECKING:
    from datetime import date, datetime

    from journal.storage import Storage

PAGE = 200


@command("feed")
@click.argument("item", required=False)
@click.option("-n", "--number", type=click.IntRange(min=0), metavar="N", help="How many at most; 0 means all.")
@click.option("--peer", metavar="NAME", help="Only what this peer shared, even when they are muted.")
@click.option("--mine", is_flag=True, help="Only what you shared.")
@click.option("--theme", metavar="WORD", help="Only with this theme.")
@click.option("--hide-theme", "hide", multiple=True, metavar="WORD", help="Without this theme from now on.")
@click.option("--show-theme", "unhide", multiple=True, metavar="WORD", help="With this theme again.")
@click.option(
    "--keep/--no-keep", default=None, help="Keep the ITEM, a strategy, among what may help you, or no longer."
)
@click.option("--kept", is_flag=True, help="Show the strategies you kept, and whose they are.")
@json_option
@click.pass_context
def feed(
    ctx: click.Context,
    item: str | None,
    number: int | None,
    peer: str | None,
    mine: bool,
    theme: str | None,
    hide: tuple[str, ...],
    unhide: tuple[str, ...],
    keep: bool | None,
    kept: bool,
    as_json: bool,
) -> None:
    """Show what peers shared with you, and what you share. What waits for a word comes first, oldest first.

    With an ITEM it shows that one whole, also where it is folded. Nobody learns what you have read.
    """
    if keep is not None and item is None:
        raise click.UsageError("--keep goes with the ITEM to keep.", ctx)
    if peer is not None and mine:
        raise click.UsageError("--peer and --mine exclude each other.", ctx)
    from journal.dates import now_here
    from journal.sharing.receiving import missing

    now = now_here().at
    with opened(ctx.ensure_object(Given)) as storage:
        if item is not None:
            _put_one(storage, item, keep=keep, as_json=as_json)
            return
        if kept:
            _put_kept(storage, as_json=as_json)
            return
        _choose_themes(storage, hide, unhide)
        storage.insights.settle(now.date())
        who = storage.peers.named(peer).id if peer is not None else None
        filters = {"peer": who, "mine": mine, "theme": theme}
        if as_json:
            from journal.cli.share_pages import item_object, outgoing_object

            put_json_list(
                "items",
                map(item_object, islice(_items(storage, now.date(), filters), number or None)),
                waiting_to_leave=[outgoing_object(one, now) for one in storage.insights.outgoing()],
                missing=[{"peer": one.peer.name, "pages": one.count} for one in missing(storage)],
            )
            return
        _put_page(storage, now, filters, DEFAULT_NUMBER if number is None else number)
        from journal.cli.share_pages import waiting_line

        for one in storage.insights.outgoing():
            say(waiting_line(one, now))
        for gap in missing(storage):
            from journal.cli.output import clean_line

            say(f"{counted(gap.count, 'page')} from {clean_line(gap.peer.name)} not here: on the way, or withheld.")


@command("sent")
@click.option("-n", "--number", type=click.IntRange(min=0), metavar="N", help="How many at most; 0 means all.")
@json_option
@click.pass_obj
def sent(given: Given, number: int | None, as_json: bool) -> None:
    """Show what left this journal, newest first: what, to whom, when, how many bytes. No words of it are kept here."""
    from journal.cli.share_pages import log_line, log_object

    with opened(given) as storage:
        lines = storage.insights.log(limit=-1 if number == 0 or (as_json and number is None) else number or 50)
    if as_json:
        put_json_list("sent", map(log_object, lines))
        return
    for line in lines:
        put(log_line(line))
    if not lines:
        say("Nothing has left this journal.")


def _items(storage: "Storage", today: "date", filters: dict[str, Any]) -> Iterator[FeedItem]:
    """Yield the feed, a page of it in memory at a time."""
    after, hidden = None, storage.preferences.sharing().themes_hidden
    while True:
        page = storage.insights.page(today, after=after, limit=PAGE, hidden_themes=hidden, **filters)
        yield from page.items
        if page.after is None:
            return
        after = page.after


def _put_page(storage: "Storage", now: "datetime", filters: dict[str, Any], number: int) -> None:
    from journal.cli.share_pages import feed_end, feed_heading, item_lines

    before: FeedItem | None = None
    shown = list[str]()
    found = _items(storage, now.date(), filters)
    for item in islice(found, number or None):
        if heading := feed_heading(item, before):
            put(heading)
        for line in item_lines(item, now):
            put(line)
        put()
        before = item
        shown += [item.id] if item.unread else []
    if shown and storage.writable:
        storage.insights.seen(shown)
    if before is None:
        say("Nobody has shared anything here. It can stay that way.")
    elif next(found, None) is None:
        put(feed_end())
    else:
        say("There is more: `-n 0` shows all.")


def _put_one(storage: "Storage", prefix: str, *, keep: bool | None, as_json: bool) -> None:
    from journal.cli.share_pages import item_lines, item_object
    from journal.dates import now_here

    item, now = storage.insights.get(storage.insights.top_of(storage.insights.find_id(prefix))), now_here().at
    if keep:
        from journal.sharing.post import keep_strategy

        keep_strategy(storage, item, now)
    elif keep is False:
        storage.insights.let_go(item.id)
    if as_json:
        put_json(item_object(item))
    else:
        for line in item_lines(item, now, whole=True):
            put(line)
        if storage.writable and (item.folded or item.unread):
            storage.insights.unfold(item.id)
    if keep:
        say("Kept. It is offered among the things to do in a check-in.")


def _put_kept(storage: "Storage", *, as_json: bool) -> None:
    from journal.cli.output import clean_line, clean_text

    found = storage.insights.kept()
    if as_json:
        put_json_list("kept", (
            {
                "id": one.item, "name": one.name, "body": one.body, "author": one.author,
                "kept_at": one.kept_at.isoformat(),
            }
            for one in found
        ))  # fmt: skip
        return
    for one in found:
        put(f"{clean_line(one.name)} (from {clean_line(one.author)})")
        for row in clean_text(one.body).splitlines():
            put(f"  {row}".rstrip())
    if not found:
        say("Nothing is kept. `journal feed ITEM --keep` keeps a strategy whose author allows it.")


def _choose_themes(storage: "Storage", hide: tuple[str, ...], show: tuple[str, ...]) -> None:
    if not (hide or show):
        return
    from dataclasses import replace

    from journal.entries import normal_tags

    choices = storage.preferences.sharing()
    hidden = (set(choices.themes_hidden) | set(normal_tags(hide))) - set(normal_tags(show))
    storage.preferences.choose_sharing(replace(choices, themes_hidden=tuple(sorted(hidden))))
    say(f"Hidden: {', '.join(f'#{theme}' for theme in sorted(hidden))}." if hidden else "No theme is hidden.")
