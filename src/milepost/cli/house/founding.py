"""Sets a house up: folder, tables, first administrator, and whose house it is."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from milepost.cli.failure import usage
from milepost.cli.house.kept import keep
from milepost.cli.house.started import database_told, home, prepare_home, started

if TYPE_CHECKING:
    from milepost.kernel.installation.beginning import Beginning


@dataclass(frozen=True)
class Founder:
    """The first administrator; without a password they act by tokens only. `kept` are settings that hold from the next start on."""

    email: str = ""
    name: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Founded:
    """How many migrations were applied, and id and address of the administrator, if one was named."""

    migrations: int
    account: int | None
    email: str = ""


def found(founder: Founder, beginning: "Beginning", kept: dict[str, str]) -> Founded:
    """Makes what is missing, and nothing twice. The house must be loaded. Raises Failure (2) for what cannot be meant."""
    from milepost.kernel.administration import check_strength
    from milepost.kernel.errors import Refused
    from milepost.kernel.installation.administrator import make_administrator, renew_role
    from milepost.kernel.installation.beginning import begin
    from milepost.kernel.installation.tables import make_tables
    from milepost.kernel.settings import ensure_settings

    with database_told():
        made = make_tables()
        renew_role()
        ensure_settings()
        name, email = founder.name.strip() or founder.email.strip(), founder.email.strip()
        try:
            if founder.password:
                check_strength(founder.password, email=email, name=founder.name)
        except Refused as refusal:
            raise usage("--password-stdin", str(refusal), "Choose another.") from refusal
        try:
            begin(beginning)
        except Refused as refusal:
            raise usage("setup-house", str(refusal), "See milepost setup-house --help.") from refusal
        try:
            account = make_administrator(email, name, founder.password) if email else None
        except Refused as refusal:
            raise usage("--email", str(refusal), "Use an address such as ann@example.org.") from refusal
    keep(home(), kept)
    return Founded(made, None) if account is None else Founded(made, account.pk, account.email)


def prepared() -> None:
    """The folder and the key, then the house is loaded: what `found` needs."""
    prepare_home()
    started(tables=False)
