"""Makes the test vectors: `python -m tests.sharing.make_vectors`. The same bytes every time."""

import base64
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from journal.insights import Bye, Encouragement, Reply, Retract, Shared, Support
from journal.sharing.armour import armoured
from journal.sharing.circles import Circle, Pair
from journal.sharing.envelope import SHARE_TYPE, pre_authentication_encoding, sign
from journal.sharing.identity import Identity
from journal.sharing.padding import padded
from journal.sharing.payload import NO_HASH
from tests.sharing.age_by_hand import Chance, seal
from tests.sharing.people import KESTREL, MOSS, MOSS_ASIDE, NETTLE, NOW, WREN, Sender, insight
from tests.sharing.vectors import FOLDER, Vector, written

Fields = dict[str, Any]

HOSTILE = "a\x1b[31mred\x1b]52;c;aGFjaw==\x07 \u202egnp.exe\u202c e" + "\u0301" * 50 + "\tend\r\nnext"
FIRST, SECOND, THIRD = (f"{number:032x}" for number in (1, 2, 3))


class Page:
    """A payload as an object that may be changed before it is signed and sealed."""

    def __init__(self, name: str, payload: bytes) -> None:
        self.name, self.payload = name, payload

    def changed(self, change: Callable[[Fields], object]) -> "Page":
        fields = json.loads(self.payload)
        change(fields)
        return Page(self.name, json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode())

    def sealed(self, by: Identity = WREN, to: Identity = MOSS) -> bytes:
        return self.sealed_as(sign(self.payload, by), to)

    def sealed_as(self, envelope: bytes, to: Identity = MOSS) -> bytes:
        return self.holding(padded(envelope), to)

    def holding(self, inside: bytes, to: Identity = MOSS, more_stanzas: bytes = b"") -> bytes:
        chance = Chance(self.name)
        return seal(inside, [to.person.receiving_key, *(chance.bytes(32) for _ in range(7))], chance, more_stanzas)


def page(name: str, number: int = 1) -> Page:
    """Wren's page with this number to Moss: an insight, a reply and support are the first three."""
    sender = Sender(WREN, MOSS)
    content = (insight(), Reply(FIRST, "Thank you."), Support("A hard evening."), insight(title="The fourth"))
    for earlier in content[: number - 1]:
        sender.payload(earlier)
    return Page(name, sender.payload(content[number - 1]))


def vectors() -> Iterator[Vector]:
    yield from accepted()
    yield from wrong_outside()
    yield from wrong_inside()
    yield from wrong_sender()
    yield from wrong_place()
    yield from wrong_content()


