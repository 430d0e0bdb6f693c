"""Before it leaves: exactly what leaves, what was replaced, to whom it goes, and a hold to bring it back."""

from dataclasses import replace

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from journal.cleaning import clean_line, clean_peer_name
from journal.errors import JournalError
from journal.insights import Insight
from journal.peers import OwnPage, Peer, Remembered
from journal.redaction import Part, left_out
from journal.screens.base import JournalScreen, Refreshable, Unfinished
from journal.screens.share_view import (
    Company,
    LeavingView,
    Sharable,
    has_new_words,
    look_at_leaving,
    look_who_is_there,
    with_words,
    words_of,
)
from journal.screens.share_write import ShareWriteScreen, Wording
from journal.screens.words_kept import WordsKept
from journal.sharing import post
from journal.widgets.bindings import key
from journal.widgets.feed_items import person
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.widgets.leaving_box import LeavingBox
from journal.widgets.rows_list import RowsList
from journal.wording import counted

_MOST_SUGGESTIONS = 30
_MOST_REPLACED = 8
_CANNOT = "Once handed over, others have a copy and it cannot be called back."


class ShareScreen(JournalScreen[OwnPage | None], Refreshable, Unfinished):
    """The box, and beside it what to look at once more. Gives back what was shared, or `None`."""

    CSS_PATH = ["../widgets/later.tcss", "share.tcss"]
    OFFERS_CHECK_IN = False
    AUTO_FOCUS = ""
    LEAVING = Binding.Group("Before it leaves")
    BINDINGS = [
        key("tab", "app.focus_next", "share.next", "Next", "What leaves, what to look at, to whom", LEAVING),
        key("e", "edit", "share.edit", "Edit the text", "Choose an excerpt, change words; no entry changes", LEAVING),
        key("a", "details", "share.details", "About it", "What it is, tags, what it mentions, your wish", LEAVING),
        key("x", "replace", "share.replace", "Replace a word", "Put another word in the place of one", LEAVING),
        key("w", "remembered", "share.remembered", "Remembered words", "The words you replace every time", LEAVING),
        key("b", "bytes", "share.bytes", "The bytes", "See the very bytes that are signed", LEAVING),
        key("t", "hold", "share.hold", "Hold", "How long it can be brought back", LEAVING),
        key("v", "people", "share.people", "People", "People, cards, and words to compare", LEAVING),
        key("u", "bring_back", "share.bring-back", "Bring it back", "Bring it back from the hold", LEAVING),
        key("enter", "share", "share.share", "Hold, then send", "Let it leave, after the hold", LEAVING),
        key("escape", "back", "share.back", "Keep it private", "Back; nothing leaves", LEAVING),
    ]

    def __init__(self, content: Sharable, kept: WordsKept, source: Wording | None) -> None:
        super().__init__()
        self._content, self._kept, self._source = content, kept, source
        self._company = Company()
        self._chosen: set[str] | None = None
        self._put_in: list[Remembered] = []
        self._fine: set[str] = set()
        self._view: LeavingView | None = None
        self._asked: tuple[tuple[str, str], ...] = ()
        self._shared: OwnPage | None = None
        self._was_under = False

    def compose(self) -> ComposeResult:
        """Lay out the box and what stands beside it."""
        yield PlacesBar("Circle")
        with Vertical(classes="page", id="sharing"):
            with Horizontal(id="head"):
                yield Static(Content.styled("Before it leaves", "bold $ink"), id="title")
                yield Static(Content("Nothing has been sent yet."), id="sent")
            yield Static(id="trouble", classes="trouble")
            with Horizontal(id="both"):
                yield LeavingBox(id="box")
                with VerticalScroll(id="beside", can_focus=False):
                    yield Static(id="replaced")
                    yield Static(id="asked-title")
                    yield RowsList(id="asked")
                    yield Static(id="left-out")
                    yield Static(Content.styled("To", "$accent"), id="to-title")
                    yield RowsList(id="to")
                    yield Static(id="nobody")
                    yield Static(id="held")
        yield KeysBar()

    def on_mount(self) -> None:
        """Look who is there, and at what would leave."""
        self.set_focus(self.query_one(LeavingBox))
        self._look_around()

    def refresh_from_storage(self) -> None:
        """Another program changed something."""
        self._look_around()

    @on(events.ScreenSuspend)
    def _went_under(self) -> None:
        self._was_under = True

    @on(events.ScreenResume)
    def _came_back(self) -> None:
        """Look again after another screen was in front."""
        if self._was_under and self._shared is None:
            self._look_around()
        self._was_under = False

    # --- looking ------------------------------------------------------------------------------------------------------

    @work(group="leaving", exclusive=True, description="looking at what would leave")
    async def _look_around(self) -> None:
        try:
            self._company = await self.journal.ask(look_who_is_there, self.journal.storage)
            if self._chosen is None:  # those whose words were compared are ticked already, others never by themselves
                self._chosen = {peer.id for peer in self._company.peers if peer.verified and not peer.muted}
            await self._look()
        except JournalError as trouble:
            self._say(str(trouble))

    @work(group="leaving", exclusive=True, description="looking at what would leave")
    async def _look_again(self) -> None:
        try:
            await self._look()
        except JournalError as trouble:
            self._say(str(trouble))

    async def _look(self) -> None:
        words = (*self._company.remembered, *self._put_in)
        now = self.journal.now().at
        view = await self.journal.ask(
            look_at_leaving, self.journal.storage, self._content, words, self._to, self._company.me, now
        )
        if self.is_attached:
            self._show(view)

    @property
    def _to(self) -> list[Peer]:
        chosen = self._chosen or set()
        return [peer for peer in self._company.peers if peer.id in chosen]

    def _show(self, view: LeavingView) -> None:
        if view.trouble or (self._view and self._view.trouble):
            self._say(view.trouble)
        self._view = view
        self.query_one(LeavingBox).show(view.page, size=view.size, people=len(self._to))
        self._show_replaced(view)
        self._show_left_out()
        rows = [
            Content.assemble(("■ ", "$accent") if peer.id in (self._chosen or ()) else ("□ ", "$muted"))
            + _to_whom(peer)
            for peer in self._company.peers
        ]
        self.query_one("#to", RowsList).show(rows)
        nobody = self.query_one("#nobody", Static)
        nobody.display = not rows
        nobody.update(Content.assemble(("Nobody yet.  ", "$muted"), ("v", "$accent"), (" adds somebody", "$muted")))
        self._show_held()
        self._hint_keys()

    def _show_replaced(self, view: LeavingView) -> None:
        lines = [
            Content.assemble((f"{clean_line(old, 30)} → ", "$muted"), (clean_line(new, 30), "$ink"))
            for old, new in view.replaced[:_MOST_REPLACED]
        ]
        if (more := len(view.replaced) - len(lines)) > 0:
            lines.append(Content.styled(f"and {more} more", "$muted"))
        heading = Content.styled("Replaced for you" if lines else "Nothing was replaced", "$accent")
        self.query_one("#replaced", Static).update(Content("\n").join([heading, *lines]))
        asked = [(text, why) for text, why in view.suggestions if text not in self._fine]
        self._asked = tuple(asked[:_MOST_SUGGESTIONS])
        title = self.query_one("#asked-title", Static)
        title.display = bool(self._asked)
        title.update(
            Content.assemble(
                ("Keep these?  ", "$accent"), ("x", "$accent"), (" replace  ", "$muted"), ("space", "$accent"),
                (" keep", "$muted"),
            )
        )  # fmt: skip
        self.query_one("#asked", RowsList).show(
            [
                Content.assemble((f"“{clean_line(text, 40)}”", "$ink"), (f"  {why}", "$muted"))
                for text, why in self._asked
            ],
            lead=Content.styled("▌ ", "$sand"),
        )

    def _show_left_out(self) -> None:
        page = self._content
        words = ", ".join(left_out((Part.DAY_COUNT,) if isinstance(page, Insight) and page.band else ()))
        lines = [Content.styled("Left out", "$accent"), Content.styled(words, "$muted")]
        self.query_one("#left-out", Static).update(Content("\n").join(lines))

    def _show_held(self) -> None:
        zone = self.journal.now().at.tzinfo
        shared = self._shared
        if shared is not None:
            until = shared.leaves_at.astimezone(zone)
            heading, words = (
                ("Held", f"Until {until:%H:%M} u brings it back. After that, h in Circle saves it as a file.")
                if shared.leaves_at > self.journal.now().at
                else ("Ready", "h in Circle saves it as a file, to hand over.")
            )
        elif not isinstance(self._content, Insight):
            heading, words = "Without a hold", "A call for support may be handed over at once."
        elif minutes := self._company.choices.hold_minutes:
            until = (self.journal.now().at + self._company.choices.hold).astimezone(zone)
            heading = f"Held for {counted(minutes, 'minute')}"
            words = f"Until {until:%H:%M} u brings it back. {_CANNOT}"
        else:
            heading, words = "Without a hold", _CANNOT
        self.query_one("#held", Static).update(
            Content("\n").join([Content.styled(heading, "$accent"), Content.styled(words, "$ink")])
        )

    def _hint_keys(self) -> None:
        if self._shared is not None:
            hints = [KeyHint("share.bring-back", "bring it back"), KeyHint("share.back", "done")]
        else:
            instant = not isinstance(self._content, Insight) or not self._company.choices.hold_minutes
            hints = [
                KeyHint("share.share", "send" if instant else "hold, then send"),
                KeyHint("share.edit", "edit the text"),
                KeyHint("share.replace", "replace a word"),
                KeyHint("share.next", "next"),
                KeyHint("share.back", "keep it private"),
            ]
        self.query_one(KeysBar).hints = (*hints, KeyHint("keys-letter", "all keys"))
        self.refresh_bindings()

    def _say(self, trouble: str) -> None:
        line = self.query_one("#trouble", Static)
        line.update(Content(trouble))
        line.display = bool(trouble)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Once it is shared, it can be brought back, and nothing else."""
        if action == "bring_back":
            return self._shared is not None
        if action in ("details", "hold"):
            return self._shared is None and isinstance(self._content, Insight)
        if action in ("edit", "replace", "remembered", "share", "people"):
            return self._shared is None
        return True

    # --- changing what leaves -----------------------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Choose an excerpt, or change words."""
        heading = "What is to leave" if isinstance(self._content, Insight) else "I need support now"
        screen = ShareWriteScreen(
            words_of(self._content), self._kept, heading=heading, titled=isinstance(self._content, Insight)
        )
        self.app.push_screen(screen, self._edited)

    def _edited(self, words: Wording | None) -> None:
        if words is not None:
            self._content = with_words(self._content, words)
            self._look_again()

    def action_details(self) -> None:
        """Change what is said about the page."""
        from journal.screens.share_details import DetailsScreen

        if isinstance(self._content, Insight):
            self.app.push_screen(DetailsScreen(self._content), self._detailed)

    def _detailed(self, insight: Insight | None) -> None:
        if insight is not None:
            self._content = insight
            self._look_again()

    def action_replace(self) -> None:
        """Put another word in the place of one."""
        from journal.screens.share_replace import ReplaceScreen

        here = self.query_one("#asked", RowsList).selected
        word = self._asked[here][0] if here is not None and here < len(self._asked) else ""
        self.app.push_screen(ReplaceScreen(word), self._replace_with)

    def _replace_with(self, words: Remembered | None) -> None:
        if words is not None:
            self._put_in = [one for one in self._put_in if one.old != words.old] + [words]
            self._look_around()

    def action_remembered(self) -> None:
        """See the words that are replaced every time."""
        from journal.screens.share_replace import RememberedScreen

        self.app.push_screen(RememberedScreen(), lambda _: None)

    @on(RowsList.Toggled, "#asked")
    def _is_fine(self, event: RowsList.Toggled) -> None:
        if event.index < len(self._asked) and self._view is not None:
            self._fine.add(self._asked[event.index][0])
            self._show_replaced(self._view)
            if not self._asked:
                self.set_focus(self.query_one(LeavingBox))

    @on(RowsList.Toggled, "#to")
    def _ticked(self, event: RowsList.Toggled) -> None:
        if self._shared is None and event.index < len(self._company.peers):
            self._chosen = (self._chosen or set()) ^ {self._company.peers[event.index].id}
            self._say("")
            self._look_again()

    def action_bytes(self) -> None:
        """Show the bytes that are signed, or the page again."""
        box = self.query_one(LeavingBox)
        if box.page is not None and box.page.payload:
            box.show_bytes(as_bytes=not box.as_bytes)
            self.set_focus(box)
        else:
            self._say("The bytes name their reader: choose somebody first.")

    def action_hold(self) -> None:
        """Choose how long a page can be brought back."""
        from journal.screens.choosing import Answer, ChooseScreen

        minutes = (5, 20, 60, 24 * 60, 0)
        named = ("5 minutes", "20 minutes", "an hour", "a day", "not at all: it may be handed over at once")
        answers = [Answer(number, Content(name)) for number, name in zip(minutes, named, strict=True)]
        here = self._company.choices.hold_minutes
        chosen = minutes.index(here) if here in minutes else 1
        note = "So long a page waits here and u brings it back. It counts for this one and for those after it."
        self.app.push_screen(
            ChooseScreen("How long can it be brought back?", answers, note=note, chosen=chosen), self._hold
        )

    def _hold(self, minutes: int | None) -> None:
        if minutes is not None:
            self._keep_hold(minutes)

    @work(group="hold", description="keeping how long a page is held")
    async def _keep_hold(self, minutes: int) -> None:
        preferences = self.journal.storage.preferences
        try:
            await self.journal.ask(
                lambda: preferences.choose_sharing(replace(preferences.sharing(), hold_minutes=minutes))
            )
        except JournalError as trouble:
            self._say(str(trouble))
        else:
            self._look_around()

    def action_people(self) -> None:
        """Show people and cards."""
        from journal.screens.peers import PeersScreen

        self.app.push_screen(PeersScreen())

    # --- leaving ------------------------------------------------------------------------------------------------------

    def action_share(self) -> None:
        """Let it leave, after the hold."""
        view, box = self._view, self.query_one(LeavingBox)
        if view is None or self._shared is not None:
            return
        if view.prepared is None:
            self._say(view.trouble or "It is for nobody yet: tab goes to the people, space ticks one.")
        elif not box.seen_whole:
            self.set_focus(box)
            self._say("There is more of it: space shows the rest. After that, enter goes on.")
        else:
            self._share(view)

    @work(group="sharing", exclusive=True, description="keeping what is shared")
    async def _share(self, view: LeavingView) -> None:
        if view.prepared is None:
            return
        try:
            self._shared = await self.journal.ask(
                post.share, self.journal.storage, view.prepared, self.journal.now().at
            )
            await self.journal.ask(self._kept.let_go)
        except JournalError as trouble:
            self._say(f"{trouble} Nothing has left.")
            return
        self.set_class(True, "-shared")
        self.query_one("#sent", Static).update(Content("It is on its way." if self._is_instant else "It is held."))
        self._say("")
        self._show_held()
        self._hint_keys()

    @property
    def _is_instant(self) -> bool:
        return self._shared is not None and self._shared.leaves_at <= self.journal.now().at

    @work(group="sharing", exclusive=True, description="bringing back")
    async def action_bring_back(self) -> None:
        """Bring it back from the hold: everything is as it was before."""
        shared = self._shared
        if shared is None:
            return
        try:
            await self.journal.ask(post.bring_back, self.journal.storage, shared.id, self.journal.now().at)
        except JournalError as trouble:
            self._say(str(trouble))
            return
        self._shared = None
        self.set_class(False, "-shared")
        self.query_one("#sent", Static).update(Content("Brought back. It went to nobody."))
        await self._look()

    @property
    def _has_new_words(self) -> bool:
        return self._shared is None and has_new_words(words_of(self._content), self._source)

    async def save_unfinished(self) -> bool:
        """Save words that the journal does not hold already, before the screen is covered, locked or left."""
        words = words_of(self._content)
        if self._has_new_words:
            try:
                await self.journal.ask(self._kept.save, words.title, words.body, self.journal.now().at)
            except JournalError as trouble:
                self._say(str(trouble))
                return False
        return True

    @work(group="leaving the page", exclusive=True, description="keeping words private")
    async def action_back(self) -> None:
        """Back; nothing leaves. Words that the journal does not hold yet become an entry of it."""
        words, now = words_of(self._content), self.journal.now().at
        try:
            if self._has_new_words:
                await self.journal.ask(self._kept.as_entry, words.title, words.body, now)
                self.app.clear_notifications()
                self.notify("Nothing left. Your words are an entry now.", title="Kept private", markup=False)
            else:
                await self.journal.ask(self._kept.let_go)
        except JournalError as trouble:
            self._say(str(trouble))
            return
        self.dismiss(self._shared)


def _to_whom(peer: Peer) -> Content:
    name = clean_peer_name(peer.name)
    pad = " " * max(1, 12 - Content(name).cell_length)
    mark = person(peer.name, verified=peer.verified, short=True)
    said = ("verified", "$muted") if peer.verified else ("not compared", "$sand")
    glyph = mark.plain[len(name) :].strip()
    return Content.assemble((name, "$people"), pad, (f"{glyph} ", said[1]), said)
