"""Scripts that are written without spaces between words, which a word index alone cannot search."""

import re

# Thai, Lao, Burmese, Khmer; kana, bopomofo, Han and its extensions. Hangul has spaces.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1a20-\u1aaf\u3005-\u3007\u3040-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f"
    "\U00020000-\U0003ffff]"
)


def has_unspaced(*texts: str) -> bool:
    """Return whether one of the texts holds such a script."""
    return any(not text.isascii() and _UNSPACED.search(text) is not None for text in texts)