def accepted() -> Iterator[Vector]:
    def one(name: str, about: str, data: bytes, *after: str, **says: str) -> Vector:
        return Vector(name, "accepted", about, data, after, {key.replace("_", "-"): text for key, text in says.items()})

    yield one("insight", "An insight, the first page of a feed.", page("insight").sealed(), kind="insight")
    yield one("reply", "A reply, the second page.", page("reply", 2).sealed(), "insight", kind="reply")
    yield one(
        "support", "A call for support, the third.", page("support", 3).sealed(), "insight", "reply", kind="support"
    )
    yield one("armoured", "The same in armour.", armoured(page("armoured").sealed()), kind="insight")
    others: dict[str, Shared] = {
        "encourage": Encouragement(FIRST, "with you"),
        "bye": Bye(),
        "retract": Retract(FIRST),
    }
    for name, content in others.items():
        yield one(
            name, f"A page of the kind {name}.", Page(name, Sender(WREN, MOSS).payload(content)).sealed(), kind=name
        )
    first = Sender(WREN, MOSS)
    digest = first.digest_of_next(insight())
    first.feed = first.feed.taking_back(1, digest)
    taking_back = Page("taken-back", first.payload(Retract(FIRST)))
    yield one(
        "taking-back",
        "A page that declares the first one gone.",
        taking_back.sealed(),
        "insight",
        kind="retract",
        taken_back="1",
    )
    yield one(
        "gap",
        "The third page, while the second is still on its way.",
        page("gap", 3).sealed(),
        "insight",
        kind="support",
        gaps="2-2",
    )
    yield one(
        "gap-closed",
        "The second page, after the third.",
        page("gap-closed", 2).sealed(),
        "insight",
        "gap",
        kind="reply",
        gaps="",
    )
    yield one(
        "late-first", "The fourth page, before all others.", page("late-first", 4).sealed(), kind="insight", gaps="1-3"
    )
    ahead = Page("from-the-future", Sender(WREN, MOSS).payload(insight(), NOW + timedelta(days=2)))
    yield one("from-the-future", "Its clock is two days ahead.", ahead.sealed(), kind="insight", clock_ahead="yes")
    hostile = page("hostile-text").changed(lambda it: it["body"].update(title=HOSTILE, body=HOSTILE, themes=[HOSTILE]))
    yield one(
        "hostile-text",
        "Escape sequences, controls and towers of marks in every text.",
        hostile.sealed(),
        kind="insight",
    )
    more = page("more-fields").changed(lambda it: (it.update(later={"x": []}), it["body"].update(colour="blue")))
    yield one("more-fields", "Fields that a later version may add are left alone.", more.sealed(), kind="insight")
    aside = Page("second-identity", Sender(KESTREL, MOSS_ASIDE).payload(insight()))
    yield one("second-identity", "A page for the second identity.", aside.sealed(KESTREL, MOSS_ASIDE), kind="insight")
    new_feed = Page("new-feed", Sender(WREN, MOSS, feed="e" * 32).payload(insight()))
    yield one(
        "new-feed",
        "A second feed of the same person, as after a restored backup.",
        new_feed.sealed(),
        "insight",
        kind="insight",
    )


def wrong_outside() -> Iterator[Vector]:
    good = page("outside").sealed()
    header_end = good.index(b"\n---")

    def flipped(at: int) -> bytes:
        return good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :]

    def many(count: int) -> bytes:
        chance = Chance(f"{count} recipients")
        keys = [*(chance.bytes(32) for _ in range(count - 1)), MOSS.person.receiving_key]
        return seal(padded(sign(page("many").payload, WREN)), keys, chance)

    scrypt = b"-> scrypt Py55xMOgCuuTvLwWRV2Pjg 22\n" + b"x" * 43 + b"\n"
    empty = b""
    yield Vector("empty", "NotShared", "No bytes at all.", empty)
    yield Vector("not-age", "NotShared", "A text.", b"Dear Moss,\n\nhow are you?\n")
    yield Vector(
        "other-age-version",
        "NotShared",
        "The age format in a version that does not exist.",
        good.replace(b"v1", b"v9", 1),
    )
    yield Vector("too-large", "TooLarge", "One byte more than 256 KiB.", good.ljust(256 * 1024 + 1, b"\0"))
    yield Vector("too-large-in-armour", "TooLarge", "The same in armour.", armoured(good.ljust(256 * 1024 + 1, b"\0")))
    yield Vector(
        "far-too-large-in-armour", "TooLarge", "Armour without an end.", armoured(good.ljust(400 * 1024, b"\0"))[:-40]
    )
    yield Vector("recipients-300", "HeaderTooLong", "300 recipients, the reader the last of them.", many(300))
    yield Vector("recipients-49", "HeaderTooLong", "49 recipients in a header of less than 8 KiB.", many(49))
    long_stanza = b"-> padding\n" + (b"A" * 64 + b"\n") * 130 + b"AA\n"
    yield Vector(
        "long-header", "HeaderTooLong", "One stanza of more than 8 KiB.", page("long").holding(b"", MOSS, long_stanza)
    )
    only_scrypt = b"age-encryption.org/v1\n" + scrypt + b"--- " + b"x" * 43 + b"\n" + bytes(32)
    yield Vector("scrypt", "NeedsPassphrase", "A passphrase with a work factor of 2^22.", only_scrypt)
    yield Vector(
        "scrypt-beside",
        "NeedsPassphrase",
        "A passphrase beside the reader's key.",
        page("beside").holding(padded(b"{}"), MOSS, scrypt),
    )
    yield Vector("not-for-me", "NotForMe", "Sealed to somebody else.", page("not-for-me").sealed(to=KESTREL))
    yield Vector(
        "damaged-stanza",
        "NotForMe",
        "The reader's stanza was changed, and opens no more.",
        flipped(good.index(b"\n", 30) + 5),
    )
    yield Vector("damaged-header", "ShareDamaged", "The MAC of the header was changed.", flipped(header_end + 10))
    yield Vector("damaged", "ShareDamaged", "One bit of the content was changed.", flipped(len(good) - 40))
    yield Vector("cut", "ShareDamaged", "The last bytes are missing.", good[:-20])
    yield Vector("cut-in-header", "ShareDamaged", "It ends inside the header.", good[:100])
    yield Vector("cut-after-header", "ShareDamaged", "It ends right after the header.", good[: header_end + 49])
    yield Vector("longer", "ShareDamaged", "Bytes were added at its end.", good + bytes(20))
    in_armour = armoured(good)
    yield Vector("armour-cut", "ShareDamaged", "The end of the armour is missing.", in_armour[:-40])
    yield Vector(
        "armour-short-line",
        "ShareDamaged",
        "A line inside the armour is shorter than it was.",
        in_armour[:100] + in_armour[101:],
    )
    yield Vector(
        "armour-not-base64",
        "ShareDamaged",
        "A letter of the armour is none of base64.",
        in_armour.replace(b"\nY", b"\n!", 1),
    )


