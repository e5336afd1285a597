"""Leave as pages show it: when, how long, in what state, and how much is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from milepost.kernel.access import Actor
from milepost.kernel.entity import entity
from milepost.web.parts.span_of_days import short, span_told
from milepost.web.parts.state import badge
from milepost.web.rooms.reading import Row, answer

ANNUAL = "holiday"
REASONS = ("Too many of us are away then", "Something that cannot be moved falls into these days", "Please choose other days; let us talk")
"""Why leave is refused, to be said in one tap."""


def span_of(row: Row) -> str:
    """The same of a row of leave."""
    return span_told(date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"]), row.get("part") or "day")


def leave_shown(found: Iterable[Row], today: date) -> list[dict[str, Any]]:
    """Leave that is not over: what a list says of each."""
    asked = entity("leave")
    return [
        {
            **one,
            "span": span_of(one),
            "badge": badge(asked, one["state"]),
            "kind_told": kind_told(one.get("kind")),
            "now": one["first_day"] <= str(today) <= one["last_day"],
            "address": f"/leave/{one['number']}/",
        }
        for one in found
        if one["last_day"] >= str(today)
    ]


def kind_told(kind: str | None) -> str:
    """What a kind of leave is called; nothing where it is not known."""
    return _(entity("leave").by_name["kind"].input.options[kind]) if kind else ""  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Balance:
    """Days of one kind of leave, as they are read: "12.5"."""

    kind: str
    allowance: str
    taken: str
    booked: str
    requested: str
    left: str
    until: date
    shares: tuple[tuple[str, int], ...]

    @property
    def bar(self) -> SafeString:
        """The shares side by side, in thousandths of the allowance."""
        placed, at = [], 0
        for name, width in self.shares:
            placed.append((name, at, width))
            at += width
        return format_html_join("", '<rect class="{}" x="{}" y="0" width="{}" height="10"/>', placed)

    @property
    def title(self) -> str:
        """What it comes to."""
        days = self.left.lstrip("-")
        many = plural_of(days)
        if self.left.startswith("-"):
            told = ngettext(
                "%(kind)s: %(days)s day more than allowed until %(day)s", "%(kind)s: %(days)s days more than allowed until %(day)s", many
            )
        elif self.kind == ANNUAL:
            told = ngettext("%(days)s day of annual leave left until %(day)s", "%(days)s days of annual leave left until %(day)s", many)
        else:
            told = ngettext("%(kind)s: %(days)s day left until %(day)s", "%(kind)s: %(days)s days left until %(day)s", many)
        return told % {"kind": kind_told(self.kind), "days": days, "day": short(self.until)}


def plural_of(days: str) -> int:
    """The number by which a language chooses its plural: "1" is one, "0.5" and "12.5" are several."""
    return 1 if days == "1" else 2


def balances_of(actor: Actor, person: int) -> list[Balance]:
    """How much leave somebody has of each kind, annual leave first; nothing where that is not known or not for whoever looks."""
    found = answer("leave-allowance.balance", actor, person=person)
    return [balance_from(one) for one in sorted(found.rows, key=lambda one: one["kind"] != ANNUAL)] if found is not None else []


def balances(actor: Actor, people: Iterable[int]) -> dict[tuple[int, str], Row]:
    """By person and kind the rows that leave-allowance.balance gives, of those of the people about whom whoever looks may ask."""
    wanted = [str(key) for key in people]
    found = answer("leave-allowance.balance", actor, people=wanted) if wanted else None
    return {(one["person"]["id"], one["kind"]): one for one in found.rows} if found is not None else {}


def balance_from(row: Row) -> Balance:
    """Of a row that leave-allowance.balance gave."""
    names = ("kind", "allowance", "taken", "booked", "requested", "left")
    values = {name: row[name] for name in names}
    whole = max(float(values["allowance"]), sum(float(values[name]) for name in ("taken", "booked", "requested")), 0.5)
    shares = tuple((name, round(1000 * float(values[name]) / whole)) for name in ("taken", "booked", "requested"))
    return Balance(**values, until=date.fromisoformat(row["last_day"]), shares=shares)
