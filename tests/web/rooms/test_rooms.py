"""The pages made by hand, as the server answers them: what is there, for whom, in how many queries, and without script."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from milepost.apps.people.models import Leave
from milepost.kernel.access import Actor
from milepost.kernel.models import JournalEntry
from milepost.kernel.operations import operation_named, perform
from tests.apps.people.crew import FULL, done, made, person
from tests.web.conftest import logged_in
from tests.web.rooms.crew import Crew

MOST = 25
PAGES = (
    "/",
    "/leave/",
    "/leave/ask/",
    "/people/PER-2/",
    "/teams/{team}/",
    "/skills/matrix/",
    "/organisations/ORG-2/",
)


def paths(people: Crew) -> list[str]:
    return [path.format(team=people.team) for path in PAGES]


def text_of(answer: Any) -> str:
    """The page's words, without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.parametrize("who", ["boss", "Mia", "Sam"])
def test_every_page_takes_few_queries_for_everybody(people: Crew, boss: Actor, who: str, django_assert_max_num_queries: Any) -> None:
    window = logged_in(boss if who == "boss" else people.actors[who])
    for path in paths(people):
        window.get(path)
        with django_assert_max_num_queries(MOST):
            answer = window.get(path)
        assert answer.status_code == (403 if who == "Sam" and "matrix" in path else 200), path


def test_a_team_of_forty_takes_as_many_queries_as_one_of_three(people: Crew, client: Client, django_assert_max_num_queries: Any) -> None:
    path = f"/teams/{people.team}/"
    client.get(path)
    with django_assert_max_num_queries(MOST) as few:
        client.get(path)
    for number in range(37):
        person(f"Person {number}", team=people.team, country="GB", region="ENG", pattern=FULL)
    with django_assert_max_num_queries(len(few)):
        answer = client.get(path)
    assert "Person 36" in answer.content.decode()


def test_who_is_not_logged_in_is_asked_who_they_are(people: Crew) -> None:
    for path in [*paths(people), "/people/me/", "/leave/ask/consequence/"]:
        assert Client().get(path)["Location"].startswith("/log-in/"), path
    assert Client().post(f"/leave/{people.asked}/decide/", {"verb": "approve"}).status_code == 302
    assert Leave.objects.get(pk=people.asked).state == "requested"


def test_a_stranger_is_told_nothing(people: Crew, staff: Any) -> None:
    stranger = logged_in(staff("Stranger"))
    entries = JournalEntry.objects.count()
    for path in paths(people)[1:]:
        answer = stranger.get(path)
        assert answer.status_code in (403, 404), path
        assert "Mia" not in answer.content.decode()
    today = stranger.get("/")
    assert today.status_code == 200 and "Mia" not in today.content.decode()
    assert stranger.post(f"/leave/{people.asked}/decide/", {"verb": "approve"}).status_code == 404
    assert JournalEntry.objects.count() == entries


def test_a_person_is_shown_with_week_leave_skills_and_certificates(people: Crew, client: Client) -> None:
    text = text_of(client.get("/people/PER-2/"))
    for told in (
        "Mia Okafor",
        "35 h this week",
        "25 days of annual leave left",
        "Firewalls",
        "Teaches it",
        "expires in 20 days",
        "2 reports",
    ):
        assert told in text, told
    assert "Countersigns for" in text and "reports to Ann Archer" in text and "(Europe/London)" in text


@pytest.mark.duty_part("SR-16", "who stands in for somebody, and who countersigns for whom, on their page", where="the page of a person")
def test_who_stands_in_and_countersigns_is_seen_on_the_page(people: Crew, client: Client) -> None:
    text = text_of(client.get("/people/PER-3/"))
    assert "Anna Reid stands in" in text and "Countersigned by Mia Okafor" in text
    assert "Stands in for Sam Pryce" in text_of(client.get("/people/PER-4/"))


def test_of_what_one_may_not_see_the_page_has_no_panel(people: Crew) -> None:
    own = text_of(logged_in(people.actors["Sam"]).get("/people/PER-3/"))
    assert "of annual leave left" in own and "Sickness" in own and "expired 3 days ago" in own
    other = text_of(logged_in(people.actors["Anna"]).get("/people/PER-3/"))
    assert "Sam Pryce" in other and "Network engineer" in other
    for hidden in ("annual leave", "Sickness", "h this week", "CCNA", "Routing", "Ask for leave"):
        assert hidden not in other, hidden
    above = text_of(logged_in(people.actors["Mia"]).get("/people/PER-3/"))
    assert "of annual leave left" in above and "CCNA" in above


def test_ones_own_page_is_found_and_who_has_none_is_told_why(people: Crew) -> None:
    assert logged_in(people.actors["Sam"]).get("/people/me/")["Location"] == "/people/PER-3/"
    answer = logged_in(people.actors["Olga"]).get("/people/me/")
    assert answer.status_code == 404 and "connects your account" in answer.content.decode()