def wrong_inside() -> Iterator[Vector]:
    good = page("inside")
    envelope = sign(good.payload, WREN)
    whole = padded(envelope)
    fields = json.loads(envelope)

    def holding(name: str, inside: bytes) -> bytes:
        return Page(name, b"").holding(inside)

    def enveloped(name: str, changed: Fields) -> bytes:
        return holding(name, padded(json.dumps({**fields, **changed}).encode()))

    def signed(name: str, payload: bytes) -> bytes:
        return Page(name, payload).sealed()

    too_long = (len(whole)).to_bytes(4, "big")
    yield Vector(
        "padding-length",
        "BadPadding",
        "The length is larger than what follows.",
        holding("length", too_long + whole[4:]),
    )
    yield Vector(
        "padding-not-zeros",
        "BadPadding",
        "Something is written where zeros belong.",
        holding("zeros", whole[:-1] + b"x"),
    )
    yield Vector("padding-more", "BadPadding", "More zeros than Padmé has.", holding("more", whole + bytes(1024)))
    yield Vector("padding-none", "BadPadding", "No padding.", holding("none", whole[: 4 + len(envelope)]))
    yield Vector("padding-nothing", "BadPadding", "Not even a length.", holding("nothing", b"\0\0"))
    yield Vector("not-json", "BadForm", "Plain text instead of an envelope.", holding("not json", padded(b"Hello")))
    yield Vector("not-an-object", "BadForm", "A list instead of an envelope.", holding("a list", padded(b"[1]")))
    yield Vector(
        "not-utf-8", "BadForm", "Bytes that are no UTF-8.", holding("latin", padded(b'{"payloadType":"\xff"}'))
    )
    yield Vector(
        "deep-envelope", "BadForm", "20,000 brackets instead of an envelope.", holding("deep", padded(b"[" * 20_000))
    )
    yield Vector(
        "deep-payload", "BadForm", "20,000 brackets, signed by a peer.", signed("deep", b'{"v":' + b"[" * 20_000)
    )
    deep = good.payload.replace(b'"seen":{}', b'"seen":' + b'{"a":' * 8 + b"1" + b"}" * 8)
    yield Vector("nine-deep-payload", "BadForm", "Nine levels of brackets, where eight are read.", signed("nine", deep))
    yield Vector(
        "name-twice",
        "BadForm",
        "A name stands twice in an object.",
        signed("twice", good.payload.replace(b'"v":1,', b'"v":1,"v":1,')),
    )
    yield Vector(
        "not-a-number",
        "BadForm",
        "NaN, which JSON does not have.",
        signed("nan", good.payload.replace(b'"v":1,', b'"v":NaN,')),
    )
    yield Vector(
        "endless-number",
        "BadForm",
        "A number of 5,000 digits.",
        signed("digits", good.payload.replace(b'"seq":1,', b'"seq":' + b"9" * 5000 + b",")),
    )
    yield Vector(
        "two-signatures", "BadForm", "Two signatures.", enveloped("two", {"signatures": fields["signatures"] * 2})
    )
    yield Vector("no-signature", "BadForm", "No signature.", enveloped("no", {"signatures": []}))
    yield Vector(
        "short-signature",
        "BadForm",
        "A signature of 63 bytes.",
        enveloped("short", {"signatures": [{"keyid": WREN.person.id, "sig": base64.b64encode(bytes(63)).decode()}]}),
    )
    yield Vector(
        "strange-key-id",
        "BadForm",
        "A key id that is a path.",
        enveloped("path", {"signatures": [{**fields["signatures"][0], "keyid": "../../vault.json"}]}),
    )
    yield Vector(
        "payload-not-base64",
        "BadForm",
        "The payload is not base64.",
        enveloped("base64", {"payload": fields["payload"] + "*"}),
    )
    yield Vector("no-type", "BadForm", "No type.", enveloped("no type", {"payloadType": None}))
    yield Vector(
        "wrong-type",
        "WrongType",
        "An envelope of another kind.",
        enveloped("type", {"payloadType": "application/vnd.recovery-journal.join.v1+json"}),
    )
    yield Vector(
        "newer-type",
        "NewerShare",
        "A type of a later version.",
        enveloped("newer", {"payloadType": SHARE_TYPE.replace("v1", "v2")}),
    )


