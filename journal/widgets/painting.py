"""Drawing one line of text in a widget that draws its own lines."""

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget


def line_strip(widget: Widget, line: Content, width: int) -> Strip:
    """Return one line, filled up to `width` cells. Shorter than Textual's own way, which wraps and aligns each line."""
    ground = widget.visual_style
    parsed: dict[str, Style] = {}

    def parse(style: str | Style) -> Style:
        if isinstance(style, Style):
            return style
        if style not in parsed:
            parsed[style] = widget.app.stylesheet.parse_style(style)
        return parsed[style]

    segments = [Segment(text, style.rich_style) for text, style in line.render(ground, "", parse_style=parse)]
    return Strip(segments).adjust_cell_length(width, ground.rich_style)
