"""What the engine tells on pages of a plan, in a language that nobody speaks: why a task stands there, levelling, chances, the chart."""

import json
import re

import pytest
from django.test import Client

from milepost.apps.planning.models import LevellingProposal, PlanChances, PlanRun
from milepost.apps.projects.models import Project
from milepost.kernel.access import Actor
from milepost.kernel.access.tokens import make_token
from milepost.kernel.jobs.run import run_one
from milepost.kernel.models import Account, Job
from milepost.values import Said
from tests.apps.planning.plans import link, sold_plan, task
from tests.apps.projects.works import done, made
from tests.web.ciphered import CIPHERED, cipher_catalogue, ciphered, english_in, read_of  # noqa: F401
from tests.web.conftest import logged_in

PLAN = "/projects/PRJ-1/plan/"


@pytest.fixture
def plan(boss: Actor) -> dict[str, int]:
    """Somebody has three tasks at once; two of hers cannot be moved; one task has a date that its links do not
    allow, one a deadline that is missed."""
    key, scope = sold_plan(name="Zplan")
    found = {"plan": key, "phase": task(key, scope, "Zphase")}
    for name in ("Zrack", "Zcable", "Ztest"):
        found[name] = task(key, scope, name, 2, parent=found["phase"])
    who = made("person", name="Zana")
    for name in ("Zrack", "Zcable", "Ztest"):
        made("assignment", task=found[name], person=who)
    found["Zhand"] = task(key, scope, "Zhand", kind="milestone", deadline_at="2026-03-02 12:00")
    found["Zlate"] = task(key, scope, "Zlate", 1, constraint="snlt", constraint_at="2026-03-02 12:00")
    found["Zfixed"] = task(key, scope, "Zfixed", 1, constraint="snet", constraint_at="2026-03-10 09:00")
    for name in ("Zone", "Ztwo"):
        made("assignment", task=task(key, scope, name, 1, constraint="mso", constraint_at="2026-03-16 09:00"), person=who)
    link(found["Ztest"], found["Zhand"])
    link(found["Ztest"], found["Zlate"], lag=450)
    found["Zlast"] = task(key, scope, "Zlast", 1)
    link(found["Zlate"], found["Zlast"], kind="SS")
    return found


@pytest.fixture
def reader(plan: dict[str, int], boss: Actor, ciphered: None) -> Client:  # noqa: F811
    Account.objects.filter(pk=boss.account).update(language=CIPHERED, name="Zboss")
    return logged_in(boss)


def all_done() -> None:
    Job.objects.filter(state="ready").update(run_after="2026-01-01T00:00Z")
    while run_one("test"):
        pass


def left_english(html: str) -> set[str]:
    """Words of the page's own part that are not in its language; all data of these tests begins with Z."""
    main = html.split("<main")[1].split("</main>")[0]
    text = read_of(f"<main{re.sub('<script.*?</script>', ' ', main, flags=re.DOTALL)}".encode(), "html")
    assert re.search("[а-я]{3}", text), "else nothing is read by this test"
    return {one for one in english_in(text, {str(one) for one in Project.objects.all()}) if not re.fullmatch("Z[a-z]+", one)}


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", ["Zrack", "Zhand", "Zlate", "Zfixed", "phase", "Zlast"])
def test_why_a_task_stands_there(name: str, plan: dict[str, int], reader: Client) -> None:
    if name == "Zrack":
        done("task.report", plan["Zrack"], done="40", started="2026-03-02 09:00")
    html = page_of(reader, f"{PLAN}why/{plan[name]}/")
    assert left_english(html) == set()
    assert "2026/3/" in html, "days as the language writes them"


def test_levelling_and_what_is_told_by_the_way(plan: dict[str, int], reader: Client) -> None:
    assert left_english(page_of(reader, f"{PLAN}level/")) == set()
    reader.post(f"{PLAN}level/", {"do": "level"})
    all_done()
    proposal = LevellingProposal.objects.get()
    assert proposal.problems and all(isinstance(one["message"], Said) for one in proposal.problems)
    assert left_english(page_of(reader, f"{PLAN}level/")) == set()


def test_chances_and_what_is_told_by_the_way(plan: dict[str, int], reader: Client) -> None:
    done("task.edit", plan["Zrack"], best_minutes=450, worst_minutes=6 * 450)
    reader.post(f"{PLAN}chances/", {"do": "simulate"})
    all_done()
    assert PlanChances.objects.exists()
    assert left_english(page_of(reader, f"{PLAN}chances/")) == set()


def test_chances_of_nothing(boss: Actor, ciphered: None) -> None:  # noqa: F811
    sold_plan(name="Zplan")
    Account.objects.filter(pk=boss.account).update(language=CIPHERED)
    client = logged_in(boss)
    client.post(f"{PLAN}chances/", {"do": "simulate"})
    all_done()
    html = page_of(client, f"{PLAN}chances/")
    assert left_english(html) == set() and "notice bad" in html


def test_the_chart_and_the_programs_are_told_the_same_each_in_its_language(plan: dict[str, int], reader: Client, boss: Actor) -> None:
    kept = PlanRun.objects.get().problems
    late = next(one for one in kept if one["code"] == "deadline-missed")
    assert isinstance(late["message"], Said) and re.match(
        "it finishes .* Mar 2026 .*, after its deadline Mon 2 Mar 2026 12:00.", late["message"]
    )
    chart = json.loads(reader.get(f"{PLAN}chart/").content)
    told = [one["message"] + one["remedy"] for one in chart["problems"]]
    assert told and not any(re.search("[a-z]{2}", re.sub("Z[a-z]+", "", one)) for one in told)
    token = make_token(Account.objects.get(pk=boss.account), "script")
    asked = {"Authorization": f"Bearer {token}", "Accept-Language": CIPHERED}
    answer = Client().get("/api/v1/plan-runs/", headers=asked).content.decode()
    assert str(late["message"]) in answer and "~said" not in answer
