"""The script of a demonstration: the same for a seed and a day, in the order of time, and within what names it uses."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from milepost.demonstration.cast import CLIENT, NOT_STAFF, cast_of
from milepost.demonstration.fill import script_of
from milepost.demonstration.house import EVERYBODY
from milepost.demonstration.names import in_latin
from milepost.demonstration.script import HOUSE, WEEKS, Deed, Named, Script
from milepost.demonstration.sizes import SIZES

DAY = date(2026, 11, 23)


def written(size: str = "small", *, seed: int = 7, day: date = DAY) -> tuple[Deed, ...]:
    return tuple(script_of(SIZES[size], seed=seed, day=day).deeds())


def addresses(deeds: Iterable[Deed]) -> set[str]:
    return {str(deed.given["email"]) for deed in deeds if deed.given.get("email")}


def test_the_same_seed_and_day_give_the_same_script_and_others_another() -> None:
    assert written("medium") == written("medium")
    assert written("medium") != written("medium", seed=8)
    assert written("medium") != written("medium", day=DAY + timedelta(days=1))


@pytest.mark.parametrize("size", ["small", "medium"])
@pytest.mark.parametrize("day", [DAY, date(2024, 2, 29), date(2027, 1, 1), date(2026, 3, 29)])
def test_nothing_is_done_before_the_record_it_is_about_is_made(size: str, day: date) -> None:
    known: set[Named] = {Named("role", one) for one in ROLES} | {Named("account", "noor"), EVERYBODY}
    for deed in written(size, day=day):
        used = {value for value in deed.given.values() if isinstance(value, Named)}
        if deed.operation.endswith(".create"):
            assert used <= known, (deed, used - known)
            assert deed.record not in known, deed
            known.add(deed.record)  # type: ignore[arg-type]
        else:
            assert used | ({deed.record} if isinstance(deed.record, Named) else set()) <= known, deed


ROLES = (
    *("Colleague", "Own affairs", "Auditor", "PS manager", "Project manager", "Finance", "Client contact", "Team lead"),
    *("Resource manager", "Manages own projects", "Sponsors projects"),
)


@pytest.mark.parametrize("size", SIZES)
def test_a_house_has_the_people_organisations_and_contacts_of_its_size(size: str) -> None:
    deeds = written(size)
    names = ("person", "organisation", "contact", "team", "project")
    made = {name: sum(deed.operation == f"{name}.create" for deed in deeds) for name in names}
    wanted = SIZES[size]
    assert made == dict(zip(names, (wanted.people, wanted.organisations, wanted.contacts, wanted.teams, wanted.projects), strict=True))


def test_history_goes_over_eighteen_months_to_today_and_no_further() -> None:
    deeds = written()
    assert deeds[0].at.date() <= DAY - timedelta(weeks=WEEKS) and max(deed.at for deed in deeds).date() <= DAY
    months = {(deed.at.year, deed.at.month) for deed in deeds}
    assert len(months) >= 18
    authors = {deed.by for deed in deeds} - {HOUSE}
    assert len(authors) >= 10


def test_every_address_is_one_that_reaches_nobody() -> None:
    assert all(one.endswith((".example.org", ".example.com")) for one in addresses(written("medium")))
    assert all(one.isascii() for one in addresses(written("medium")))


def test_names_are_of_many_scripts_and_lengths() -> None:
    names = [one.name for one in cast_of(SIZES["medium"], Script(size=SIZES["medium"], seed=7, day=DAY, cast=()).random("cast"))]
    assert any(not one.isascii() for one in names) and any("\u0590" <= letter <= "\u06ff" for one in names for letter in one)
    assert max(map(len, names)) > 40


def test_handles_are_unique_and_everybody_has_a_manager_but_one() -> None:
    cast = cast_of(SIZES["large"], Script(size=SIZES["large"], seed=7, day=DAY, cast=()).random("cast"))
    everybody = [one.handle for one in (*cast, *NOT_STAFF, CLIENT)]
    assert len(set(everybody)) == len(everybody)
    assert [one.handle for one in cast if not one.manager] == ["ingrid"]
    assert {one.manager for one in cast if one.manager} <= {one.handle for one in cast}


@pytest.mark.parametrize(
    ("name", "spelt"), [("Łukasz", "lukasz"), ("Zoë", "zoe"), ("سارة", "sara"), ("O’Sullivan", "osullivan"), ("?", "someone")]
)
def test_names_are_spelt_as_addresses_are(name: str, spelt: str) -> None:
    assert in_latin(name) == spelt


def test_in_a_large_house_many_deeds_are_one_operation() -> None:
    from itertools import groupby

    deeds = written("large")
    together = sum(1 for _ in groupby(deeds, key=lambda deed: (deed.at, deed.by, deed.operation)))
    assert len(deeds) > 60_000 and together < 8_000
