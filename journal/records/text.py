"""Text as the database holds it: every string a person can make survives byte for byte."""

from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.types import Text, TypeDecorator

RARE = "surrogatepass"  # a lone surrogate has no UTF-8; this is the spelling Python itself would read back


def stored(text: str) -> str | bytes:
    """Return the text as it is bound: as it is, or as bytes when it holds a lone surrogate, which no driver binds."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", RARE)
    return text


def read(value: str | bytes) -> str:
    """Return stored text as it was written."""
    return value if isinstance(value, str) else value.decode("utf-8", RARE)


class Words(TypeDecorator[str]):
    """A column of a person's own text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        """Make rare text bindable."""
        return None if value is None else stored(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        """Give back what was written."""
        return None if value is None else read(value)