def wrong_sender() -> Iterator[Vector]:
    good = page("sender")
    envelope = json.loads(sign(good.payload, WREN))

    def with_signature(name: str, payload: bytes, signature: bytes, by: str = WREN.person.id) -> bytes:
        changed = {
            "payloadType": SHARE_TYPE,
            "payload": base64.b64encode(payload).decode(),
            "signatures": [{"keyid": by, "sig": base64.b64encode(signature).decode()}],
        }
        return Page(name, payload).sealed_as(json.dumps(changed).encode())

    signature = base64.b64decode(envelope["signatures"][0]["sig"])
    yield Vector(
        "unknown-sender",
        "UnknownSender",
        "Signed by somebody whose card was never added.",
        Page("nettle", Sender(NETTLE, MOSS).payload(insight())).sealed(NETTLE),
    )
    aside = Page("aside", Sender(WREN, MOSS_ASIDE).payload(insight()))
    yield Vector(
        "other-identity",
        "UnknownSender",
        "A peer of the first identity writes to the second one.",
        aside.sealed(WREN, MOSS_ASIDE),
    )
    yield Vector(
        "wrong-signature",
        "WrongSignature",
        "Another member signs in a peer's name.",
        with_signature("forged", good.payload, KESTREL.sign(pre_authentication_encoding(SHARE_TYPE, good.payload))),
    )
    yield Vector(
        "changed-payload",
        "WrongSignature",
        "One word was changed after signing.",
        with_signature("word", good.payload.replace(b"everyone", b"somebody"), signature),
    )
    yield Vector(
        "bare-signature",
        "WrongSignature",
        "The payload is signed without its type.",
        with_signature("bare", good.payload, WREN.sign(good.payload)),
    )
    other = pre_authentication_encoding("application/vnd.recovery-journal.join.v1+json", good.payload)
    yield Vector(
        "other-type-signed",
        "WrongSignature",
        "The signature is for another type.",
        with_signature("other", good.payload, WREN.sign(other)),
    )
    yield Vector(
        "later-key-id",
        "UnknownSender",
        "A peer's signature under an unknown name.",
        with_signature("name", good.payload, signature, NETTLE.person.id),
    )