@pytest.mark.duty_part("MSP-1", "who is in, how much time there is, what waits to be decided", where="the page of a team")
def test_a_team_says_who_is_in_how_much_time_there_is_and_what_waits(people: Crew, client: Client) -> None:
    page = client.get(f"/teams/{people.team}/").content.decode()
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "of 3 in today; 10 of 15 person-days next week" in text or "Nobody works today; 10 of 15 person-days next week" in text
    assert "1 request waits for a decision" in text and "Anna Reid stands in" in text and "expired 3 days ago" in text
    assert 'class="grid"' in page and "asked" in text
    assert "1 skill hangs on one person" in text and "only Mia Okafor" in text


def test_an_empty_team_says_what_to_do(client: Client, anybody: Actor) -> None:
    key = made("team", name="Empty")
    assert f"/people/new/?team={key}" in client.get(f"/teams/{key}/").content.decode()


def test_a_client_is_shown_with_whom_to_call_and_where_they_are(people: Crew, client: Client, boss: Actor) -> None:
    perform(operation_named("watch.create"), boss, given={"entity": "organisation", "record": people.client})
    page = client.get("/organisations/ORG-2/").content.decode()
    assert 'href="tel:01174960101"' in page and 'href="mailto:priya@harbour.example"' in page and "1 College Green" in page
    assert "Who watches" in page and "Invoices go to Bristol." in page and "Comments and files" in page
    house = client.get("/organisations/ORG-1/").content.decode()
    assert "Department of the house" in house and "Nobody belongs to it yet" in house


def test_leave_is_asked_for_in_one_step_without_script(people: Crew) -> None:
    window = logged_in(people.actors["Sam"])
    first = people.monday + timedelta(days=21)
    given = {"kind": "holiday", "part": "day", "first_day": str(first), "last_day": str(first + timedelta(days=1)), "note": ""}
    looked = text_of(window.get("/leave/ask/", given))
    assert "Takes" in looked and "of 25" in looked
    assert window.post("/leave/ask/", given)["Location"] == "/leave/"
    assert Leave.objects.get(person=people.sam, kind="holiday").state == "requested"
    assert "Asked." in window.get("/leave/").content.decode()


def test_leave_that_clashes_is_refused_and_nothing_is_left_behind(people: Crew) -> None:
    window = logged_in(people.actors["Sam"])
    first = str(people.monday + timedelta(days=8))
    answer = window.post("/leave/ask/", {"kind": "holiday", "part": "day", "first_day": first, "last_day": first, "note": "A wedding"})
    assert answer.status_code == 422 and "A wedding" in answer.content.decode() and "already" in text_of(answer)
    assert Leave.objects.filter(person=people.sam).count() == 1


def test_a_form_that_is_sent_twice_asks_once(people: Crew) -> None:
    window = logged_in(people.actors["Sam"])
    mark = re.search(r'name="once" value="([^"]+)"', window.get("/leave/ask/").content.decode())
    first = str(people.monday + timedelta(days=21))
    given = {"kind": "holiday", "part": "day", "first_day": first, "last_day": first, "note": "", "once": mark[1] if mark else ""}
    assert [window.post("/leave/ask/", given)["Location"] for _ in range(2)] == ["/leave/", "/leave/"]
    assert Leave.objects.filter(person=people.sam, kind="holiday").count() == 1


def test_while_days_are_chosen_it_is_said_what_they_take_and_who_is_away_too(people: Crew) -> None:
    window = logged_in(people.actors["Anna"])
    days = {"first_day": str(people.monday + timedelta(days=7)), "last_day": str(people.monday + timedelta(days=9)), "kind": "holiday"}
    told = text_of(window.get("/leave/ask/consequence/", days))
    assert "There is leave already" in told and "Sam Pryce is away too" in told and "with 2 asked for already" in told
    assert "sick" not in told.lower()
    wrong = text_of(window.get("/leave/ask/consequence/", days | {"last_day": "2020-01-01"}))
    assert "before" in wrong
    assert "Choose the days" in text_of(window.get("/leave/ask/consequence/"))


def test_a_request_is_approved_in_one_tap_with_its_consequence_before_and_undo_after(people: Crew) -> None:
    window = logged_in(people.actors["Mia"])
    text = text_of(window.get("/leave/"))
    assert "1 request waits for you" in text and "23 of 25 days left afterwards" in text and "Sam Pryce is away" in text
    assert "Sickness" not in text
    answer = window.post(f"/leave/{people.asked}/decide/", {"verb": "approve", "back": "/leave/"}, follow=True)
    page = answer.content.decode()
    assert "Approved: Anna Reid" in page and Leave.objects.get(pk=people.asked).state == "approved"
    undo = re.search(r'action="(/undo/[0-9a-f]+/)"', page)
    assert undo is not None
    window.post(undo[1], {"back": "/leave/"})
    found = Leave.objects.get(pk=people.asked)
    assert found.state == "requested" and found.decided_by is None


