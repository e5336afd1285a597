"""Documents in the language of whoever reads them: every word, day and number in every format; published ones as they were given out."""

import io
import json
import re
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from django.test import Client
from django.utils import translation

from milepost.documents.frozen import freeze
from milepost.documents.html import html_text
from milepost.kernel.access import Actor
from milepost.kernel.access.tokens import make_token
from milepost.kernel.administration import known_permissions
from milepost.kernel.documents import FORMATS, PUBLISH, document_named, documents, make, published
from milepost.kernel.errors import Invalid
from milepost.kernel.jobs.run import run_one
from milepost.kernel.models import Account, Publication, Role
from milepost.kernel.operations import perform
from milepost.kernel.tongues import READER, in_language, language_named, tag
from milepost.values.sentence import DAY, MINUTE
from tests.apps.people.crew import FULL, approved, made, person
from tests.apps.planning.plans import sold_plan, task
from tests.apps.projects.works import AGREED, done, item
from tests.web.ciphered import CIPHERED, cipher_catalogue, ciphered, english_in, read_of  # noqa: F401
from tests.web.conftest import logged_in
from tests.web.marked import RIGHTWARD

EVERY = pytest.mark.parametrize("name", [one.name for one in documents()])


@pytest.fixture
def house(anybody: Actor) -> dict[str, int]:
    """Something of everything that documents tell, with people who are away, late and lacking."""
    found: dict[str, int] = {}
    skill, rare = made("skill", name="Zrouting", category="Znets"), made("skill", name="Zoracle", category="Zdata")
    for team, name in (("Znetworks", "Zann"), ("Zcloud", "Zbob")):
        found[team] = made("team", name=team)
        who = found[name] = person(name, team=found[team], pattern=FULL, country="GB", region="SCT")
        made("person-skill", person=who, skill=skill, level=4)
        made("certificate", person=who, name="Zcert", expires_on="2026-12-01")
        made("certificate", person=who, name="Zgone", expires_on="2020-01-01")
        made("leave-allowance", person=who, first_day="2026-01-01", last_day="2026-12-31", half_days="25")
        approved(who, "2026-12-21", "2026-12-24")
    made("person-skill", person=found["Zann"], skill=rare, level=2)
    person("Zcarl")  # of whom neither hours nor country are known, nor any skill
    client = found["organisation"] = made("organisation", name="Zharbour", kind="client", notes="Zquay")
    made("contact", organisation=client, name="Zolive", email="zolive@example.org", site=made("site", organisation=client, name="Zhall"))
    made("organisation", name="Zpart", kind="client", parent=client)
    found["project"] = _project()
    return found


def _project() -> int:
    from milepost.apps.projects.models import ScopeItem

    plan, scope = sold_plan(name="Zplan")
    key = int(ScopeItem.objects.get(pk=scope).project_id)
    waiting = item(key, name="Zguests", effort_minutes=9 * 450)
    done("scope-item.exclude", item(key, name="Zphones"), reason="Zreason")
    phase = task(plan, scope, "Zfloor")
    work = task(plan, scope, "Zcables", 3, parent=phase)
    task(plan, scope, "Zhanded", kind="milestone")
    task(plan, waiting, "Zpoints", 5)
    stage = made("stage", project=key, name="Zdelivery", position=1, gate_criteria="Zruns")
    done(
        "deliverable.submit", made("deliverable", project=key, name="Zdraft", stage=stage, due_on="2026-07-01", acceptance_criteria="Zgood")
    )
    made("goal", project=key, name="Zgoal")
    made("success-criterion", project=key, name="Zuptime", target="99.9 %")
    needed = made("requirement", project=key, name="Zports", priority="must", source="Zhead")
    made("requirement", project=key, name="Zmap", priority="could")
    made("task-trace", requirement=needed, task=work)
    made("assessment", project=key, kind="needs", name="Zstudy", findings="Zyes", recommendation="Zrenew")
    return key


def data_of_house() -> set[str]:
    """What was typed, and what is called so in any language."""
    from milepost.apps.organisations.models import Contact, Organisation
    from milepost.apps.projects.models import Project, ScopeItem

    named = [one for model in (Role, Account, Contact, Organisation, Project, ScopeItem) for one in model._default_manager.all()]
    return {str(one) for one in named} | {*AGREED.values(), "GB", "SCT", "UTC", "Europe", "London", "SHA-256", "Milepost"}


@pytest.fixture
def reader(boss: Actor, ciphered: None) -> Client:  # noqa: F811
    Account.objects.filter(pk=boss.account).update(language=CIPHERED, name="Zboss")
    return logged_in(boss)


def address(name: str, house: dict[str, int]) -> str:
    kind = document_named(name)
    asked = "&".join(f"{one}={house[one]}" for one, asked in kind.inputs.items() if asked.required)
    return f"/documents/{kind.slug}/?{asked}"


