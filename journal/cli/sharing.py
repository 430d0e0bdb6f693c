"""`journal share`, `reply`, `encourage`, `unshare` and `hand-over`: what goes to peers, shown before it leaves."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from journal.cli.choosing import full_ids
from journal.cli.given import Given
from journal.cli.output import STANDARD_STREAM, clean_line, put, put_json, say
from journal.cli.tree import command
from journal.cli.unlocking import opened
from journal.errors import JournalError
from journal.insights import BANDS, COMMITMENT_STATES, SHAPES, WISHES
from journal.wording import counted

if TYPE_CHECKING:
    from journal.peers import Outgoing, OwnPage, Peer, Remembered
    from journal.sharing.drafting import Reviewed
    from journal.sharing.post import Prepared
    from journal.storage import Storage

_LEFT_OUT = "Left out by itself: mood, numbers, tags, places, days. Of the date it names the month."

output_option = click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write the file for the peer at once."
)
force_option = click.option("--force", is_flag=True, help="Replace the file if there is one.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print the new page's id, and whether it has left.")


class NothingReady(JournalError):
    """There is nothing that may leave now."""

    def __init__(self, held: int) -> None:
        waits = f" {counted(held, 'page')} can still be brought back; --now does not wait." if held else ""
        super().__init__(f"Nothing is ready to be handed over.{waits}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What `journal share` was given, beside the entries."""

    to: tuple[str, ...] = field(repr=False)
    shape: str
    title: str | None = field(repr=False)
    body: str | None = field(repr=False)
    themes: tuple[str, ...] = field(repr=False)
    topics: tuple[str, ...] = field(repr=False)
    wish: str
    band: str | None
    by: str = field(repr=False)
    may_keep: bool
    until: str | None
    replacements: tuple[str, ...] = field(repr=False)
    remember: bool
    support: bool
    preview: bool
    now: bool
    hold: int | None
    output: Path | None
    force: bool
    as_json: bool


@command("share")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--to", multiple=True, required=True, metavar="PEER", help="Who it is for; again for another.")
@click.option("--shape", type=click.Choice(SHAPES), default="story", show_default=True, help="What it is.")
@click.option("--title", metavar="TEXT", help="A title in place of the entry's.")
@click.option("--body", metavar="TEXT", help="A text in place of the entry's; `-` reads it from standard input.")
@click.option("--theme", "themes", multiple=True, metavar="WORD", help="A theme; again for another.")
@click.option(
    "--note", "topics", multiple=True, metavar="TOPIC", help="A neutral topic by which readers may fold it: a death."
)
@click.option("--wish", type=click.Choice(WISHES), default="just-sharing", show_default=True, help="What you hope for.")
@click.option("--band", type=click.Choice(BANDS), help="Roughly how far along you are, if you want to say it.")
@click.option("--by", default="", metavar="WHEN", help="For a commitment: by when, in your words.")
@click.option("--may-keep", is_flag=True, help="Readers may keep it among what helps them.")
@click.option("--until", metavar="DAY", help="The last day it is shown; else 90 days from now.")
@click.option("--replace", "replacements", multiple=True, metavar="OLD=NEW", help="Replace a word; again for another.")
@click.option("--remember", is_flag=True, help="Replace these words from now on, in everything you share.")
@click.option("--support", is_flag=True, help='"I need support now": it is not held back, and needs no text.')
@click.option("--preview", is_flag=True, help="Print the exact bytes that would leave, and do nothing else.")
@click.option("--now", is_flag=True, help="Do not hold it back: it may be handed over at once.")
@click.option("--hold", type=click.IntRange(0, 24 * 60), metavar="MINUTES", help="How long it can be brought back.")
@output_option
@force_option
@json_option
@click.pass_context
def share(ctx: click.Context, /, ids: tuple[str, ...], **wanted: Any) -> None:
    """Share an insight from entries, or written anew, with peers. --preview shows what would leave, byte for byte.

    It waits for 20 minutes, in which `journal unshare` brings it back; then `journal hand-over` writes a file for each
    peer, for you to give to them. With -o the files are written at once. Nothing leaves by itself.
    """
    asked = Wanted(**wanted)
    if asked.support and (ids or asked.title):
        raise click.UsageError("a call for support has a text and nothing else.", ctx)
    if not asked.support and not ids and asked.title is None and asked.body is None:
        raise click.UsageError("give the ID of an entry, or a --title or --body to write anew.", ctx)
    pairs = _pairs(ctx, asked.replacements)
    if asked.remember and not pairs:
        raise click.UsageError("--remember goes with --replace.", ctx)
    from journal.cli.share_files import hand_over_to
    from journal.cli.share_told import tell_once
    from journal.dates import now_here
    from journal.sharing.post import prepare
    from journal.sharing.post import share as keep

    now = now_here().at
    with opened(ctx.ensure_object(Given)) as storage:
        peers = [storage.peers.named(name) for name in asked.to]
        words = (*storage.replacements.all(), *pairs)
        content, reviewed = _content(storage, asked, ids, words, now)
        prepared = prepare(storage, content, peers, now)
        if asked.preview:
            _put_preview(prepared, peers, reviewed)
            return
        tell_once(storage)
        if asked.remember:
            storage.replacements.remember(pairs)
        _say_replaced(reviewed)
        page = keep(storage, prepared, now, hold=_hold(asked))
        if asked.output is not None:
            hand_over_to(storage, storage.insights.outgoing(item=page.id), asked.output, now, force=asked.force)
    _told(page, now, peers, handed=asked.output is not None, as_json=asked.as_json)


