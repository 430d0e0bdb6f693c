"""`journal peers` and `journal peer`: who I share with, and how we know that it is them."""

from typing import TYPE_CHECKING

import click

from journal.cli.choosing import json_option
from journal.cli.given import Given
from journal.cli.output import clean_line, put, put_json, put_json_list, say
from journal.cli.tree import branch, command
from journal.cli.unlocking import opened

if TYPE_CHECKING:
    from journal.storage import Storage

PLACES = {
    "card": "peers:card",
    "add": "peers:add",
    "words": "peers:words",
    "mute": "peers:mute",
    "unmute": "peers:unmute",
    "note": "peers:note",
    "call": "peers:call",
    "remove": "peers:remove",
}

identity_option = click.option(
    "--identity",
    type=click.IntRange(1, 99),
    default=1,
    show_default=True,
    help="Which part of your life: 2 and up are keys of their own that nobody can link to the first.",
)


@command("peers")
@json_option
@click.pass_obj
def peers(given: Given, as_json: bool) -> None:
    """List who you share with, and whether your words were compared."""
    with opened(given) as storage:
        _put_peers(storage, as_json=as_json)


@branch("peer", PLACES)
@json_option
@click.pass_context
def peer(ctx: click.Context, as_json: bool) -> None:
    """Meet somebody: exchange cards, compare words, and decide what you see of them. Alone it lists your peers."""
    if ctx.invoked_subcommand is None:
        with opened(ctx.ensure_object(Given)) as storage:
            _put_peers(storage, as_json=as_json)


@command("card")
@click.option("--name", "pseudonym", metavar="PSEUDONYM", help="What others read; it need not be your name.")
@click.option("--qr", is_flag=True, help="Also as a QR code, for somebody beside you.")
@identity_option
@click.option("--json", "as_json", is_flag=True, help="Print the card, and until when it is good.")
@click.pass_obj
def card(given: Given, pseudonym: str | None, qr: bool, identity: int, as_json: bool) -> None:
    """Print a card: one line for one person, good for seven days. The first one makes your keys and needs a --name.

    Send it by any way. Whoever has it can seal pages for you; nobody can read anything with it.
    """
    from journal.dates import now_here
    from journal.sharing.cards import qr_rows
    from journal.sharing.meeting import make_card

    with opened(given) as storage:
        made = make_card(storage, now_here().at, pseudonym=pseudonym, number=identity)
    if as_json:
        put_json({"card": made.text, "name": made.pseudonym, "expires": made.expires.isoformat()})
    else:
        put(made.text)
    if qr and not as_json:
        for row in qr_rows(made.text):
            put(row)


@command("add")
@click.argument("card_text", metavar="CARD")
@click.option("--name", metavar="LOCAL", help="What you call them; else what their card says. They do not see it.")
@identity_option
@click.option("--json", "as_json", is_flag=True, help="Print who was added.")
@click.pass_obj
def add(given: Given, card_text: str, name: str | None, identity: int, as_json: bool) -> None:
    """Add somebody from their CARD. They need yours, too. Then compare your words: `journal peer words NAME`."""
    from journal.dates import now_here
    from journal.sharing.meeting import add_peer

    with opened(given) as storage:
        added = add_peer(storage, card_text, now_here().at, name=name, number=identity)
    called = clean_line(added.peer.name)
    if as_json:
        put_json({"name": added.peer.name, "id": added.peer.id, "new": added.new, "verified": added.peer.verified})
    elif added.new:
        say(f"{called} is among your peers. `journal peer words {called}` shows the words to compare.")
    else:
        say(f"{called} was among your peers already.")


