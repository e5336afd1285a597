"""A change of a plan whose answer was lost on the way and that is sent again is done once: the page marks each list of steps."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from milepost.kernel.access import Actor
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.once import Answer, OtherRequest, once
from milepost.values import said

MOST_SIGNS = 60
KEPT = ("told", "undo", "made")
"""What is told again of a change that was done before; what is different since is worked out anew."""
Json = dict[str, Any]


def done_once(actor: Actor, plan: int, asked: Json, deed: Callable[[], Json]) -> tuple[Json, bool]:
    """What the deed gives, or, of a mark that was sent before with the same steps, what is told again; and whether that is so. Without a
    mark it is done as often as it is sent. Raises what the deed raises, and Invalid for what is no mark, and for one of other steps."""
    mark = asked.get("once")
    if mark is None or actor.account is None:
        return deed(), False
    if not isinstance(mark, str) or not 0 < len(mark) <= MOST_SIGNS:
        raise Invalid({"once": [Fault("no-mark", said("expected a text of at most {most} characters.", most=MOST_SIGNS))]})
    made: list[Json] = []

    def effect() -> Answer:
        made[:] = [deed()]
        return Answer(200, json.dumps({name: made[0][name] for name in KEPT}).encode())

    hashed = sha256(json.dumps([plan, asked.get("steps")], sort_keys=True).encode()).hexdigest()
    try:
        found = once(actor.account, f"plan-change {mark}", hashed, effect)
    except OtherRequest:
        told = said("this mark was sent with other steps before; send these with a mark of their own.")
        raise Invalid({"once": [Fault("other-steps", told)]}) from None
    return (json.loads(found.body), True) if found.again else (made[0], False)
