"""What notices, mutes and preferences of mail are to every door."""

from dataclasses import dataclass

from django.db.models import Q

from milepost.kernel.about import TargetWord, record_columns
from milepost.kernel.access import Actor
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import Flag, Instant, Ref, Text, Unread, Whole
from milepost.kernel.models import MailPreference, Mute, Notice
from milepost.kernel.notices.own import reach_own
from milepost.kernel.notices.rules import is_told
from milepost.kernel.notices.seen import present, seen
from milepost.values import said

LARGEST = 2**63 - 1


@dataclass(frozen=True, kw_only=True)
class ToldWord(Text):
    """The name of an operation that somebody may be told of: "comment.create"."""

    most: int = 80

    def read(self, raw: object) -> str:
        name = raw.strip().casefold() if isinstance(raw, str) else ""
        if not is_told(name):
            raise Unread(
                "no-such-operation",
                said("'{name}' is nothing that anybody is told of; expected for example comment.create.", name=name[:60]),
            )
        return name

    def example(self, number: int = 1) -> str:
        return "comment.create"


def _reach_of_notices(actor: Actor, permission: str) -> Q:
    """Of these only what is about records that can be seen, and that may be known of them."""
    whose = reach_own("notice")(actor, permission)
    return whose & (seen(actor, present(actor)) if whose else seen(actor))


NOTICE = register(
    Entity(
        name="notice",
        model=Notice,
        title="operation",
        columns=(
            Column(name="account", input=Ref(entity="account"), fixed=True),
            *record_columns(),
            Column(name="operation", input=ToldWord(), fixed=True, personal=False),
            Column(name="by", input=Ref(entity="account", required=False, label="Who did it last"), asked=False),
            Column(name="count", input=Whole(label="How often", least=1, most=2**31 - 1), asked=False),
            Column(name="others", input=Whole(label="Other records alike", least=0, most=2**31 - 1), asked=False),
            Column(name="at", input=Instant(label="When"), asked=False),
            Column(name="waits", input=Flag(label="Asks for something"), asked=False),
        ),
        workflow=Workflow(
            dict(Notice.State.choices),
            "new",
            (
                Move("mark-read", ("new", "read"), "read"),
                Move("mark-new", ("read", "done"), "new"),
                Move("mark-done", ("new", "read", "done"), "done"),
            ),
        ),
        order=("-id",),
        creatable=False,
        editable=False,
        deletable=False,
        scopes={"own": "account_id"},
        reach=_reach_of_notices,
    )
)

MUTE = register(
    Entity(
        name="mute",
        model=Mute,
        title="operation",
        columns=(
            Column(name="account", input=Ref(entity="account", required=False, help="Oneself when left empty."), fixed=True),
            Column(name="operation", input=ToldWord(required=False, help="Empty for all."), fixed=True, personal=False),
            Column(name="entity", input=TargetWord(label="Kind of record", required=False, help="Empty for all."), fixed=True),
            Column(name="record", input=Whole(least=0, most=LARGEST, required=False, help="Its id; empty for all of a kind."), fixed=True),
        ),
        order=("id",),
        editable=False,
        scopes={"own": "account_id"},
        reach=reach_own("mute"),
    )
)

MAIL_PREFERENCE = register(
    Entity(
        name="mail-preference",
        model=MailPreference,
        title="account",
        columns=(
            Column(name="account", input=Ref(entity="account", required=False, help="Oneself when left empty."), fixed=True),
            Column(name="at_once", input=Flag(label="At once", required=False, help="What waits for one, as soon as it does.")),
            Column(name="daily", input=Flag(label="Once a day", required=False, help="Everything that is new, in one mail.")),
            Column(name="hour", input=Whole(label="At which hour", least=0, most=23, required=False, help="Of the day, where one is.")),
        ),
        order=("id",),
        deletable=False,
        scopes={"own": "account_id"},
        reach=reach_own("mail-preference"),
    )
)