@command("reply")
@click.argument("item")
@click.argument("text")
@click.option("--state", type=click.Choice(COMMITMENT_STATES), help="How a commitment of your own went.")
@output_option
@force_option
@json_option
@click.pass_obj
def reply(
    given: Given, item: str, text: str, state: str | None, output: Path | None, force: bool, as_json: bool
) -> None:
    """Answer something in the feed: it goes to its author, or, for a page of your own, to all who have it."""
    from journal.dates import now_here
    from journal.sharing.post import prepare_reply

    text, now = _text(text), now_here().at
    with opened(given) as storage:
        text = _replaced(storage, text)
        prepared = prepare_reply(storage, storage.insights.find_id(item), text, now, state=state)
        _answer(storage, prepared, now, output, force=force, as_json=as_json)


@command("encourage")
@click.argument("item")
@click.argument("word")
@output_option
@force_option
@json_option
@click.pass_obj
def encourage(given: Given, item: str, word: str, output: Path | None, force: bool, as_json: bool) -> None:
    """Send a few warm words for something in the feed. Its author alone sees them; nobody counts them.

    Any words, or some of these: with you, thank you for saying this, this helped me, glad you are here.
    """
    from journal.dates import now_here
    from journal.sharing.post import prepare_words

    word, now = _text(word), now_here().at
    with opened(given) as storage:
        word = _replaced(storage, word)
        prepared = prepare_words(storage, storage.insights.find_id(item), word, now)
        _answer(storage, prepared, now, output, force=force, as_json=as_json)


@command("unshare")
@click.argument("item")
@output_option
@force_option
@click.option("--json", "as_json", is_flag=True, help="Print what became of it.")
@click.pass_obj
def unshare(given: Given, item: str, output: Path | None, force: bool, as_json: bool) -> None:
    """Take back something you shared. What is still held goes to nobody; those who have it get a page that removes it.

    Whoever already read it may have kept it. Your own words stay in your journal.
    """
    from journal.cli.share_files import hand_over_to
    from journal.dates import now_here
    from journal.sharing import post

    now = now_here().at
    with opened(given) as storage:
        item_id = storage.insights.find_id(item)
        retract = post.unshare(storage, item_id, now)
        if retract is not None and output is not None:
            hand_over_to(storage, storage.insights.outgoing(item=retract.id), output, now, force=force)
    if as_json:
        put_json({"id": item_id, "retract": retract.id if retract else None, "filed": retract is None or bool(output)})
    elif retract is None:
        say("Brought back. Nobody has it, and it goes to nobody. Your words are still here.")
    else:
        if output is None:
            say(f"Taken back here. `journal hand-over {retract.id[:12]} -o FILE` writes what removes it for others.")
        say("It goes from their feed once they take that in. Whoever already read it may have kept it.")