def wrong_place() -> Iterator[Vector]:
    good = page("place")
    to_kestrel = Page("forwarded", Sender(WREN, KESTREL).payload(insight()))
    yield Vector("forwarded", "Forwarded", "Written for somebody else, who passed it on.", to_kestrel.sealed())
    circle = Pair(WREN, MOSS.person).circle
    yield Vector("other-epoch", "OtherKeys", "Another epoch.", good.changed(lambda it: it.update(epoch=2)).sealed())
    three = Circle(circle.id, 1, (*circle.members, KESTREL.person)).roster
    yield Vector(
        "other-roster",
        "OtherKeys",
        "Another list of members.",
        good.changed(lambda it: it.update(roster=three)).sealed(),
    )
    yield Vector(
        "replayed", "AlreadyHere", "The very same page again, sealed anew.", page("replayed").sealed(), ("insight",)
    )
    yield Vector(
        "replayed-late",
        "AlreadyHere",
        "The first page, after the second.",
        page("replayed late").sealed(),
        ("insight", "reply"),
    )
    other = good.changed(lambda it: it["body"].update(title="Another"))
    yield Vector("fork", "Fork", "Another page with the number of one that is here.", other.sealed(), ("insight",))
    second = page("fork second", 2)
    wrong_before = second.changed(lambda it: it.update(prev="ab" * 32))
    yield Vector(
        "fork-before", "Fork", "The page before it is not the one that is here.", wrong_before.sealed(), ("insight",)
    )
    yield Vector(
        "fork-in-gap",
        "Fork",
        "Not the page that a later one names.",
        second.changed(lambda it: it["body"].update(body="Another.")).sealed(),
        ("insight", "gap"),
    )
    yield Vector(
        "fork-at-start",
        "Fork",
        "A first page that names one before it.",
        good.changed(lambda it: it.update(prev="ab" * 32)).sealed(),
    )
    yield Vector(
        "second-without-first",
        "Fork",
        "A second page that names none before it.",
        second.changed(lambda it: it.update(prev=NO_HASH)).sealed(),
        ("insight",),
    )
    gone = page("gone", 3).changed(lambda it: it.update(gone={"1": "ab" * 32}))
    yield Vector(
        "fork-in-gone",
        "Fork",
        "It takes back another first page than the one that is here.",
        gone.sealed(),
        ("insight", "reply"),
    )
    yield Vector(
        "came-after-taken-back",
        "TakenBack",
        "It comes after its author took it back.",
        page("late", 1).sealed(),
        ("taking-back-first",),
    )
    first = Sender(WREN, MOSS)
    digest = first.digest_of_next(insight())
    first.feed = first.feed.taking_back(1, digest)
    yield Vector(
        "taking-back-first",
        "accepted",
        "A page that takes back one which never came.",
        Page("first", first.payload(Retract(FIRST))).sealed(),
        says={"kind": "retract", "gaps": "", "taken-back": ""},
    )
    far = second.changed(lambda it: it.update(seq=10_002))
    yield Vector("too-far-ahead", "TooFarAhead", "10,001 numbers after the last one.", far.sealed(), ("insight",))


