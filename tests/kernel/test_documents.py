"""Documents: declared once, made of what somebody may see in every format, and given out frozen with number and hash."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pypdf
import pytest
from django.db import IntegrityError, transaction

from milepost.documents.tree import Document, Section
from milepost.kernel.access import Actor
from milepost.kernel.clock import standing_at
from milepost.kernel.documents import FORMATS, PUBLISH, document, document_named, documents, editions, make, offered, published, written
from milepost.kernel.documents.tasks import enqueue_document, writing_of
from milepost.kernel.errors import Denied, Invalid, Missing
from milepost.kernel.jobs.run import run_one
from milepost.kernel.models import Grant, JournalEntry, Publication
from milepost.kernel.operations import perform
from milepost.kernel.publications.read import digest
from tests.apps.people.crew import FULL, approved, made, person

CANARY = "Canary7131"
SEES = ("person.view", "team.view", "person.availability", "person.skill-matrix", "skill.view", "certificate.view", "leave.view")
EVERY = pytest.mark.parametrize("name", [one.name for one in documents()])


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with standing_at(datetime(2026, 6, 15, 9, 30, tzinfo=UTC)):
        yield


@pytest.fixture
def crew(anybody: Actor) -> dict[str, int]:
    """Two teams with somebody in each who has skills, certificates and leave; an organisation with a site and a contact."""
    found = {}
    skill = made("skill", name="Routing")
    for team, name in (("Networks", "Ann"), ("Cloud", CANARY)):
        key = made("team", name=team)
        who = person(name, team=key, pattern=FULL, country="GB", region="SCT")
        made("person-skill", person=who, skill=skill, level=4)
        made("certificate", person=who, name=f"Certificate of {name}", expires_on="2026-07-01")
        made("leave-allowance", person=who, first_day="2026-01-01", last_day="2026-12-31", half_days="25")
        approved(who, "2026-06-22", "2026-06-24", kind="sickness")
        found |= {team: key, name: who}
    client = made("organisation", name="Harbour Council", kind="client")
    site = made("site", organisation=client, name="Town Hall", address="1 Quay Street")
    made("contact", organisation=client, site=site, name="Olive Orr", email="olive@example.org")
    facts = {"name": "New intranet", "kind": "internal", "billing": "none"}
    return found | {"organisation": client, "project": made("project", **facts)}


def given_for(name: str, crew: dict[str, int]) -> dict[str, Any]:
    return {one: crew[one] for one, asked in document_named(name).inputs.items() if asked.required}


def text_of(content: bytes, form: str) -> str:
    """What somebody can read in a file."""
    if form == "pdf":
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    if form in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return content.decode()


def publish(actor: Actor, name: str, **parameters: Any) -> Publication:
    made_one = perform(PUBLISH, actor, given={"document": name, "parameters": parameters}).records[0]
    assert isinstance(made_one, Publication)
    return made_one


def test_documents_of_rooms_are_found_by_themselves() -> None:
    names = {one.name for one in documents()}
    assert {"people.availability", "people.skills", "people.certificates", "people.leave", "organisations.sheet", "house.access"} <= names
    assert document_named("people-availability") is document_named("people.availability")
    with pytest.raises(KeyError):
        document_named("people.nothing")


@EVERY
@pytest.mark.duty_part("SYS-6", "department documents as PDF, Word, Excel and web page", where="/documents/")
def test_each_is_made_and_written_in_every_format_with_the_same_bytes(name: str, crew: dict[str, int], anybody: Actor) -> None:
    kind = document_named(name)
    first, second = (make(kind, anybody, given_for(name, crew)).tree for _ in range(2))
    assert first == second and first.title and first.sections
    for form in FORMATS.values():
        content = written(first, form)
        assert content and content == written(second, form), form.name
        assert document_named(name).title in text_of(content, form.name) or form.name == "pdf", form.name


@EVERY
def test_nobody_is_offered_or_made_what_they_may_not_see(name: str, crew: dict[str, int], staff: Any) -> None:
    stranger = staff("Stranger")
    assert offered(stranger) == ()
    with pytest.raises(Denied, match="takes"):
        make(document_named(name), stranger, given_for(name, crew))


@pytest.mark.parametrize("name", ["people.availability", "people.skills", "people.certificates", "people.leave"])
@pytest.mark.parametrize("form", list(FORMATS))
def test_whoever_sees_one_team_reads_of_no_other_in_any_format(
    name: str, form: str, crew: dict[str, int], staff: Any, anybody: Actor
) -> None:
    lead = staff("Lead", *SEES, kind="team", scope=crew["Networks"])
    seen = make(document_named(name), lead, {})
    assert CANARY not in text_of(written(seen.tree, FORMATS[form]), form)
    whole = make(document_named(name), anybody, {})
    assert CANARY in text_of(written(whole.tree, FORMATS[form]), form), "else nothing is shown by this test"


def test_why_somebody_is_away_stands_in_no_format_for_whom_it_is_hidden(crew: dict[str, int], staff: Any) -> None:
    kind = document_named("people.leave")
    without, with_it = staff("Without", "leave.view", "person.view"), staff("With", "leave.view", "person.view", "leave.kind")
    for form in FORMATS.values():
        hidden, shown = (text_of(written(make(kind, actor, {}).tree, form), form.name) for actor in (without, with_it))
        assert "Sickness" not in hidden and "Sickness" in shown, form.name


def test_addresses_stand_in_the_register_of_access_only_for_whom_they_may(staff: Any) -> None:
    kind = document_named("house.access")
    seen = ("account.view", "grant.view", "role.view", "group.view", "membership.view")
    hidden = make(kind, staff("Without", *seen), {}).tree
    assert "without@example.org" not in text_of(written(hidden, FORMATS["html"]), "html")
    shown = make(kind, staff("With", *seen, "account.address"), {}).tree
    assert "with@example.org" in text_of(written(shown, FORMATS["html"]), "html")


def test_a_document_is_asked_for_with_its_inputs_and_every_fault_is_told(crew: dict[str, int], anybody: Actor) -> None:
    kind = document_named("people.availability")
    found = make(kind, anybody, {"team": str(crew["Networks"]), "weeks": "2", "from": "2026-06-29"})
    assert "29 Jun to 12 Jul 2026" in found.tree.title and found.parameters == {"team": crew["Networks"], "weeks": 2, "from": "2026-06-29"}
    assert found.about is not None and found.about[0].name == "team" and found.stem == "Team availability Networks 2026-06-15"
    with pytest.raises(Invalid) as refused:
        make(kind, anybody, {"team": "987654", "weeks": "400", "colour": "red"})
    assert set(refused.value.fields) == {"team", "weeks", "colour"}


@pytest.mark.duty_part("SYS-6", "published documents frozen with number, hash, author and moment", where="/documents/published/")
def test_what_is_published_is_frozen_and_reads_the_same_when_the_records_have_changed(crew: dict[str, int], anybody: Actor) -> None:
    first = publish(anybody, "people.certificates", team=crew["Networks"])
    assert first.number.startswith("PUB-") and first.edition == 1 and first.sha256 == digest(first.content)
    before = {form.name: written(published(anybody, first.number).tree, form) for form in FORMATS.values()}  # type: ignore[arg-type]
    made("certificate", person=crew["Ann"], name="A later one", expires_on="2026-06-20")
    with standing_at(datetime(2027, 1, 1, tzinfo=UTC)):
        again = {form.name: written(published(anybody, first.number).tree, form) for form in FORMATS.values()}  # type: ignore[arg-type]
        second = publish(anybody, "people.certificates", team=crew["Networks"])
    assert before == again
    for name, content in before.items():
        told = text_of(content, name)
        assert first.number in told and first.sha256 in told.replace("\n", "").replace(" ", ""), name
    assert second.edition == 2 and published(anybody, first.number).superseded and not published(anybody, second.number).superseded
    assert [one["number"] for one in editions(anybody)] == [second.number, first.number]


def test_publishing_is_journalled_as_what_it_is(crew: dict[str, int], staff: Any) -> None:
    ann = staff("Ann", *SEES, "publication.publish", "publication.view")
    one = publish(ann, "people.availability", team=crew["Networks"])
    entry = JournalEntry.objects.get(entity="publication", record=one.pk)
    assert entry.operation == "publication.publish" and entry.account_id == ann.account == one.published_by_id


def test_even_the_database_refuses_to_change_what_was_published(anybody: Actor) -> None:
    one = publish(anybody, "house.access")
    for change in ({"content": {}}, {"title": "Another"}, {"sha256": "0" * 64}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Publication.objects.filter(pk=one.pk).update(**change)


def test_what_does_not_give_its_hash_is_not_shown(anybody: Actor) -> None:
    one = publish(anybody, "house.access")
    one.pk, one.number, one.edition = None, "PUB-77", 9
    one.content = json.loads(json.dumps(one.content).replace("Register of access", "Forged"))
    one.save(force_insert=True)
    with pytest.raises(Missing, match="not what was published"):
        published(anybody, "PUB-77")


def test_publishing_takes_its_permission_where_the_document_is_about(crew: dict[str, int], staff: Any) -> None:
    lead = staff("Lead", *SEES, "publication.publish", "publication.view", kind="team", scope=crew["Networks"])
    assert publish(lead, "people.availability", team=crew["Networks"]).entity == "team"
    for name, parameters in (("people.availability", {}), ("people.availability", {"team": crew["Cloud"]}), ("house.access", {})):
        with pytest.raises((Denied, Invalid)):
            publish(lead, name, **parameters)
    reader = staff("Reader", *SEES, "publication.view")
    with pytest.raises(Denied):
        publish(reader, "people.availability", team=crew["Networks"])


def test_what_was_published_is_read_only_by_whom_it_could_be_shown(crew: dict[str, int], staff: Any, anybody: Actor) -> None:
    one = publish(anybody, "people.leave", person=crew[CANARY])
    reads = (*SEES, "publication.view", "leave.kind", "leave-allowance.balance")
    assert published(staff("Reader", *reads), one.number).tree is not None
    for lacking in ("publication.view", "person.view", "leave.view", "leave.kind"):
        with pytest.raises(Missing):
            published(staff(f"Without {lacking}".replace(" ", "-"), *(word for word in reads if word != lacking)), one.number)
    with pytest.raises(Missing):
        published(staff("Elsewhere", *reads, kind="team", scope=crew["Networks"]), one.number)
    assert published(staff("There", *reads, kind="team", scope=crew["Cloud"]), one.number).row["kind"] == "people.leave"


def test_what_is_about_the_house_takes_grants_for_the_whole_house(crew: dict[str, int], staff: Any, anybody: Actor) -> None:
    one = publish(anybody, "people.certificates")
    assert one.entity == "house"
    assert published(staff("Reader", "certificate.view", "publication.view"), one.number).tree is not None
    for name, kind in (("Some", "team"), ("Line", "line")):
        with pytest.raises(Missing):
            published(staff(name, "certificate.view", "publication.view", "team.view", kind=kind, scope=crew["Networks"]), one.number)


@pytest.mark.parametrize("form", ["xlsx", "html"])
def test_a_large_document_is_written_by_a_job_for_whoever_asked(
    form: str, crew: dict[str, int], staff: Any, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    ann = staff("Ann", *SEES)
    job = enqueue_document(ann, "people.certificates", {"team": str(crew["Networks"])}, form)
    assert writing_of(ann, job.key).place is None
    assert run_one("worker")
    found = writing_of(ann, job.key)
    assert found.name == f"certificates-register-networks-2026-06-15.{form}" and found.form is FORMATS[form] and found.place is not None
    asked_for = make(document_named("people.certificates"), ann, {"team": crew["Networks"]})
    assert found.place.read_bytes() == written(asked_for.tree, FORMATS[form])
    with pytest.raises(Missing):
        writing_of(staff("Bob", *SEES), job.key)
    with pytest.raises(Missing, match="Ask for it again"):
        writing_of(ann, f"{job.key}\x00")


def test_nothing_of_a_document_is_kept_with_its_job_and_a_file_is_given_only_while_rights_last(
    crew: dict[str, int], staff: Any, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    ann = staff("Ann", *SEES)
    job = enqueue_document(ann, "people.certificates", {}, "html")
    assert run_one("worker")
    job.refresh_from_db()
    assert CANARY not in json.dumps([job.result, job.arguments, job.progress])
    Grant.objects.filter(account=ann.account).delete()
    with pytest.raises(Missing, match="has changed"):
        writing_of(staff("Ann", "person.view"), job.key)


def test_a_job_sees_no_more_than_whoever_asked_may_see_when_it_runs(
    crew: dict[str, int], staff: Any, anybody: Actor, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    bob = staff("Bob", "account.view")
    number = publish(anybody, "house.access").number
    jobs = [enqueue_document(bob, name, {}, "xlsx") for name in ("people.certificates", number)]
    assert run_one("worker") and run_one("worker")
    for job in jobs:
        found = writing_of(bob, job.key)
        assert found.refused and found.place is None
    assert not list(tmp_path.rglob("*.*"))


def test_a_kind_that_cannot_be_meant_is_refused_when_it_is_declared() -> None:
    def nothing(actor: Actor) -> Document:
        """What it is for."""
        return Document(title="Nothing", sections=(Section("Nothing", ()),))

    def silent(actor: Actor) -> Document:
        return nothing(actor)

    for name, needs, about in (("people.availability", ("x",), ()), ("nothing", ("x",), ()), ("a.b", (), ()), ("a.b", ("x",), ("team",))):
        with pytest.raises(ValueError):
            document(name, title="Nothing", needs=needs, about=about)(nothing)
    with pytest.raises(TypeError, match="sentence"):
        document("a.silent", title="Nothing", needs=("x",))(silent)
    assert not {"a.b", "a.silent", "nothing"} & {one.name for one in documents()}