def left_english(text: str, *more: str) -> set[str]:
    """No word of ours: all data that this file makes begins with Z."""
    return {one for one in english_in(text, data_of_house() | set(more)) if not re.fullmatch(r"Z[a-z]+", one)}


@EVERY
@pytest.mark.duty_part("SYS-6", "documents in the reader's language", where="/documents/")
def test_every_word_of_every_document_is_said_in_the_readers_language(name: str, house: dict[str, int], reader: Client) -> None:
    page = reader.get(address(name, house))
    assert page.status_code == 200
    article = page.content.decode().split('<article class="document"')[1].split("</article>")[0]
    assert left_english(read_of(f"<article {article}".encode(), "html")) == set()
    permissions = {part for one in known_permissions() for part in re.split("[.-]", one)} if name == "house.access" else set()
    for form in FORMATS:
        file = reader.get(f"{address(name, house)}&format={form}")
        assert file.status_code == 200, file.content[:500]
        text = read_of(file.content, form)
        assert re.search("[а-я]{3}", text), "else nothing is read by this test"
        left = left_english(text, *permissions)  # permissions and addresses are broken into lines anywhere
        assert {one for one in left if not (permissions and re.fullmatch("[a-f]+", one))} == set(), form


def test_days_and_numbers_stand_as_the_language_writes_them_and_data_as_it_was_typed(house: dict[str, int], reader: Client) -> None:
    text = read_of(reader.get("/documents/people-certificates/?format=html").content, "html")
    assert "2026/12/1" in text and "Zcert" in text and "Dec" not in text
    with in_language(CIPHERED):
        assert READER.value(1234567, ",") == "1'234'567" and READER.value(1.5, ",.1f") == "1,5"


def test_a_spreadsheet_keeps_days_and_numbers_and_shows_them_as_the_language_does(house: dict[str, int], reader: Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(reader.get("/documents/people-certificates/?format=xlsx").content))
    days = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.is_date]
    numbers = [
        cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "n" and cell.value and not cell.is_date
    ]
    assert days and numbers and {cell.number_format for cell in days} == {"yyyy/m/d"}


@pytest.mark.parametrize(("language", "day", "sheet"), [("en-gb", "01 Dec 2026", "dd mmm yyyy"), ("en-us", "12/01/2026", "mm/dd/yyyy")])
def test_the_two_that_are_shipped_differ_in_their_days(house: dict[str, int], boss: Actor, language: str, day: str, sheet: str) -> None:
    Account.objects.filter(pk=boss.account).update(language=language)
    client = logged_in(boss)
    page = client.get("/documents/people-certificates/").content.decode()
    assert f">{day}<" in page and f'<article class="document" lang="{tag(language)}" dir="ltr">' in page
    book = openpyxl.load_workbook(io.BytesIO(client.get("/documents/people-certificates/?format=xlsx").content))
    assert {cell.number_format for sheets in book for row in sheets.iter_rows() for cell in row if cell.is_date} == {sheet}


# Published


def test_what_is_published_stays_in_the_language_it_was_given_out_in(house: dict[str, int], reader: Client, boss: Actor) -> None:
    there = reader.post("/documents/people-certificates/publish/", {})["Location"]
    one = Publication.objects.get()
    assert one.language == CIPHERED and re.search("[а-я]{3}", one.title)
    before = {form: reader.get(f"{there}?format={form}").content for form in FORMATS}
    Account.objects.filter(pk=boss.account).update(language="en-us")
    client = logged_in(boss)
    page = client.get(there).content.decode()
    assert "Ciphered" in page and f'<article class="document" lang="{tag(CIPHERED)}"' in page and "2026/12/1" in page
    assert "Ciphered" in client.get("/documents/published/").content.decode()
    for form in FORMATS:
        text = read_of(client.get(f"{there}?format={form}").content, form)
        left = {word for word in left_english(text) if word not in one.sha256}  # on paper it is broken into lines
        assert left == set(), form
        assert text == read_of(before[form], form)
    one.refresh_from_db()
    tree = published(boss, one.number).tree
    assert tree is not None and tree.language == tag(CIPHERED) and one.sha256 in html_text(tree)


def test_whoever_publishes_says_the_language_and_it_is_theirs_where_they_do_not(house: dict[str, int], boss: Actor) -> None:
    Account.objects.filter(pk=boss.account).update(language="en-us")
    page = logged_in(boss).get("/documents/people-certificates/").content.decode()
    assert '<option value="en-us" lang="en-us" selected>' in page and '<option value="en-gb" lang="en-gb">' in page
    logged_in(boss).post("/documents/people-certificates/publish/", {"language": "en-gb"})
    perform(PUBLISH, boss, given={"document": "people.certificates"})
    perform(PUBLISH, boss, given={"document": "people.certificates", "language": "en-gb"})
    assert list(Publication.objects.order_by("pk").values_list("language", flat=True)) == ["en-gb", "en-us", "en-gb"]
    british, other, again = (published(boss, one.number).tree for one in Publication.objects.order_by("pk"))
    assert british and other and again
    assert [one.language for one in (british, other, again)] == ["en-GB", "en-US", "en-GB"]
    assert "05 Dec 2026" not in json.dumps(freeze(other))
    with pytest.raises(Invalid):
        perform(PUBLISH, boss, given={"document": "people.certificates", "language": "tlh"})


