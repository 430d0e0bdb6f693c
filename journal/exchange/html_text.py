"""A person's words as HTML that holds nothing but words.

The tags of a page come from a table in this file and carry no attribute that was typed: whatever stands in an entry,
`<script>` and `javascript:` links included, is text when it arrives. Links are words with their address beside them,
pictures are their names: nothing on a page can be opened by a click or fetched from anywhere.
"""

from collections.abc import Iterator, Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from journal.cleaning import clean_line, clean_text

LONGEST_MARKED_UP = 200_000
"""Characters. A longer text stands on the page as it was typed: what its signs mean would take too long to find out."""

_PARSER = MarkdownIt("commonmark", {"html": False}).enable(["strikethrough"])
_PARSER.disable(["entity", "reference"])  # `&amp;` and `[x]: y` are words somebody typed

_LOWEST_HEADING = 6
_DEEPEST = _PARSER.options.maxNesting - 1  # quotes inside quotes; from here on the parser leaves words out
_PAIRS = {
    "paragraph": "p",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "blockquote": "blockquote",
    "em": "em",
    "strong": "strong",
    "s": "s",
}


def escaped(text: str) -> str:
    """Return text of the person as text of a page: cleaned, and with nothing left that could be a tag."""
    return escape(clean_text(text))


def escaped_line(text: str, limit: int | None = None) -> str:
    """Return text of the person on one line, as `escaped` does."""
    return escape(clean_line(text, limit))


def markdown_html(text: str, above: int = 3) -> str:
    """Return Markdown as HTML. Its headings stand below a heading of level `above`; line breaks stay where they are."""
    clean = clean_text(text)
    tokens = _PARSER.parse(clean) if len(clean) <= LONGEST_MARKED_UP else []
    if not tokens or any(token.level >= _DEEPEST for token in tokens):
        return f'<p class="as-typed">{escape(clean)}</p>\n' if clean.strip() else ""
    return "".join(_blocks(tokens, above))


def _blocks(tokens: Sequence[Token], above: int) -> Iterator[str]:
    for token in tokens:
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if token.hidden:  # the paragraphs of a list without blank lines
            continue
        if token.type == "inline":
            yield "".join(_inline(token.children or []))
        elif kind == "heading":
            level = min(_LOWEST_HEADING, above + int(token.tag[1:]))
            yield f"<h{level}>" if token.nesting == 1 else f"</h{level}>\n"
        elif token.type == "ordered_list_open" and (start := token.attrGet("start")) is not None:
            yield f'<ol start="{int(start)}">'
        elif kind in _PAIRS:
            yield f"<{_PAIRS[kind]}>" if token.nesting == 1 else f"</{_PAIRS[kind]}>\n"
        elif kind == "hr":
            yield "<hr>\n"
        elif kind in ("fence", "code_block"):
            name = f"{_quiet(token.info.strip())}\n" if token.info.strip() else ""
            yield f"<pre>{name}{escape(token.content)}</pre>\n"
        else:
            yield escape(token.content)  # a kind nobody told us of: its words


def _inline(tokens: Sequence[Token]) -> Iterator[str]:
    links: list[Token] = []
    words: list[str] = []  # those of the link that is open
    for token in tokens:
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if token.type in ("softbreak", "hardbreak"):
            yield "<br>\n"
        elif kind == "code_inline":
            yield f"<code>{escape(token.content)}</code>"
            words.append(token.content)
        elif kind == "image":
            yield f"[{escape(token.content or 'picture')}]{_address(token, 'src', token.content)}"
        elif token.type == "link_open":
            links.append(token)
            words.clear()
        elif token.type == "link_close":
            yield _address(links.pop(), "href", "".join(words))
        elif kind in _PAIRS:
            yield f"<{_PAIRS[kind]}>" if token.nesting == 1 else f"</{_PAIRS[kind]}>"
        else:
            yield escape(token.content)
            words.append(token.content)


def _address(token: Token, attribute: str, words: str) -> str:
    """Return where a link or a picture leads, as words, where the words beside it do not say so already."""
    parts = [str(part) for name in (attribute, "title") if (part := token.attrGet(name)) and part != words]
    return f" {_quiet('(' + ', '.join(parts) + ')')}" if parts else ""


def _quiet(words: str) -> str:
    return f'<span class="quiet">{escape(words)}</span>'
