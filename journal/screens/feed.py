"""Circle: a small room, not a stream. What waits for a word comes first, and there is an end."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from journal.cleaning import clean_line
from journal.entries import Draft
from journal.errors import JournalError
from journal.insights import FeedItem
from journal.moments import Moment
from journal.screens.base import JournalScreen, Refreshable
from journal.screens.circle_view import CircleView, look_at_circle
from journal.screens.feed_window import FeedFilter, FeedWindow
from journal.widgets.bindings import key
from journal.widgets.circle_panel import Beside, CirclePanel
from journal.widgets.empty import EmptyPlace
from journal.widgets.feed_items import title_of
from journal.widgets.feed_list import FeedList
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar

if TYPE_CHECKING:
    from journal.screens.answering import Answered

_TOAST_SECONDS = 6
_TICK = 20.0
"""Seconds after which it is looked whether something has left the hold."""
NOBODY_YET = (
    "Nobody has shared yet. It can stay that way.",
    "Sharing begins with two cards: you give somebody yours, and add theirs. "
    "Nothing leaves before you have seen it whole.",
    (
        ("v", "your card, and adding somebody’s", "circle.people"),
        ("o", "open a file that somebody gave you", "circle.receive"),
        ("s", "share something", "circle.share"),
    ),
)


class FeedScreen(JournalScreen[None], Refreshable):
    """The place of sharing. Wide: people, own shares and themes beside the feed; narrow: behind `v` and `f`."""

    CSS_PATH = ["../widgets/later.tcss", "feed.tcss"]
    AUTO_FOCUS = ""
    CIRCLE = Binding.Group("Circle")
    BINDINGS = [
        key("r", "reply", "circle.reply", "Reply", "Answer the selected item", CIRCLE),
        key("w", "send_word", "circle.word", "Send a word", "Send a few warm words to its author", CIRCLE),
        key("s", "share", "circle.share", "Share", "Share something of your own", CIRCLE),
        key("m", "mute", "circle.mute", "Mute", "Show nothing more of this person; they never learn of it", CIRCLE),
        key("u", "bring_back", "circle.bring-back", "Bring back", "Bring back what has not left yet", CIRCLE),
        key("h", "hand_over", "circle.hand-over", "Hand over", "Save what is ready as files", CIRCLE),
        key("o", "receive", "circle.receive", "Open a file", "Take in a file that somebody gave you", CIRCLE),
        key("v", "people", "circle.people", "People", "People, cards, and words to compare", CIRCLE),
        key("f", "themes", "circle.themes", "Themes", "Show one theme, hide one", CIRCLE),
        key("p", "person", "circle.person", "One person", "See what one person shared, or you", CIRCLE),
        key("a", "keep", "circle.keep", "Keep it", "Keep a strategy among what may help you", CIRCLE),
        key(
            "e", "how_it_went", "circle.how-it-went", "How it went", "Say how your commitment went, if you like", CIRCLE
        ),
        key("d", "take_back", "circle.take-back", "Take back", "Take a page of yours back", CIRCLE),
        key("l", "log", "circle.log", "What left", "What left this journal, and to whom", CIRCLE),
        key("escape", "everything", "circle.everything", "Everything", "Show everybody and every theme again", CIRCLE),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._window: FeedWindow
        self._view: CircleView | None = None
        self._sent: str | None = None
        self._begun: dict[str, Draft] = {}
        self._was_under = False

    def compose(self) -> ComposeResult:
        """Lay out the places, the feed beside its people, and the keys."""
        yield PlacesBar("Circle")
        yield Static(id="trouble", classes="trouble")
        yield Static(id="filter", classes="quiet-line")
        with Horizontal(id="both", classes="page"):
            yield FeedList(id="feed")
            with Vertical(id="side"):
                yield CirclePanel()
        yield KeysBar()

    def on_mount(self) -> None:
        """Show the first page at once; what stands beside it follows."""
        self._window = FeedWindow(self.query_one(FeedList), self.journal.storage.insights, self.journal.ask)
        self.set_focus(self.query_one(FeedList))
        self._load(partial(self._window.first, self._now.at))
        self.set_interval(_TICK, self._tick)

    # --- loading ------------------------------------------------------------------------------------------------------

    @property
    def _now(self) -> Moment:
        return self.journal.now()

    @property
    def _item(self) -> FeedItem | None:
        return self.query_one(FeedList).selected

    @work(group="feed", exclusive=True, description="looking at the feed")
    async def _load(self, load: Callable[[], Awaitable[None]]) -> None:
        """Fill the list, then what stands beside it: the first page waits for nothing else."""
        try:
            await load()
            view = await self.journal.ask(look_at_circle, self.journal.storage, self._now.at)
            if not self.is_attached:
                return
            self._view = view
            if self._use_choices(view):
                await self._window.first(self._now.at)
        except JournalError as trouble:
            self._say(str(trouble))
        else:
            self._settle()

    def _use_choices(self, view: CircleView) -> bool:
        """Hide what the person hides; return whether the list has to be read anew for it."""
        before = self._window.filter
        hidden = view.choices.themes_hidden
        self._window.filter = replace(before, hidden_themes=hidden, left_out=clean_line(view.left_out, 200))
        return before.hidden_themes != hidden or before.left_out != self._window.filter.left_out

    def refresh_from_storage(self) -> None:
        """Another program wrote, or a screen above changed something: look again, and keep the place."""
        here = self._item
        self._load(partial(self._window.again, self._now.at, here.id if here else None))

    @on(events.ScreenSuspend)
    def _went_under(self) -> None:
        self._was_under = True

    @on(events.ScreenResume)
    def _came_back(self) -> None:
        """Look again after another screen was in front."""
        if self._was_under:
            self._was_under = False
            self.refresh_from_storage()

    @on(FeedList.MoreWanted)
    def _more_wanted(self, event: FeedList.MoreWanted) -> None:
        self._load_more(later=event.later)

    @work(group="more", exclusive=True, description="loading more of the feed")
    async def _load_more(self, *, later: bool) -> None:
        try:
            await self._window.more(self._now.at, later=later)
        except JournalError as trouble:
            self._say(str(trouble))

    @on(FeedList.FirstWanted)
    def _first_wanted(self) -> None:
        self._load(partial(self._window.first, self._now.at))

    @on(FeedList.Looked)
    def _looked(self, event: FeedList.Looked) -> None:
        self._keep_seen(event.ids)

    @work(group="seen", description="keeping what was on the screen")
    async def _keep_seen(self, ids: tuple[str, ...]) -> None:
        if await self._do(partial(self.journal.storage.insights.seen, ids)):
            self.journal.look_for_mail()

    @on(FeedList.Opened)
    def _opened(self, event: FeedList.Opened) -> None:
        self._keep_opened(event.item.id)

    @work(group="unfolding", description="keeping that an item was opened")
    async def _keep_opened(self, item_id: str) -> None:
        await self._do(partial(self.journal.storage.insights.unfold, item_id))

    def _tick(self) -> None:
        """Notice that a hold is over. Nothing else happens then: a file is saved by hand."""
        leaves = self._view.leaves_at if self._view else None
        if leaves is not None and leaves <= self._now.at and self.is_current:
            self.refresh_from_storage()

    # --- what is seen -------------------------------------------------------------------------------------------------

    def _settle(self) -> None:
        view, listed = self._view, self.query_one(FeedList)
        if view is None:
            return
        nothing = listed.is_empty and not self._window.filter.said and not view.held and not view.ready
        nothing = nothing and not view.left_out
        self._show_empty(nothing)
        said = self._window.filter.said
        line = self.query_one("#filter", Static)
        line.update(
            Content.assemble((f"{said[:1].upper()}{said[1:]}.  ", "$muted"), ("esc", "$accent"), " shows everything")
        )
        line.display = bool(said)
        begun = dict.fromkeys(self._begun, "You began an answer. r goes on with it.")
        listed.note(dict.fromkeys(view.kept, "You keep this among what may help.") | begun)
        self._show_beside(view)
        if not nothing and not listed.has_focus:
            self.call_after_refresh(listed.focus)
        listed.look()
        self._hint_keys()
        self.refresh_bindings()

    def _show_empty(self, nothing: bool) -> None:
        """Show the hill in the place of the feed. It is made when it is needed."""
        self.query_one("#both").display = not nothing
        places = self.query(EmptyPlace)
        places.set(display=nothing)
        if nothing and not places:
            self.mount(EmptyPlace(*NOBODY_YET), before=self.query_one(KeysBar))

    def _show_beside(self, view: CircleView) -> None:
        zone = self._now.at.tzinfo
        self.query_one(CirclePanel).show(
            Beside(
                me=view.me,
                people=tuple((peer.name, peer.verified, peer.muted) for peer in view.peers),
                held=len(view.held_pages),
                leaves_at=view.leaves_at.astimezone(zone) if view.leaves_at else None,
                ready=len({one.item for one in view.ready}),
                themes=view.themes,
                hidden=view.choices.themes_hidden,
            )
        )

    @on(FeedList.Selected)
    def _selected(self) -> None:
        self._hint_keys()
        self.refresh_bindings()

    def _hint_keys(self) -> None:
        item, bar, view = self._item, self.query_one(KeysBar), self._view
        if item is None:
            hints = [
                KeyHint("circle.people", "people and cards"),
                KeyHint("circle.receive", "open a file"),
                KeyHint("circle.share", "share"),
            ]
        elif item.mine:
            held = view is not None and bool(view.held)
            hints = [
                KeyHint("feed.open", "open"),
                KeyHint("circle.bring-back", "bring back") if held else KeyHint("circle.hand-over", "hand over"),
                KeyHint("circle.how-it-went", "how it went"),
                KeyHint("circle.reply", "add a word"),
                KeyHint("circle.share", "share one more"),
            ]
        else:
            hints = [
                KeyHint("feed.open", "open"),
                KeyHint("circle.reply", "reply"),
                KeyHint("circle.word", "send a word"),
                KeyHint("circle.keep", "keep it") if item.may_keep else KeyHint("circle.mute", "mute"),
                KeyHint("circle.share", "share one of mine"),
            ]
        bar.hints = (*hints, KeyHint("keys-letter", "all keys"))

    def _say(self, trouble: str) -> None:
        line = self.query_one("#trouble", Static)
        line.update(Content(trouble))
        line.display = bool(trouble)

    def _toast(self, title: str, words: str) -> None:
        self.app.clear_notifications()
        self.notify(words, title=title, timeout=_TOAST_SECONDS, markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide keys that mean nothing for the selected item."""
        if not self.is_mounted:
            return True
        item, view = self._item, self._view
        if action == "reply":
            return item is not None and (not item.mine or item.sending in ("sent", "waiting"))
        if action in ("send_word", "mute"):
            return item is not None and not item.mine
        if action == "keep":
            return item is not None and item.may_keep and not item.mine
        if action == "how_it_went":
            return item is not None and item.mine and item.shape == "commitment"
        if action == "take_back":
            return item is not None and item.mine and item.sending in ("sent", "waiting")
        if action == "bring_back":
            return self._sent is not None or (view is not None and bool(view.held))
        if action == "everything":
            return bool(self._window.filter.said) if hasattr(self, "_window") else False
        return True

    async def _do(self, change: Callable[[], object]) -> bool:
        try:
            await self.journal.ask(change)
        except JournalError as trouble:
            self._say(str(trouble))
            return False
        self._say("")
        return True

    # --- answering ----------------------------------------------------------------------------------------------------

    def action_reply(self) -> None:
        """Answer the selected item."""
        if item := self._item:
            self._after_telling(partial(self._reply_to, item))

    def _after_telling(self, go_on: Callable[[], None]) -> None:
        from journal.screens.share import after_telling

        after_telling(self.journal, go_on)

    def _reply_to(self, item: FeedItem) -> None:
        from journal.screens.answering import ReplyScreen

        screen = ReplyScreen(item, draft=self._begun.get(item.id))
        self.app.push_screen(screen, partial(self._replied, item))

    def action_send_word(self) -> None:
        """Send a few warm words."""
        if item := self._item:
            self._after_telling(partial(self._word_for, item))

    def _word_for(self, item: FeedItem) -> None:
        from journal.screens.answering import word_screen

        self.app.push_screen(word_screen(item), partial(self._word_chosen, item))

    def _word_chosen(self, item: FeedItem, words: str | None) -> None:
        if words is None:
            return
        if words:
            self._send_words(item, words)
        else:
            from journal.screens.answering import ReplyScreen

            self.app.push_screen(ReplyScreen(item, few=True), partial(self._replied, item))

    @work(group="sending", description="sending a few words")
    async def _send_words(self, item: FeedItem, words: str) -> None:
        from journal.sharing import post

        try:
            page = await self.journal.ask(post.encourage, self.journal.storage, item.id, words, self._now.at)
        except JournalError as trouble:
            self._say(str(trouble))
        else:
            self._answered(page.id)

    def _replied(self, item: FeedItem, answered: "Answered | None") -> None:
        self._begun.pop(item.id, None)
        if answered is None:
            return
        if answered.sent:
            self._answered(answered.sent)
        elif answered.draft is not None:
            self._begun[item.id] = answered.draft
            self._toast("Your words are kept", "as an unfinished page; r goes on with them")
            self.refresh_from_storage()

    def _answered(self, sent: str) -> None:
        self._sent = sent
        self._toast("Ready to hand over", "h saves it   u brings it back")
        self.refresh_from_storage()

    def action_how_it_went(self) -> None:
        """Say how a commitment went."""
        from journal.screens.answering import state_screen

        if item := self._item:
            self.app.push_screen(state_screen(item), partial(self._state_chosen, item))

    def _state_chosen(self, item: FeedItem, state: str | None) -> None:
        if state is not None:
            self._keep_state(item, state)

    @work(group="sending", description="keeping how a commitment went")
    async def _keep_state(self, item: FeedItem, state: str) -> None:
        from journal.sharing import post

        try:
            page = await self.journal.ask(post.say_how_it_went, self.journal.storage, item.id, state, self._now.at)
        except JournalError as trouble:
            self._say(str(trouble))
        else:
            self._answered(page.id)

    # --- own pages ----------------------------------------------------------------------------------------------------

    def action_share(self) -> None:
        """Share something of one's own."""
        from journal.screens.share import begin_sharing

        begin_sharing(self.journal, self._shared)

    def _shared(self, _page: object) -> None:
        self.refresh_from_storage()

    @work(group="bringing back", description="bringing back what has not left")
    async def action_bring_back(self) -> None:
        """Bring back the answer that was sent last, else the selected page, else the one that leaves last."""
        from journal.sharing import post

        view, item = self._view, self._item
        held = view.held_pages if view else ()
        chosen = self._sent or (item.id if item and item.id in held else None) or next(iter(held), None)
        if chosen is None:
            return
        self._sent = None
        if await self._do(partial(post.bring_back, self.journal.storage, chosen, self._now.at)):
            self._toast("Brought back", "It goes to nobody. Your words stay here.")
            self.refresh_from_storage()

    def action_take_back(self) -> None:
        """Take a page back, after asking."""
        from journal.screens.choosing import Answer, ChooseScreen

        if (item := self._item) is None:
            return
        answers = [
            Answer(False, Content("leave it as it is")),
            Answer(True, Content("take it back")),
        ]
        note = (
            "It goes to nobody any more. Those who have it are told by another file, and their program removes it. "
            "Whoever already read it may have kept it."
        )
        screen = ChooseScreen(f"Take “{title_of(item)}” back?", answers, note=note)
        self.app.push_screen(screen, partial(self._take_back_answered, item))

    def _take_back_answered(self, item: FeedItem, yes: bool | None) -> None:
        if yes:
            self._take_back(item)

    @work(group="taking back", description="taking a page back")
    async def _take_back(self, item: FeedItem) -> None:
        from journal.sharing import post

        if await self._do(partial(post.unshare, self.journal.storage, item.id, self._now.at)):
            self._toast("Taken back", "Whoever already read it may have kept it.")
            self.refresh_from_storage()

    def action_hand_over(self) -> None:
        """Save what is ready as files. While nothing is, and on a page that went: make its files once more."""
        from journal.screens.hand_over import HandOverScreen

        self._sent = None
        item, ready = self._item, self._view is not None and bool(self._view.ready)
        again = item.id if item and item.sending == "sent" and not ready else None
        self.app.push_screen(HandOverScreen(again), self._looked_elsewhere)

    # --- what came ----------------------------------------------------------------------------------------------------

    def action_receive(self) -> None:
        """Take in a file."""
        from journal.screens.receive import ReceiveScreen

        self.app.push_screen(ReceiveScreen(), self._looked_elsewhere)

    @work(group="keeping", description="keeping a strategy")
    async def action_keep(self) -> None:
        """Keep a peer's strategy among what may help."""
        from journal.sharing import post

        if (item := self._item) and await self._do(
            partial(post.keep_strategy, self.journal.storage, item, self._now.at)
        ):
            self._toast("Kept", "A check-in offers it among the things to do.")
            self.refresh_from_storage()

    @work(group="muting", description="muting somebody")
    async def action_mute(self) -> None:
        """Show nothing more of the author of the selected item, or show it again."""
        from journal.sharing import meeting

        item, view = self._item, self._view
        peer = next((one for one in view.peers if item and one.name == item.author), None) if view else None
        if peer is None:
            return
        muted = not peer.muted
        if await self._do(partial(meeting.mute, self.journal.storage, peer, muted=muted)):
            name = clean_line(peer.name, 24)
            self._toast(
                f"{name} is muted" if muted else f"{name} is shown again",
                "They never learn of it. v shows them again." if muted else "They never learned of it.",
            )
            self.refresh_from_storage()

    # --- other screens ------------------------------------------------------------------------------------------------

    def action_people(self) -> None:
        """Show people and cards."""
        from journal.screens.peers import PeersScreen

        self.app.push_screen(PeersScreen(), self._looked_elsewhere)

    def action_log(self) -> None:
        """Show what left."""
        from journal.screens.left import LeftScreen

        self.app.push_screen(LeftScreen(), self._looked_elsewhere)

    def action_themes(self) -> None:
        """Choose what is shown by theme."""
        from journal.screens.themes_shown import ThemesScreen

        if view := self._view:
            self.app.push_screen(ThemesScreen(view.themes, view.choices), self._theme_chosen)

    def _theme_chosen(self, theme: str | None) -> None:
        if theme is not None:
            self._filter_by(FeedFilter(theme=theme, said=f"about #{clean_line(theme, 40)}"))

    def action_person(self) -> None:
        """Choose whose items are shown."""
        from journal.screens.choosing import Answer, ChooseScreen

        if (view := self._view) is None:
            return
        answers = [
            Answer(FeedFilter(), Content("everybody")),
            Answer(FeedFilter(mine=True, said="of yours"), Content("what you shared")),
        ]
        for peer in view.peers:
            name = clean_line(peer.name, 40)
            label = Content.assemble((name, "$people"), ("   muted" if peer.muted else "", "$muted"))
            answers.append(Answer(FeedFilter(peer=peer.id, said=f"from {name}"), label))
        self.app.push_screen(ChooseScreen("Whose pages?", answers, does="show"), self._filter_by)

    def _filter_by(self, chosen: FeedFilter | None) -> None:
        if chosen is not None:
            before = self._window.filter
            self._window.filter = replace(chosen, hidden_themes=before.hidden_themes, left_out=before.left_out)
            self._load(partial(self._window.first, self._now.at))

    def action_everything(self) -> None:
        """Show everybody and every theme again."""
        self._filter_by(FeedFilter())

    def _looked_elsewhere(self, _: object) -> None:
        self.refresh_from_storage()
