"""What the pages made by hand say at the edges: about New Year, of long absences, of kinds of leave, of who has left."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from milepost.kernel.access import Actor
from milepost.web.rooms.people.days import Absence, Cell, absences, today_told
from tests.apps.people.crew import FULL, approved, done, made, person
from tests.web.conftest import logged_in
from tests.web.rooms.crew import OWN, Crew
from tests.web.rooms.test_rooms import text_of

MONDAY = date(2026, 6, 1)


def cells(kinds: str) -> list[Cell]:
    """Days from a Monday on: l leave, p part of a day, w work, - off."""
    named = {"l": "leave", "p": "part", "w": "work", "-": "off"}
    return [Cell(MONDAY + timedelta(days=n), named[one], "", "", 0, 420) for n, one in enumerate(kinds)]


def test_days_of_leave_are_one_absence_across_a_weekend_and_half_only_where_all_are() -> None:
    found = absences({1: cells("wwplw--l--wpw"), 2: cells("wwwwl--lw")}, MONDAY)
    assert [(one.person, one.first.day, one.last.day, one.half) for one in found] == [
        (1, 3, 4, False),
        (2, 5, 8, False),
        (1, 8, 8, False),
        (1, 12, 12, True),
    ]


def test_an_absence_that_reaches_the_end_of_what_was_looked_at_may_be_longer() -> None:
    (one,) = absences({1: cells("wllll--")}, MONDAY)
    assert one == Absence(1, date(2026, 6, 2), date(2026, 6, 5), half=False, open=True)
    told = today_told(cells("l")[0], one)[2]
    assert told.startswith("On leave until Fri") and told.endswith("or longer")


@pytest.fixture
def turn_of_the_year(people: Crew, staff: Any) -> Client:
    """Pat, who may ask for their own leave, with an allowance for each of two years and days for training."""
    staff("Olga", *OWN, kind="own")
    pat = person("Pat", account=people.actors["Olga"], country="GB", region="ENG", pattern=FULL)
    for year, days in ((2026, "25"), (2027, "20")):
        made("leave-allowance", person=pat, first_day=f"{year}-01-01", last_day=f"{year}-12-31", half_days=days)
    made("leave-allowance", person=pat, kind="training", first_day="2026-01-01", last_day="2026-12-31", half_days="5")
    approved(pat, "2026-02-02", "2026-02-05", kind="training")
    return logged_in(people.actors["Olga"])


def consequence(window: Client, **given: str) -> str:
    return text_of(window.get("/leave/ask/consequence/", given)).strip()


def test_leave_about_new_year_is_told_of_both_allowances(turn_of_the_year: Client) -> None:
    told = consequence(turn_of_the_year, kind="holiday", first_day="2026-12-29", last_day="2027-01-05")
    assert "Takes 3 working days of 25 until 31 Dec; 22 left." in told
    assert "Takes 2 working days of 20 until 31 Dec; 18 left." in told
    assert "Takes 5" not in told and "Day (Fri 1 Jan)" in told and "2027-01-01" not in told
    beyond = consequence(turn_of_the_year, kind="holiday", first_day="2027-12-31", last_day="2028-01-04")
    assert "1 working day of 20 until 31 Dec; 19 left." in beyond and "for which no allowance is known" in beyond


def test_every_kind_with_an_allowance_is_told_before_it_is_asked_for(turn_of_the_year: Client) -> None:
    assert "Takes 1 working day of 5; 0 left." in consequence(turn_of_the_year, kind="training", first_day="2026-11-23", last_day="")
    assert consequence(turn_of_the_year, kind="sickness", first_day="2026-11-23", last_day="") == "Takes 1 working day."
    assert "cooking" in consequence(turn_of_the_year, kind="cooking", first_day="2026-11-23")


def test_the_page_of_leave_shows_a_balance_for_each_kind_and_one_day_is_one_day(people: Crew, staff: Any) -> None:
    staff("Olga", *OWN, kind="own")
    pat = person("Pat", account=people.actors["Olga"], pattern=FULL)
    span = {"first_day": str(people.monday - timedelta(days=100)), "last_day": str(people.monday + timedelta(days=100))}
    made("leave-allowance", person=pat, half_days="25", **span)
    made("leave-allowance", person=pat, kind="training", half_days="5", **span)
    approved(pat, str(people.monday + timedelta(days=14)), str(people.monday + timedelta(days=17)), kind="training")
    page = text_of(logged_in(people.actors["Olga"]).get("/leave/"))
    assert "25 days of annual leave left until" in page and "Training: 1 day left until" in page


def test_who_may_only_look_is_offered_nothing_to_add(people: Crew) -> None:
    window = logged_in(people.actors["Olga"])
    person("Zoe", team=(team := made("team", name="Quiet")))
    shown = [
        window.get(path).content.decode() for path in ("/organisations/ORG-1/", f"/teams/{made('team', name='Empty')}/", "/people/PER-2/")
    ]
    assert not any("/new/?" in page for page in shown)
    assert "Zoe" in text_of(window.get(f"/teams/{team}/"))


def test_who_has_left_is_in_no_team(people: Crew) -> None:
    gone = person("Zoe", team=people.team)
    done("person.leave", gone, last_day=str(people.monday - timedelta(days=30)))
    assert "Zoe" not in text_of(logged_in(people.actors["Olga"]).get(f"/teams/{people.team}/"))


def test_of_many_people_of_an_organisation_some_are_shown_and_all_are_a_step_away(people: Crew, client: Client, boss: Actor) -> None:
    for number in range(13):
        person(f"Number {number:02d}", organisation=people.client)
    page = client.get("/organisations/ORG-2/").content.decode()
    assert "Number 11" in page and "Number 12" not in page
    assert client.get("/organisations/ORG-2/people/organisation/").status_code == 200
    assert 'href="/organisations/ORG-2/people/organisation/">All of them' in page