@command("hand-over")
@click.argument("item", required=False)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    required=True,
    help="The file; a folder, for several; `-` prints it in letters.",
)
@click.option("--to", metavar="PEER", help="Only for this peer.")
@click.option("--now", "at_once", is_flag=True, help="Also what could still be brought back.")
@click.option("--again", is_flag=True, help="Write a page once more that was handed over before: the file was lost.")
@force_option
@click.option("--json", "as_json", is_flag=True, help="Print which file is for whom.")
@click.pass_context
def hand_over(
    ctx: click.Context,
    item: str | None,
    output: Path,
    to: str | None,
    at_once: bool,
    again: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Write files for peers: everything that is ready, or one ITEM. How they reach the peer is up to you.

    The id of a reply, of warm words, or of what takes a page back works as well. From here on it cannot be called back.
    """
    if again and item is None:
        raise click.UsageError("--again goes with the ITEM that was handed over before.", ctx)
    if as_json and output == Path(STANDARD_STREAM):
        raise click.UsageError("--json goes with a file.", ctx)
    from journal.cli.share_files import hand_over_to
    from journal.cli.share_told import tell_once
    from journal.dates import now_here

    now = now_here().at
    with opened(ctx.ensure_object(Given)) as storage:
        peer = storage.peers.named(to).id if to is not None else None
        item_id = storage.insights.find_id(item, going_out=True) if item is not None else None
        found = _ready(storage, item_id, now, peer, at_once=at_once, again=again)
        tell_once(storage)
        written = hand_over_to(storage, found, output, now, force=force)
    if as_json:
        put_json({"files": [
            {"id": parcel.item, "kind": parcel.kind, "to": parcel.peer.name, "file": str(path), "sha256": parcel.digest}
            for parcel, path in written
        ]})  # fmt: skip


def _ready(
    storage: "Storage", item: str | None, now: datetime, peer: str | None, *, at_once: bool, again: bool
) -> list["Outgoing"]:
    """Return what may leave now.

    Raises:
        NothingReady: nothing may.
    """
    waiting = storage.insights.outgoing(item=item)
    if again and item is not None:
        waiting = (*storage.insights.handed(item), *waiting)
    waiting = tuple(one for one in waiting if peer in (None, one.peer.id))
    found = [one for one in waiting if at_once or one.leaves_at <= now]
    if not found:
        raise NothingReady(len(waiting))
    return found


def _hold(asked: Wanted) -> timedelta | None:
    if asked.now or asked.output is not None:
        return timedelta()
    return None if asked.hold is None else timedelta(minutes=asked.hold)


def _pairs(ctx: click.Context, replacements: tuple[str, ...]) -> tuple["Remembered", ...]:
    from journal.peers import Remembered

    found = []
    for one in replacements:
        old, equals, new = one.partition("=")
        if not equals or not old.strip():
            raise click.UsageError("--replace takes a word and what stands in its place: OLD=NEW.", ctx)
        found.append(Remembered(old.strip(), new.strip()))
    return tuple(found)


def _content(
    storage: "Storage", asked: Wanted, ids: tuple[str, ...], words: tuple["Remembered", ...], now: datetime
) -> tuple[Any, "Reviewed | None"]:
    """Return what is shared, with its words replaced."""
    from journal.dates import now_here, parse_day
    from journal.insights import Support
    from journal.sharing.drafting import draft_of, passage_of, review

    body = None if asked.body is None else _text(asked.body)
    entries = [storage.entries.get(entry_id) for entry_id in full_ids(storage, ids, trashed=False)]
    last: date | None = parse_day(asked.until, now_here()) if asked.until else None
    draft = draft_of(
        [passage_of(entry) for entry in entries],
        now.date(),
        shape=asked.shape,
        title=asked.title,
        body=body,
        themes=asked.themes,
        topics=asked.topics,
        wish=asked.wish,
        band=asked.band,
        by=asked.by,
        may_keep=asked.may_keep,
        expires=last,
    )
    reviewed = review(draft, words)
    return (Support(reviewed.insight.body) if asked.support else reviewed.insight), reviewed


def _put_preview(prepared: "Prepared", peers: list["Peer"], reviewed: "Reviewed | None") -> None:
    for copy in prepared.copies:
        put(copy.payload.decode("utf-8"))
    sizes = {len(copy.payload) for copy in prepared.copies}
    say(f"These {' or '.join(f'{size:,}' for size in sorted(sizes))} bytes would leave, signed by you, sealed for:")
    for peer in peers:
        say(f"  {clean_line(peer.name)}{'' if peer.verified else '  (words not compared yet)'}")
    _say_replaced(reviewed)
    if reviewed is not None and reviewed.suggestions:
        say("Look at these once more, if you like:")
        for text, why in reviewed.suggestions:
            say(f"  {clean_line(text)}  ({why})")
    say(_LEFT_OUT)
    say("Nothing has left.")


def _replaced(storage: "Storage", text: str) -> str:
    """Return an answer with the remembered words replaced, and say which were."""
    from journal.cleaning import clean_text
    from journal.redaction import Replacement, reviewed

    done = reviewed(clean_text(text), [Replacement(one.old, one.new) for one in storage.replacements.all()])
    pairs = dict.fromkeys((piece.was, piece.text) for piece in done.pieces if piece.was is not None)
    if pairs:
        say("Replaced: " + ", ".join(f"{clean_line(old or '')} → {clean_line(new)}" for old, new in pairs))
    return done.text


def _say_replaced(reviewed: "Reviewed | None") -> None:
    if reviewed is not None and reviewed.replaced:
        say("Replaced: " + ", ".join(f"{clean_line(old)} → {clean_line(new)}" for old, new in reviewed.replaced))


def _answer(
    storage: "Storage", prepared: "Prepared", now: datetime, output: Path | None, *, force: bool, as_json: bool
) -> None:
    from journal.cli.share_files import hand_over_to
    from journal.cli.share_told import tell_once
    from journal.sharing.post import share as keep

    tell_once(storage)
    page = keep(storage, prepared, now)
    if output is not None:
        hand_over_to(storage, storage.insights.outgoing(item=page.id), output, now, force=force)
    _told(page, now, [copy.peer for copy in prepared.copies], handed=output is not None, as_json=as_json)


def _told(page: "OwnPage", now: datetime, peers: list["Peer"], *, handed: bool, as_json: bool) -> None:
    if as_json:
        put_json({
            "id": page.id, "filed": True, "sending": "sent" if handed else "waiting",
            "leaves_at": page.leaves_at.isoformat(),
        })  # fmt: skip
        return
    names = ", ".join(clean_line(peer.name) for peer in peers)
    if handed:
        return
    if page.leaves_at - now > timedelta():
        minutes = counted(round((page.leaves_at - now).total_seconds() / 60), "minute")
        say(f"For {names}: held for {minutes}. `journal unshare {page.id[:12]}` brings it back until then.")
        say("After that, `journal hand-over -o FILE` writes the file to give to them.")
    else:
        say(f"For {names}: `journal hand-over {page.id[:12]} -o FILE` writes the file to give to them.")


def _text(text: str) -> str:
    if text != STANDARD_STREAM:
        return text
    import sys

    from journal.cli.write import text_of

    return text_of(sys.stdin.buffer.read())
