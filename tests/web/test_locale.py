"""Languages: what is asked for before log-in and kept after it, words and days as each writes them, and every word in them."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as now
from django.test import Client
from django.utils import formats, timezone, translation

from milepost.kernel.access import Actor
from milepost.kernel.entity import entity
from milepost.kernel.models import Account
from milepost.kernel.operations import operation_named, perform
from milepost.web.parts.typed import day_typed
from milepost.web.parts.value import day, moment
from milepost.web.shell.words import words_of_scripts
from tests.web.axe import complaints
from tests.web.conftest import logged_in
from tests.web.marked import MARKED, RIGHTWARD, unmarked
from tests.web.routes import Route, routes, whole_house
from tools import words

US = {"Accept-Language": "en-US,en;q=0.9"}


# Which language


@pytest.mark.parametrize(
    ("asked", "given"),
    [("en-US,en;q=0.9", "en-us"), ("en-GB", "en-gb"), ("en", "en-gb"), ("fr-FR,de;q=0.5", "en-gb"), ("", "en-gb"), ("x" * 500, "en-gb")],
)
def test_before_log_in_the_browser_says_the_language(db: None, asked: str, given: str) -> None:
    answer = Client(headers={"Accept-Language": asked}).get("/log-in/")
    assert f'<html lang="{given}" dir="ltr"' in answer.content.decode()
    assert "Accept-Language" in answer["Vary"]


def test_after_it_the_account_says_it_and_where_it_does_not_the_browser(boss: Actor) -> None:
    client = logged_in(boss)
    assert 'lang="en-us"' in client.get("/organisations/", headers=US).content.decode()
    client.post("/account/", {"name": "Ann", "zone": "Europe/London", "language": "en-gb"})
    page = client.get("/organisations/", headers=US).content.decode()
    assert 'lang="en-gb"' in page and "Organisations" in page
    client.post("/account/", {"name": "Ann", "zone": "Europe/London", "language": "en-us"})
    page = client.get("/organisations/").content.decode()
    assert 'lang="en-us"' in page and "Organizations" in page and "rganisation<" not in page
    client.post("/account/", {"name": "Ann", "zone": "Europe/London", "language": "browser"})
    assert Account.objects.get(pk=boss.account).language == ""


def test_a_language_nobody_ships_is_no_fault(boss: Actor) -> None:
    Account.objects.filter(pk=boss.account).update(language="xx-yy")
    assert 'lang="en-gb"' in logged_in(boss).get("/").content.decode()


def test_programs_are_answered_in_the_source_language_whatever_their_browser_asks(boss: Actor) -> None:
    assert "organisation" in Client(headers=US).get("/api/v1/openapi.json").content.decode()


# Words


def test_american_words_are_spelled_so() -> None:
    for british, there in (
        ("organisation", "organization"),
        ("Organisations", "Organizations"),
        ("cancelled", "canceled"),
        ("data centre", "data center"),
        ("Programmes of work", "Programs of work"),
        ("Summarise by colour", "Summarize by color"),
        ("Licences expire", "Licenses expire"),
        ("%(organisation)s of {organisation}", "%(organisation)s of {organisation}"),
        ("promise, advise, precise", "promise, advise, precise"),
    ):
        assert words.american(british) == there


def test_the_catalogues_hold_every_word_there_is() -> None:
    stale = [file.name for file, content in words.files().items() if not file.exists() or file.read_bytes() != content]
    assert not stale, "python tools/words.py"


def test_a_catalogue_that_is_written_is_read_by_python_and_by_us(tmp_path: Path) -> None:
    import gettext

    told = {
        ("one task", "%(n)s tasks"): ("eine Aufgabe", "%(n)s Aufgaben"),
        ('say "hi"\n\tthere', ""): ('sag "hallo"\n\tda', ""),
        ("ä", ""): ("ö", ""),
    }
    assert words.read(words.written({word: ["x.py"] for word in told}, "de", told)) == told
    file = tmp_path / "x.mo"
    file.write_bytes(words.compiled(told, "de"))
    with file.open("rb") as stream:
        found = gettext.GNUTranslations(stream)
    assert found.gettext("ä") == "ö" and found.ngettext("one task", "%(n)s tasks", 2) == "%(n)s Aufgaben"


def test_scripts_say_it_in_the_readers_language_too() -> None:
    assert words_of_scripts("en-gb") == {}
    told = words.in_script('words(here ? "One {x}" : "Other", { x: f("no word") }) + "none" + words("Third")')
    assert [one for one, _ in told] == ["One {x}", "Other", "Third"]


# Days and numbers


@pytest.mark.parametrize(
    ("language", "written", "with_time", "first"),
    [("en-gb", "23 Nov 2026", "23 Nov 2026, 14:05", 1), ("en-us", "11/23/2026", "11/23/2026, 2:05 PM", 0)],
)
def test_days_and_times_are_written_as_the_language_has_it(language: str, written: str, with_time: str, first: int) -> None:
    with translation.override(language), timezone.override("Europe/London"):
        assert day(date(2026, 11, 23)) == written
        assert moment(datetime(2026, 11, 23, 14, 5, tzinfo=UTC)) == with_time
        assert formats.get_format("FIRST_DAY_OF_WEEK") == first
        assert formats.number_format(1234567.5, 1, use_l10n=True, force_grouping=True) == "1,234,567.5"


@pytest.mark.parametrize("language", [code for code, _ in now.LANGUAGES])
def test_a_day_is_understood_as_it_is_written(language: str) -> None:
    with translation.override(language):
        for one in (date(2026, 3, 4), date(2026, 12, 31), date(2024, 2, 29)):
            assert day_typed(day(one)) == one.isoformat() == day_typed(one.isoformat())
        assert day_typed("03/04/2026") == ("2026-04-03" if language == "en-gb" else "2026-03-04")
        for none in ("", "31/31/2026", "tomorrow", "2026-02-30"):
            assert day_typed(none) == none


@pytest.mark.parametrize(("language", "kept"), [("en-gb", date(2026, 4, 3)), ("en-us", date(2026, 3, 4))])
def test_a_day_that_is_typed_into_a_form_is_kept_as_it_was_meant(anybody: Actor, boss: Actor, language: str, kept: date) -> None:
    Account.objects.filter(pk=boss.account).update(language=language)
    client = logged_in(boss)
    given = {"name": "Priya Nair", "country": "GB", "region": "SCT", "joined_on": "03/04/2026"}
    answer = client.post("/people/new/", given)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    assert entity("person").model._default_manager.get(name="Priya Nair").joined_on == kept


@pytest.mark.parametrize(("language", "typed"), [("en-gb", "3/11/2026"), ("en-us", "11/3/2026")])
def test_a_day_that_is_typed_to_see_how_it_was_is_understood(anybody: Actor, boss: Actor, language: str, typed: str) -> None:
    Account.objects.filter(pk=boss.account).update(language=language)
    perform(operation_named("organisation.create"), anybody, given={"name": "Bath", "kind": "client"})
    page = logged_in(boss).get("/organisations/ORG-1/", {"at": typed}).content.decode()
    assert 'name="at" value="2026-11-03"' in page


@pytest.mark.parametrize(
    ("zone", "at", "shown"),
    [
        ("Europe/London", datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "29 Mar 2026, 00:59"),
        ("Europe/London", datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "29 Mar 2026, 02:00"),
        ("Europe/London", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "25 Oct 2026, 01:30"),
        ("Europe/London", datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "25 Oct 2026, 01:30"),
        ("America/New_York", datetime(2026, 3, 8, 7, 0, tzinfo=UTC), "8 Mar 2026, 03:00"),
        ("Asia/Kathmandu", datetime(2026, 12, 31, 18, 15, tzinfo=UTC), "1 Jan 2027, 00:00"),
        ("Pacific/Apia", datetime(2026, 6, 30, 11, 0, tzinfo=UTC), "1 Jul 2026, 00:00"),
    ],
)
def test_moments_on_pages_are_those_of_the_readers_zone(anybody: Actor, boss: Actor, zone: str, at: datetime, shown: str) -> None:
    Account.objects.filter(pk=boss.account).update(zone=zone, language="en-gb")
    made = perform(operation_named("organisation.create"), anybody, given={"name": "Bath", "kind": "client"}).records[0]
    perform(operation_named("comment.create"), boss, given={"entity": "organisation", "record": made.pk, "text": "Said then."})
    entity("comment").model._default_manager.update(created_at=at)
    page = logged_in(boss).get(f"/organisations/{made.number}/").content.decode()  # type: ignore[attr-defined]
    assert shown in re.sub(r"<[^>]+>", "", page)


# Every word


def texts_in(value: Any) -> set[str]:
    """A text, or those within a list or an object, and it as a whole."""
    if isinstance(value, str):
        return {value}
    if not isinstance(value, list | dict):
        return set()
    return {str(value), *map(str, value)}.union(*(texts_in(one) for one in (value.values() if isinstance(value, dict) else ())))


def data_in(house: dict[str, Any]) -> set[str]:
    """Every text that the records hold, and what the house is called."""
    found = {
        "Milepost",
        "remind",  # what a schedule tells of, which is no operation and has no label yet
        "Ann",
        "Ctrl K",
        "ann@example.org",
        "the tests",
        "AA",
        "CSV",
        "XLSX",
        "JSON",
        "PDF",
        "DOCX",
        "MB",
        "kB",
        "http://testserver",
    }
    for one in Account.objects.all():
        found |= {one.name, one.email, one.zone, one.zone.replace("_", " ")}
    for name in house:
        for record in entity(name).model._default_manager.all():
            for column in entity(name).columns:
                value = getattr(record, column.attribute)
                found |= texts_in(value)
    found |= {part for one in found if re.fullmatch(r"[a-z-]+\.[a-z-]+", one) for part in one.split(".")}
    return (found | {told for _, told in now.LANGUAGES} | {"Marked", "Rightward"}) - {"", *SAID}


SAID = frozenset({"person", "client", "organisation", "own", "*"})
"""Words for programs that columns hold: what people read instead is translated."""
NO_WORDS = re.compile(
    r"(?:[A-Z]{2,4}-\d+|\d+ (?:h|min|MB|kB)|mp_\w+…?|[A-Z]{1,2}|[\w.]+@[\w.]+|[a-z-]+\.[a-z-]+|[A-Z][\w+-]+(?:/[\w +-]+)+|/[\w-]+|"
    r"AM|PM|January|February|March|April|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|\W|\d)+"
)
"""Numbers of records, sizes, permissions, zones, days."""
VISITED = ("", "new/", "import/", "<str:key>/", "<str:key>/edit/", "<str:key>/history/")


def is_read(route: Route) -> bool:
    """Hand-made pages, and of each entity its list, record and forms."""
    if route.pattern.startswith(
        ("/documents/", "/styleguide/", "/comments/", "/files/", "/undo/", "/views/", "/pick/", "/account/sso/", "/log-out/", "/theme/")
    ):
        return False
    return not route.entity or (
        route.kind in VISITED and (route.kind in ("", "<str:key>/") or route.entity in ("organisation", "person", "leave", "account"))
    )


def test_every_word_on_every_page_can_be_translated(marked: None, anybody: Actor, boss: Actor) -> None:
    house = whole_house(anybody)
    Account.objects.filter(pk=boss.account).update(language=MARKED)
    client, data, left = logged_in(boss), data_in(house), {}
    seen = 0
    for route in routes(house):
        if not is_read(route):
            continue
        answer = client.get(route.path)
        if answer.status_code != 200 or answer.streaming or "html" not in answer["Content-Type"]:
            continue
        seen += 1
        found = {one for one in unmarked(answer.content.decode(), data) if not NO_WORDS.fullmatch(one)}
        for one in found:
            left.setdefault(one, route.path)
    assert seen > 60
    assert not left, "\n".join(f"{path}: {text}" for text, path in sorted(left.items(), key=lambda pair: pair[1]))


def test_the_log_in_can_be_translated(marked: None, boss: Actor) -> None:
    client = Client(headers={"Accept-Language": MARKED})
    pages = [client.get(path) for path in ("/log-in/", "/account/forgotten/", "/account/set-password/x/y/")]
    pages += [client.post("/log-in/", {"login": "ann@example.org", "password": "wrong"}) for _ in range(6)]
    left = {one for page in pages for one in unmarked(page.content.decode(), {"Milepost", "ann@example.org"})}
    assert not left


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1280, 390])
def test_from_right_to_left_nothing_is_cut_off(marked: None, visit: Any, anybody: Actor, boss: Actor, width: int) -> None:
    whole_house(anybody)
    Account.objects.filter(pk=boss.account).update(language=RIGHTWARD)
    window = visit(width=width)
    found = {}
    for path in ("/", "/organisations/", "/organisations/ORG-1/", "/organisations/new/", "/people/", "/account/", "/inbox/"):
        page = window.go(path)
        assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
        assert page.evaluate("document.querySelector('h1').getBoundingClientRect().right") > width / 2, path
        found[path] = complaints(page)
    assert found == {path: [] for path in found}