@command("words")
@click.argument("name")
@click.option("--match", is_flag=True, help="They read you the same words: mark them verified.")
@click.option("--no-match", is_flag=True, help="They are not the same, or you are not sure: not verified.")
@json_option
@click.pass_context
def words(ctx: click.Context, name: str, match: bool, no_match: bool, as_json: bool) -> None:
    """Show two times six words. Read yours aloud, by telephone or face to face; they read you theirs.

    Words that are not the same mean that somebody is in between: share nothing then.
    """
    if match and no_match:
        raise click.UsageError("--match and --no-match exclude each other.", ctx)
    from journal.dates import now_here
    from journal.sharing.meeting import mark_verified, words_of

    with opened(ctx.ensure_object(Given)) as storage:
        found = storage.peers.named(name)
        both = words_of(storage, found)
        if match or no_match:
            found = mark_verified(storage, found, now_here().at, verified=match)
    if as_json:
        put_json({"mine": " ".join(both.mine), "theirs": " ".join(both.theirs), "verified": found.verified})
        return
    put(f"You read aloud:  {' '.join(both.mine)}")
    put(f"They read aloud: {' '.join(both.theirs)}")
    if match:
        say(f"{clean_line(found.name)} is marked as verified.")
    elif no_match:
        say(f"{clean_line(found.name)} is not verified. Share nothing until the words are the same.")
    elif not found.verified:
        say("When they are the same, `--match` marks them verified.")


@command("mute")
@click.argument("name")
@click.pass_obj
def mute(given: Given, name: str) -> None:
    """Show nothing of a peer in the feed. They never learn of it, and what comes is still taken in."""
    from journal.sharing.meeting import mute as keep

    with opened(given) as storage:
        found = keep(storage, storage.peers.named(name))
    say(f"{clean_line(found.name)} is muted. `journal peer unmute` shows them again.")


@command("unmute")
@click.argument("name")
@click.pass_obj
def unmute(given: Given, name: str) -> None:
    """Show a muted peer again."""
    from journal.sharing.meeting import mute as keep

    with opened(given) as storage:
        found = keep(storage, storage.peers.named(name), muted=False)
    say(f"{clean_line(found.name)} is shown again.")


@command("note")
@click.argument("name")
@click.argument("text", required=False)
@click.pass_obj
def note(given: Given, name: str, text: str | None) -> None:
    """Keep a note about a peer, for you alone; without a TEXT it shows the note. An empty one takes it away."""
    from journal.sharing.meeting import note_about

    with opened(given) as storage:
        found = storage.peers.named(name)
        if text is not None:
            note_about(storage, found, text)
    if text is None:
        from journal.cli.output import clean_text

        put(clean_text(found.note))
    else:
        say("Kept. It goes nowhere.")


@command("call")
@click.argument("name")
@click.argument("new_name", metavar="NEW")
@click.pass_obj
def call(given: Given, name: str, new_name: str) -> None:
    """Call a peer by another name. They do not see it."""
    from journal.sharing import meeting

    with opened(given) as storage:
        found = meeting.call(storage, storage.peers.named(name), new_name)
    say(f"You call them {clean_line(found.name)} now.")


@command("remove")
@click.argument("name")
@click.option("--say-goodbye", is_flag=True, help="Also make a page that tells them, for `journal hand-over`.")
@click.pass_obj
def remove(given: Given, name: str, say_goodbye: bool) -> None:
    """Share with a peer no more. Their pages are not shown and not taken in; they are not told.

    Adding their card again brings everything back.
    """
    from journal.dates import now_here
    from journal.sharing import meeting, post

    now = now_here().at
    with opened(given) as storage:
        found = storage.peers.named(name)
        page = post.say_goodbye(storage, found, now) if say_goodbye else None
        meeting.remove(storage, found, now)
    say(f"{clean_line(found.name)} is not among your peers any more, and was not told.")
    if page is not None:
        say(f"`journal hand-over {page.id[:12]} -o FILE` writes the page that tells them.")


def _put_peers(storage: "Storage", *, as_json: bool) -> None:
    from journal.cli.share_pages import peer_line
    from journal.sharing.meeting import person_of
    from journal.sharing.receiving import missing

    gaps = {one.peer.id: one.count for one in missing(storage)}
    found = storage.peers.all()
    if as_json:
        put_json_list("peers", (
            {
                "name": one.name,
                "verified": one.verified,
                "muted": one.muted,
                "pseudonym": one.pseudonym,
                "id": one.id,
                "added_at": one.added_at.isoformat(),
                "note": one.note,
                "recipient": person_of(one).recipient,
                "missing": gaps.get(one.id, 0),
                "refused": storage.peers.refusal(one.id),
                "left": one.left_at is not None,
            }
            for one in found
        ))  # fmt: skip
        return
    for one in found:
        put(peer_line(one, gaps.get(one.id, 0), storage.peers.refusal(one.id)))
    if not found:
        say("Nobody yet. `journal peer card --name PSEUDONYM` makes a card to give to somebody.")
