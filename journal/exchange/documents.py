"""The ways out of the journal, in one place: plain objects, JSON, JSON lines and Markdown."""

from journal.exchange.json_out import Contents, write_json, write_jsonl
from journal.exchange.markdown_out import write_markdown
from journal.exchange.objects import entry_object

__all__ = ["Contents", "entry_object", "write_json", "write_jsonl", "write_markdown"]
