"""The tree of commands, and the options that go with all of them.

Click stands here without Typer on top: importing Typer costs 30 ms more, a fifth of what `journal add` may use.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from journal import __version__
from journal.cli.given import Given

# Where each command lives, in the order in which help shows them.
SECTIONS: dict[str, dict[str, str]] = {
    "A hard moment": {"help-now": "help_now:help_now"},
    "Write": {"add": "adding:add", "mood": "moods:mood", "reflect": "reflect:reflect", "edit": "change:edit"},
    "Read and find": {
        "list": "read:list_entries",
        "show": "read:show",
        "search": "read:search",
        "tags": "read:tags",
    },
    "Look back": {
        "today": "today:today",
        "moods": "moods:moods",
        "patterns": "mood_patterns:patterns",
        "review": "review:review",
    },
    "Count": {"streak": "streaks:streak"},
    "Throw away": {
        "delete": "bin:delete",
        "trash": "bin:trash",
        "restore-entry": "bin:restore_entry",
        "purge": "bin:purge",
    },
    "Share": {
        "share": "sharing:share",
        "hand-over": "sharing:hand_over",
        "feed": "feed:feed",
        "reply": "sharing:reply",
        "encourage": "sharing:encourage",
        "unshare": "sharing:unshare",
        "sent": "feed:sent",
        "peers": "peers:peers",
        "peer": "peers:peer",
    },
    "Files": {"import": "exchange:import_file", "export": "exchange:export"},
    "Keys": {
        "init": "keys:init",
        "passphrase": "keys:passphrase",
        "recovery-key": "keys:recovery_key",
        "rotate": "keys:rotate",
        "keyring": "keys:keyring",
    },
    "About": {"demo": "interface:demo", "where": "about:where", "doctor": "about:doctor"},
}
COMMANDS = {name: place for section in SECTIONS.values() for name, place in section.items()}
HELP_NAMES = ["-h", "--help"]
SHELLS = ("bash", "zsh", "fish", "powershell")
MORE_THAN_TAKEN = "there is more on the line than this command takes. Put words with spaces in quotes."

Function = Callable[..., None]


class Command(click.Command):
    """A command that also takes the options of `journal` itself, anywhere on its line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(_common_options(hidden=True))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and complain about words too many without repeating them: they may be from the journal."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise click.UsageError(MORE_THAN_TAKEN, ctx)
        return rest


class Tree(click.Group):
    """All commands, each imported when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        return _imported(COMMANDS, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by section."""
        for section, names in SECTIONS.items():
            rows = [
                (name, command.get_short_help_str(100)) for name in names if (command := self.get_command(ctx, name))
            ]
            with formatter.section(section):
                formatter.write_dl(rows)


class Branch(click.Group):
    """A command with commands of its own, each imported when it is needed. Alone it does what is asked for most."""

    def __init__(self, *args: Any, places: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places = places
        self.params.extend(_common_options(hidden=True))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the help page."""
        return list(self._places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        return _imported(self._places, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, and complain about another without repeating it: it may be the name of a counter."""
        if self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            raise click.UsageError(f"that is none of its commands: {', '.join(self._places)}.", ctx)
        return super().resolve_command(ctx, args)


def _imported(places: Mapping[str, str], name: str) -> click.Command | None:
    if name not in places:
        return None
    room, function = places[name].split(":")
    command = getattr(import_module(f"journal.cli.{room}"), function)
    assert isinstance(command, click.Command)  # noqa: S101 - for the type checker; the table is tested
    return command


def command(name: str) -> Callable[[Function], Command]:
    """Return a decorator that makes a function the command `name`; its docstring is the help text."""

    def make(function: Function) -> Command:
        return click.command(name, cls=Command, context_settings={"help_option_names": HELP_NAMES})(function)

    return make


def branch(name: str, places: Mapping[str, str]) -> Callable[[Function], Branch]:
    """Return a decorator that makes a function the command `name`, which also has the commands of a table."""

    def make(function: Function) -> Branch:
        settings = {"help_option_names": HELP_NAMES}
        made = click.group(name, cls=Branch, invoke_without_command=True, places=places, context_settings=settings)
        return made(function)

    return make


def _common_options(*, hidden: bool) -> list[click.Parameter]:
    file = click.Path(path_type=Path)

    def option(
        name: str, text: str, kind: click.ParamType[Any] | None = None, metavar: str | None = None
    ) -> click.Option:
        return click.Option(
            [name],
            type=kind,
            metavar=metavar,
            is_flag=kind is None,
            default=None,
            expose_value=False,
            callback=_remember,
            hidden=hidden,
            help=text,
        )

    return [
        option("--home", "The folder of the journal [env: JOURNAL_HOME].", file, "DIR"),
        option("--passphrase-file", "Read the passphrase from a file [env: JOURNAL_PASSPHRASE_FILE].", file, "FILE"),
        option(
            "--passphrase-command",
            "Take the passphrase from the first line a command prints [env: JOURNAL_PASSPHRASE_COMMAND].",
            click.STRING,
            "CMD",
        ),
        option("--recovery-key-file", "Open the journal with the recovery key in a file.", file, "FILE"),
        option("--no-color", "No colours; NO_COLOR in the environment does the same."),
    ]


def _remember(ctx: click.Context, param: click.Parameter, value: object) -> None:
    given = ctx.ensure_object(Given)
    if value is not None and param.name:
        setattr(given, param.name, value)
    if given.no_color:
        ctx.color = False


def root_options() -> list[click.Parameter]:
    """Return the options of `journal` itself, with those for shells."""
    shells = click.Choice(SHELLS)

    def eager(name: str, text: str, callback: Callable[..., None], kind: click.ParamType[Any] | None) -> click.Option:
        return click.Option(
            [name], type=kind, is_flag=kind is None, expose_value=False, is_eager=True, callback=callback, help=text
        )

    return [
        *_common_options(hidden=False),
        eager("--show-completion", "Print the completion script for a shell.", _show_completion, shells),
        eager("--install-completion", "Set up completion for a shell, for you alone.", _install_completion, shells),
        eager("--version", "Print the version.", _show_version, None),
    ]


def _show_completion(ctx: click.Context, _param: click.Parameter, shell: str | None) -> None:
    if shell is not None and not ctx.resilient_parsing:
        from journal.cli.completion import show

        show(shell)
        ctx.exit()


def _install_completion(ctx: click.Context, _param: click.Parameter, shell: str | None) -> None:
    if shell is not None and not ctx.resilient_parsing:
        from journal.cli.completion import install

        install(shell)
        ctx.exit()


def _show_version(ctx: click.Context, _param: click.Parameter, wanted: bool | None) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"journal {__version__}")
        ctx.exit()