def test_a_director_sees_first_what_their_own_reports_ask_for_and_below_it_the_rest(people: Crew, boss: Actor) -> None:
    window = logged_in(boss)
    text = text_of(window.get("/leave/"))
    assert "1 request of people further below" in text and "Somebody nearer to them decides too" in text and "Anna Reid" in text
    assert "Anna Reid" not in text_of(window.get("/")).partition("Waiting for you")[2].partition("Away")[0]
    done("leave.request", made("leave", person=people.mia, kind="holiday", part="day", first_day="2027-03-01", last_day="2027-03-02"))
    text = text_of(window.get("/leave/"))
    assert text.index("Mia Okafor") < text.index("1 request of people further below") < text.index("Anna Reid")


def test_a_request_is_refused_with_a_reason_and_not_without(people: Crew) -> None:
    window = logged_in(people.actors["Mia"])
    told = window.post(f"/leave/{people.asked}/decide/", {"verb": "refuse"}, follow=True).content.decode()
    assert "Say why" in told and Leave.objects.get(pk=people.asked).state == "requested"
    window.post(f"/leave/{people.asked}/decide/", {"verb": "refuse", "reason": "Too many", "own_reason": "We move the core then."})
    assert JournalEntry.objects.filter(entity="leave", record=people.asked).latest("id").reason == "We move the core then."


def test_who_may_not_decide_is_told_so_where_they_were(people: Crew, client: Client, staff: Any) -> None:
    window = logged_in(people.actors["Anna"])
    told = window.post(f"/leave/{people.asked}/decide/", {"verb": "approve"}, follow=True).content.decode()
    assert Leave.objects.get(pk=people.asked).state == "requested" and 'class="toast"' in told
    assert "/leave/ask/" in told


def test_the_matrix_prints_levels_and_says_what_hangs_on_one_person(people: Crew, client: Client) -> None:
    page = client.get("/skills/matrix/").content.decode()
    assert "1 of 2 skills hangs on one person or none" in page and 'class="l5"' in page
    gaps = client.get("/skills/matrix/?gaps=1").content.decode()
    assert ">Firewalls<" in gaps and ">Routing<" not in gaps
    assert "Nobody there has a skill listed" in client.get("/skills/matrix/?category=Cooking").content.decode()


def test_a_wrong_filter_of_the_matrix_is_told(people: Crew, client: Client) -> None:
    assert client.get("/skills/matrix/?team=999999").status_code in (404, 422)


def test_today_says_what_waits_and_who_is_away(people: Crew) -> None:
    text = text_of(logged_in(people.actors["Mia"]).get("/"))
    assert "2 things wait for you" in text and "Anna Reid asks for leave" in text and "expires in 20 days" in text
    assert "Your weeks" in text and "Away in Networks" in text
    assert "Nothing waits for you" in text_of(logged_in(people.actors["Anna"]).get("/"))


@pytest.mark.django_db
def test_an_empty_house_says_where_to_begin(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "Begin here" in page and "/people/import/" in page


def test_the_list_that_a_page_stands_for_is_below_it(people: Crew, client: Client) -> None:
    assert client.get("/leave/all/").status_code == 200
    assert 'class="list' in client.get("/leave/all/").content.decode()


def test_the_matrix_of_many_people_comes_in_pages(people: Crew, client: Client) -> None:
    skill = made("skill", name="Cabling", category="Networks")
    for number in range(60):
        made("person-skill", person=person(f"Person {number:02}", team=people.team), skill=skill, level=3, evidence="Ten sites")
    first = client.get(f"/skills/matrix/?team={people.team}")
    assert "People 1–50" in text_of(first) and "Person 47" in text_of(first) and "Person 48" not in text_of(first)
    assert f'href="?team={people.team}&amp;after=50"' in first.content.decode()
    rest = client.get(f"/skills/matrix/?team={people.team}&after=50")
    assert "People 51–63" in text_of(rest) and "Person 59" in text_of(rest) and "Person 47" not in text_of(rest)
    assert re.search(r"Work alone</th>.*<td>60</td>", rest.content.decode()), "how many can do it is told of all"
    assert "People 1–50" in text_of(client.get(f"/skills/matrix/?team={people.team}&after=900")), "beyond the end is the beginning"


def test_of_many_requests_the_first_are_shown_and_all_are_told(people: Crew, boss: Actor, django_assert_max_num_queries: Any) -> None:
    days = [str(people.monday + timedelta(days=21 + 7 * week)) for week in range(22)]
    for number, day in enumerate(days):
        who = person(f"Person {number:02}", team=people.team, manager=people.mia, country="GB", region="ENG", pattern=FULL)
        done("leave.request", made("leave", person=who, kind="holiday", part="day", first_day=day, last_day=day))
    mia, above = logged_in(people.actors["Mia"]), logged_in(boss)
    mia.get("/leave/")
    with django_assert_max_num_queries(MOST):
        page = mia.get("/leave/")
    assert "23 requests wait for you" in text_of(page) and "These are the first 20 of 23." in text_of(page)
    assert "Person 18" in text_of(page) and "Person 19" not in text_of(page) and "3 more requests for leave" in text_of(mia.get("/"))
    assert 'href="/leave/all/?state=requested"' in page.content.decode()
    page = above.get("/leave/")
    assert "23 requests of people further below" in text_of(page) and "These are the first 5 of 23." in text_of(page)
    assert "Person 03" in text_of(page) and "Person 04" not in text_of(page)