def test_one_in_british_english_is_frozen_as_ever(house: dict[str, int], boss: Actor) -> None:
    """Its bytes, and so its hash, hold nothing of any language but the words."""
    perform(PUBLISH, boss, given={"document": "people.certificates"})
    content = Publication.objects.get().content
    assert "language" not in content["document"] and "~said" not in json.dumps(content)


# Written later, and by programs


def test_a_large_one_is_written_in_the_language_it_was_asked_for_in(
    house: dict[str, int], reader: Client, monkeypatch: Any, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("milepost.web.pages.documents.cells", lambda tree: 1_000_000)
    there = reader.get("/documents/people-certificates/?format=html")["Location"]
    with translation.override("en-us"):  # whoever works off jobs speaks any language
        assert run_one("worker")
    text = read_of(reader.get(f"{there}file/").getvalue(), "html")  # type: ignore[attr-defined]
    assert "2026/12/1" in text and left_english(text) == set()


def test_programs_are_given_english_unless_they_ask_for_another(house: dict[str, int], reader: Client, boss: Actor) -> None:
    token = make_token(Account.objects.get(pk=boss.account), "script")
    asked = {"Authorization": f"Bearer {token}", "Accept-Language": CIPHERED}
    path = "/api/v1/documents/people-certificates/"
    english, other = (Client().get(f"{path}?format=html{more}", headers=asked).content for more in ("", f"&language={tag(CIPHERED)}"))
    assert "01 Dec 2026" in english.decode() and not re.search("[а-я]", english.decode())
    assert left_english(read_of(other, "html")) == set()
    refused = Client().get(f"{path}?language=tlh", headers=asked)
    assert refused.status_code == 400 or refused.status_code == 422
    assert "known are en-gb, en-us" in refused.content.decode()
    made_one = Client().post(f"{path}publish/?language=en-us", "{}", content_type="application/json", headers=asked).json()
    assert made_one["language"] == "en-us"


# From right to left


def test_what_is_written_from_right_to_left_says_so_in_every_format(house: dict[str, int], boss: Actor, marked: None) -> None:
    Account.objects.filter(pk=boss.account).update(language=RIGHTWARD)
    client = logged_in(boss)
    page = client.get("/documents/people-availability/").content.decode()
    assert f'<article class="document" lang="{tag(RIGHTWARD)}" dir="rtl">' in page
    files = {form: client.get(f"/documents/people-availability/?format={form}").content for form in FORMATS}
    assert f'<html lang="{tag(RIGHTWARD)}" dir="rtl">' in files["html"].decode()
    with ZipFile(io.BytesIO(files["docx"])) as packed:
        assert "<w:bidi/>" in packed.read("word/styles.xml").decode() and "<w:bidiVisual/>" in packed.read("word/document.xml").decode()
    with ZipFile(io.BytesIO(files["xlsx"])) as packed:
        sheets = [packed.read(name).decode() for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]
    assert sheets and all('rightToLeft="1"' in one for one in sheets)
    assert files["pdf"].startswith(b"%PDF")


# The language itself


def test_nothing_of_a_language_is_left_behind(house: dict[str, int], boss: Actor, ciphered: None) -> None:  # noqa: F811
    kind = document_named("people.certificates")
    with pytest.raises(Invalid), in_language(CIPHERED):
        make(kind, boss, {"days": "many"})
    assert make(kind, boss, {}).tree.language == "en-GB"


def test_codes_and_tags_of_languages() -> None:
    assert [tag(one) for one in ("en-gb", "de", "zh-hans", "EN-us")] == ["en-GB", "de", "zh-Hans", "en-US"]
    assert language_named(" EN-us ") == "en-us"
    with pytest.raises(Invalid, match="is no language"):
        language_named("tlh")


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [("en-us", "mm/dd/yyyy", "mm/dd/yyyy h:mm AM/PM"), ("de", "d. mmmm yyyy", "d. mmmm yyyy hh:mm"), ("ja", 'yyyy"年"m"月"d"日"', None)],
)
def test_spreadsheets_show_days_as_the_language_writes_them(language: str, day: str, moment: str | None) -> None:
    with in_language(language):
        assert READER.pattern(DAY) == day
        assert moment is None or READER.pattern(MINUTE) == moment
