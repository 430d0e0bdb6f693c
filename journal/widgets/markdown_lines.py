"""A person's Markdown as lines of styled text, ready to draw.

Parsing is markdown-it's. Drawing is ours, because a journal asks for three things Textual's own widget leaves out:
line breaks stay where the person put them, HTML is shown as the words it is, and what was searched for is marked.
Links are text: nothing here can be opened by a click.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token
from textual.content import Content

from journal.cleaning import clean_text

LONGEST_PAGE = 200_000
"""Characters, more than a hundred printed pages. Of a longer text the beginning is shown, as it was typed."""
_GOES_ON = "The text goes on. To see all of it: e, or journal show in a shell."

_NOTHING = Content("")
_INLINE = {"strong": "bold", "em": "italic", "s": "strike", "link": "$accent"}
_PARSER = MarkdownIt("commonmark", {"html": False}).enable(["strikethrough"])
_PARSER.disable(["entity", "reference"])  # `&amp;` and `[x]: y` are words somebody typed


@dataclass(frozen=True, slots=True)
class _Margin:
    """What stands to the left of a block: on its first line, and on the lines after it."""

    first: Content = _NOTHING
    rest: Content = _NOTHING
    style: str = ""

    def inside(self, first: Content, rest: Content, style: str = "") -> "_Margin":
        return _Margin(self.first + first, self.rest + rest, style or self.style)

    def used(self) -> "_Margin":
        return replace(self, first=self.rest)


def markdown_lines(text: str, width: int, words: Sequence[str] = ()) -> list[Content]:
    """Return the text wrapped to `width` cells, with `words` marked where they begin a word."""
    clean = clean_text(text[:LONGEST_PAGE])
    if len(text) > LONGEST_PAGE:
        blocks = [*_plain(clean, width), Content(""), Content.styled(_GOES_ON, "$sand")]
    else:
        blocks = list(_Blocks(_PARSER.parse(clean), width).lines())
    while blocks and not blocks[-1].plain.strip():
        blocks.pop()
    pattern = hit_pattern(words)
    return [_marked(line, pattern) for line in blocks] if pattern else blocks


def hit_pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    """Return a pattern for words that begin with one of `words`, or `None` when there is nothing to mark."""
    parts = [re.escape(word) for word in words if word.strip()]
    return re.compile(rf"\b(?:{'|'.join(parts)})\w*", re.IGNORECASE) if parts else None


def _marked(line: Content, pattern: re.Pattern[str]) -> Content:
    for match in pattern.finditer(line.plain):
        line = line.stylize("$hit-fg on $hit-bg", match.start(), match.end())
    return line


def _plain(text: str, width: int) -> Iterator[Content]:
    for line in text.split("\n"):
        yield from _wrapped(Content.styled(line, "$ink"), _Margin(), width)


def _wrapped(content: Content, margin: _Margin, width: int) -> Iterator[Content]:
    room = max(8, width - margin.first.cell_length)
    for line in content.expand_tabs(4).wrap(room) or [Content("")]:
        yield margin.first + line.rstrip()
        margin = margin.used()


class _Blocks:
    """Walks the tokens of one text."""

    def __init__(self, tokens: Sequence[Token], width: int) -> None:
        self._tokens = tokens
        self._width = width
        self._margins = [_Margin()]
        self._numbers: list[int | None] = []
        self._tight: list[bool] = []

    def lines(self) -> Iterator[Content]:
        blank_wanted = False
        for place, token in enumerate(self._tokens):
            opens_block = token.type in (
                "heading_open",
                "paragraph_open",
                "fence",
                "code_block",
                "hr",
                "blockquote_open",
            )
            if opens_block and blank_wanted:
                yield self._margins[-1].rest.rstrip()
                blank_wanted = False
            yield from self._token(token, place)
            closes = token.type in ("heading_close", "fence", "code_block", "hr")
            closes = closes or (token.type == "paragraph_close" and not token.hidden)
            if token.type == "heading_close":
                blank_wanted = False
            elif closes or token.type in ("bullet_list_close", "ordered_list_close", "blockquote_close"):
                blank_wanted = not (self._tight and self._tight[-1] and token.type == "paragraph_close")

    def _token(self, token: Token, place: int) -> Iterator[Content]:
        match token.type:
            case "bullet_list_open":
                self._numbers.append(None)
                self._tight.append(self._is_tight(place))
            case "ordered_list_open":
                self._numbers.append(int(token.attrGet("start") or 1))
                self._tight.append(self._is_tight(place))
            case "bullet_list_close" | "ordered_list_close":
                self._numbers.pop()
                self._tight.pop()
            case "list_item_open":
                self._open_item()
            case "blockquote_open":
                bar = Content.styled("▌ ", "$sand")
                self._margins.append(self._margins[-1].inside(bar, bar, "$muted"))
            case "list_item_close" | "blockquote_close":
                closed = self._margins.pop()
                if closed.first is not closed.rest and token.type == "list_item_close" and self._unused(closed):
                    yield closed.first  # an item without words
                self._margins[-1] = self._margins[-1].used()
            case "inline":
                yield from self._inline(token, place)
            case "fence" | "code_block":
                for line in token.content.rstrip("\n").split("\n"):
                    yield from self._put(Content.styled(line, "$ink on $surface"))
            case "hr":
                yield from self._put(Content.styled("─" * min(24, self._width), "$line"))

    def _inline(self, token: Token, place: int) -> Iterator[Content]:
        opener = self._tokens[place - 1].type
        if opener == "heading_open":
            yield from self._put(inline_content(token, "bold $accent"))
        else:
            yield from self._put(inline_content(token, self._margins[-1].style or "$ink"))

    def _put(self, content: Content) -> Iterator[Content]:
        for part in content.split("\n"):
            yield from _wrapped(part, self._margins[-1], self._width)
            self._margins[-1] = self._margins[-1].used()

    def _open_item(self) -> None:
        number = self._numbers[-1]
        if number is None:
            mark = Content.styled("• ", "$accent")
        else:
            mark = Content.styled(f"{number}. ", "$accent")
            self._numbers[-1] = number + 1
        self._margins.append(self._margins[-1].inside(mark, Content(" " * mark.cell_length)))

    def _unused(self, margin: _Margin) -> bool:
        return margin.first.plain != margin.rest.plain

    def _is_tight(self, place: int) -> bool:
        return any(token.hidden for token in self._tokens[place : place + 4])


def inline_content(token: Token, base: str) -> Content:
    """Return the text of an inline token with its emphasis."""
    parts: list[tuple[str, str]] = []
    styles: list[str] = []
    addresses: list[str] = []
    for child in token.children or []:
        kind = child.type.removesuffix("_open").removesuffix("_close")
        style = " ".join([base, *styles])
        if child.type in ("softbreak", "hardbreak"):
            parts.append(("\n", base))
        elif child.type == "code_inline":
            parts.append((child.content, f"{base} on $surface"))
        elif child.type == "image":
            parts.append((f"[{child.content or 'picture'}]", "$muted"))
        elif child.nesting == 1 and kind in _INLINE:
            styles.append(_INLINE[kind])
            if kind == "link":
                addresses.append(str(child.attrGet("href") or ""))
        elif child.nesting == -1 and kind in _INLINE:
            styles.pop()
            if kind == "link" and (address := addresses.pop()) and address != "".join(text for text, _ in parts[-1:]):
                parts.append((f" ({address})", "$muted"))
        elif child.content:
            parts.append((child.content, style))
    return Content.assemble(*parts)