def wrong_content() -> Iterator[Vector]:
    def one(
        name: str, about: str, change: Callable[[Fields], object], expect: str = "BadContent", number: int = 1
    ) -> Vector:
        return Vector(name, expect, about, page(name, number).changed(change).sealed())

    def body(**changed: object) -> Callable[[Fields], object]:
        return lambda it: it["body"].update(changed)

    yield one("newer-version", "Written by a later version.", lambda it: it.update(v=2), "NewerShare")
    yield one("version-zero", "A version that never was.", lambda it: it.update(v=0))
    yield one("version-true", "A version that is no number.", lambda it: it.update(v=True))
    yield one("unknown-kind", "A kind that is not known.", lambda it: it.update(kind="poll"), "UnknownKind")
    yield one("roster-to-a-pair", "Rosters belong to circles.", lambda it: it.update(kind="roster"), "UnknownKind")
    yield one("no-kind", "No kind.", lambda it: it.pop("kind"))
    yield one("no-body", "No body.", lambda it: it.pop("body"))
    yield one("path-as-id", "An id that is a path.", lambda it: it.update(id="../../../../vault.json.bak......."))
    yield one("capital-id", "An id in capital letters.", lambda it: it.update(id="A" * 32))
    yield one("path-as-feed", "A feed that is a path.", lambda it: it.update(feed="../" * 10 + "ab"))
    yield one("number-zero", "Numbers begin with 1.", lambda it: it.update(seq=0))
    yield one("number-true", "A number that is none.", lambda it: it.update(seq=True))
    yield one("number-text", "A number in quotation marks.", lambda it: it.update(seq="1"))
    yield one("prev-number", "The hash before it is a number.", lambda it: it.update(prev=0))
    yield one("time-before-1970", "A time below zero.", lambda it: it.update(ts=-60))
    yield one("time-after-9999", "A time no calendar has.", lambda it: it.update(ts=10**15))
    yield one("time-fraction", "A time that is no whole number.", lambda it: it.update(ts=1.5))
    yield one("gone-later", "It takes back a page that comes later.", lambda it: it.update(gone={"7": "ab" * 32}))
    yield one(
        "gone-padded", "A number written with a zero before it.", lambda it: it.update(gone={"01": "ab" * 32}), number=3
    )
    yield one(
        "gone-501",
        "More pages taken back than are carried along.",
        lambda it: it.update(gone={str(n): "ab" * 32 for n in range(1, 502)}),
    )
    yield one("gone-list", "What was taken back is a list.", lambda it: it.update(gone=[1]))
    yield one("gone-without-hash", "A page taken back has no hash.", lambda it: it.update(gone={"1": ""}), number=3)
    yield one("item-without-id", "No id.", lambda it: it.pop("id"))
    yield one("seen-strange", "What was seen is no number and hash.", lambda it: it.update(seen={"e" * 32: [1]}))
    yield one(
        "seen-65",
        "More feeds seen than are read.",
        lambda it: it.update(seen={f"{n:032x}": [1, "ab" * 32] for n in range(65)}),
    )
    yield one("strange-shape", "An insight of a shape that is not known.", body(shape="poem"))
    yield one("strange-wish", "A wish that is not known.", body(wish="praise"))
    yield one("strange-band", "A band that is not known.", body(band="12 days"))
    yield one("a-day-as-month", "A month with a day.", body(month="2026-03-10"))
    yield one("month-13", "The thirteenth month.", body(month="2026-13"))
    yield one("february-30", "A day no calendar has.", body(expires="2026-02-30"))
    yield one("title-number", "A title that is a number.", body(title=7))
    yield one("title-flood", "A title many times longer than any.", body(title="a" * 481))
    yield one("body-flood", "A text many times longer than any.", body(body="a" * 16_001), number=2)
    yield one("themes-text", "Themes that are no list.", body(themes="urges"))
    yield one("themes-13", "More themes than are read.", body(themes=[f"theme {n}" for n in range(13)]))
    yield one("theme-object", "A theme that is an object.", body(themes=[{}]))
    yield one("may-keep-text", "Yes in quotation marks.", body(may_keep="yes"))
    yield one("reply-to-nothing", "A reply that names no item.", lambda it: it["body"].pop("to"), number=2)
    yield one("reply-state", "A state that is not known.", body(state="missing"), number=2)
    yield one("body-list", "A body that is a list.", lambda it: it.update(body=[]))


def main() -> None:
    for path in FOLDER.glob("*.txt"):
        path.unlink()
    for vector in vectors():
        (FOLDER / f"{vector.name}.txt").write_text(written(vector), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
