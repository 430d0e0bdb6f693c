"""`journal init`, `passphrase`, `recovery-key`, `rotate` and `keyring`: what opens the journal."""

from pathlib import Path

import click

from journal.cli.given import Given
from journal.cli.output import put, say
from journal.cli.privacy import no_core_dumps
from journal.cli.tree import command
from journal.cli.unlocking import advised, new_passphrase, opened, secret_at_hand
from journal.errors import HeaderMissing, JournalExists
from journal.vault.homes import HomeState, home_state
from journal.vault.policy import HIGH, STANDARD
from journal.vault.secret import Passphrase

STRENGTHS = {"standard": STANDARD, "high": HIGH}

_new_passphrase_file = click.option(
    "--new-passphrase-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Read the new passphrase from a file instead of asking for it twice.",
)


@command("init")
@click.option(
    "--strength",
    type=click.Choice(list(STRENGTHS)),
    default="standard",
    show_default=True,
    help="How much work each guess at the passphrase costs. `high` takes about a second.",
)
@click.pass_context
def init(ctx: click.Context, strength: str) -> None:
    """Create a journal. Prints the recovery key once, on a line of its own: write it down."""
    given = ctx.ensure_object(Given)
    home = given.folder
    state = home_state(home)
    if state is HomeState.JOURNAL:
        raise JournalExists(home)
    if state is HomeState.HEADER_MISSING:
        raise HeaderMissing(home)
    if given.recovery_key_file is not None:
        raise click.UsageError("a new journal makes its own recovery key; --recovery-key-file opens one.", ctx)
    secret = secret_at_hand(given)
    given_one = advised(secret.text) if isinstance(secret, Passphrase) else None
    passphrase = given_one or new_passphrase(None, "--passphrase-file")

    from journal.storage import Storage
    from journal.vault import prepare

    no_core_dumps()
    new = prepare(passphrase, strength=STRENGTHS[strength])
    with Storage.create(home, new):
        pass
    say(f"Your journal is in {home}.")
    _put_recovery_key(new.recovery_key)


@command("passphrase")
@_new_passphrase_file
@click.pass_obj
def passphrase(given: Given, new_passphrase_file: Path | None) -> None:
    """Change the passphrase. The recovery key stays as it is, and can be used here when the old one is forgotten."""
    with opened(given) as storage:
        storage.change_passphrase(new_passphrase(new_passphrase_file, "--new-passphrase-file"))
    say("The passphrase is changed. The old one opens nothing any more; copies of the journal made before keep it.")


@command("recovery-key")
@click.pass_obj
def recovery_key(given: Given) -> None:
    """Make a new recovery key and print it, once. The one before opens nothing any more."""
    with opened(given) as storage:
        key = storage.renew_recovery_key()
    _put_recovery_key(key)


@command("rotate")
@_new_passphrase_file
@click.pass_obj
def rotate(given: Given, new_passphrase_file: Path | None) -> None:
    """Encrypt the journal anew under a new key, with a new passphrase and a new recovery key.

    For when somebody may have had a copy of the journal and its passphrase. Prints the new recovery key once.
    """
    with opened(given) as storage:
        key = storage.rotate(new_passphrase(new_passphrase_file, "--new-passphrase-file"))
    say("The journal is encrypted under a new key.")
    _put_recovery_key(key)


@command("keyring")
@click.argument("switch", metavar="on|off", type=click.Choice(["on", "off"]))
@click.pass_obj
def keyring(given: Given, switch: str) -> None:
    """Let the system keyring open the journal, so that commands stop asking; or stop that."""
    with opened(given) as storage:
        if switch == "on":
            storage.keyring_on()
        else:
            storage.keyring_off()
    if switch == "on":
        say("The system keyring opens this journal now. Whoever uses this computer as you can read it.")
    else:
        say("The system keyring no longer opens this journal.")


def _put_recovery_key(key: str) -> None:
    say("The recovery key opens the journal when the passphrase is lost. It is not shown again; write it on paper:")
    put(key)
