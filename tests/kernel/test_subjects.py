"""A person's data: given out whole, and erased everywhere while totals, numbers and the journal's chain stay."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from milepost.cli.main import main
from milepost.kernel.access import Actor
from milepost.kernel.access.tokens import make_token
from milepost.kernel.attachments import download
from milepost.kernel.entity import entities
from milepost.kernel.errors import Denied, Invalid
from milepost.kernel.jobs import enqueue
from milepost.kernel.journal.seal import seal, verify
from milepost.kernel.models import Account, Attachment, Comment, Job, JournalEntry
from milepost.kernel.operations import operation_named, operations, perform
from milepost.kernel.rows import read_row
from milepost.kernel.search import follow
from milepost.kernel.subjects import is_subject
from milepost.kernel.subjects.emptied import emptied, personal

MARK = "canary"
ROOT = Path(__file__).resolve().parents[2]
REASON = "asked for in writing"


def do(word: str, actor: Actor, on: int | None = None, /, **given: Any) -> Any:
    return perform(operation_named(word), actor, on=[] if on is None else [on], given=given)


def made(word: str, actor: Actor, /, **given: Any) -> int:
    return do(f"{word}.create", actor, **given).records[0].pk


class Office:
    """A person with canaries in every personal field of theirs, in what belongs to them, and in what hangs on them."""

    def __init__(self, actor: Actor) -> None:
        self.account = made("account", actor, name=f"{MARK} 1", email=f"{MARK}-1@example.org", kind="person")
        self.manager = made("person", actor, name="Mia", email="mia@example.org")
        self.person = made("person", actor, name=f"{MARK} 2", email=f"{MARK}-2@example.org", phone=f"{MARK} 3", manager=self.manager)
        do("person.edit", actor, self.person, name=f"{MARK} married 2")
        leave = {"kind": "sickness", "first_day": "2026-01-05", "last_day": "2026-01-09", "note": f"{MARK} 4"}
        self.leave = made("leave", actor, person=self.person, **leave)
        do("leave.request", actor, self.leave)
        do("leave.refuse", actor, self.leave, reason=f"{MARK} 5")
        gone = made("leave", actor, person=self.person, **{**leave, "note": f"{MARK} 6"})
        do("leave.delete", actor, gone)
        here = {"entity": "person", "record": self.person}
        self.comment = made("comment", actor, **here, text=f"{MARK} 7")
        do("comment.edit", actor, self.comment, text=f"{MARK} 8")
        self.file = made("attachment", actor, **here, name=f"{MARK}-9.txt", content=f"{MARK} 10".encode())


@pytest.fixture
def office(anybody: Actor) -> Office:
    made_office = Office(anybody)
    while seal() or follow():
        pass
    return made_office


def dump() -> str:
    """Every row of every table, and every file's name and content."""
    from milepost.kernel.installation.backup.rows import lines_of

    rows = b"".join(lines_of("default")).decode()
    files = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    return rows + _words() + "".join(f"{path.name} {path.read_bytes()!r}" for path in files)


def _words() -> str:
    """What SQLite keeps of words for the search, in tables that no model knows: as it lies there."""
    if connection.vendor != "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT block FROM kernel_search_words_data")
        return repr([bytes(row[0]) for row in cursor.fetchall()])


def erased(actor: Actor, word: str, record: int) -> dict[str, Any]:
    done = do(f"{word}.erase-subject", actor, record, reason=REASON)
    value = done.shown[record]["erased"]
    assert isinstance(value, dict)
    return value


def test_after_erasure_no_canary_is_left_anywhere(office: Office, anybody: Actor, staff: Any, tmp_path: Path, capsys: Any) -> None:
    assert dump().count(MARK) > 10
    told = erased(anybody, "person", office.person)
    do("account.close", anybody, office.account)
    erased(anybody, "account", office.account)
    _files_gone(office)
    assert MARK not in dump()
    assert told["rows"] >= 4 and told["entries"] >= 6 and told["files"] == 1
    everything = {word for one in entities() for word in (one.permission("view"), *(c.sees for c in one.columns if c.sees))}
    staff("Reader", *sorted(everything), "journal.view")
    token = make_token(Account.objects.get(email="reader@example.org"), "script")
    for path in ("people", "accounts", "leave", "comments", "attachments", "journal"):
        answer = Client().get(f"/api/v1/{path}/", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 200 and MARK.encode() not in answer.content, path
    for words in (["person", "list", "--format", "csv"], ["account", "list", "--format", "csv"], ["journal", "list", "--limit", "500"]):
        assert main([*words, "--as", "reader@example.org"]) == 0
    assert MARK not in capsys.readouterr().out


def test_a_backup_written_afterwards_holds_no_canary(tmp_path: Path) -> None:
    """Nor do pages of it that are free, also where the library leaves in them what was deleted."""
    written = tmp_path / "backup.zip"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MILEPOST_", "DJANGO_"))}
    more = {"MILEPOST_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "milepost.config.settings", "MILEPOST_SECRET_KEY": "x" * 60}
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    words = [sys.executable, "-c", _BACKED_UP, str(written)]
    done = subprocess.run(words, env=kept | more | {"PYTHONPATH": path}, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["True", "False"]
    with zipfile.ZipFile(written) as archive:
        assert all(MARK.encode() not in archive.read(name) for name in archive.namelist())


_BACKED_UP = """
import sys
from pathlib import Path
import django
django.setup()
from django.db import connection
from milepost.kernel.access import house
from milepost.kernel.installation.backup import write_backup
from milepost.kernel.installation.tables import make_tables
from tests.kernel import test_subjects as own
make_tables()
connection.cursor().execute("PRAGMA secure_delete=OFF")
actor = house("a test")
office = own.Office(actor)
print(own.MARK in own.dump())
own.erased(actor, "person", office.person)
own.do("account.close", actor, office.account)
own.erased(actor, "account", office.account)
print(own.MARK in own.dump())
write_backup(Path(sys.argv[1]))
"""


def _files_gone(office: Office) -> None:
    """What is done when the transaction is committed, which a test's never is."""
    from milepost.kernel.housekeeping.files import forget_file

    digest = JournalEntry.objects.get(entity="attachment", operation="attachment.create").difference["sha256"][1]
    assert forget_file(digest)


def test_numbers_days_and_states_stay_as_they_were(office: Office, anybody: Actor) -> None:
    from milepost.kernel.entity import entity

    kept = ("number", "state", "person", "part", "first_day", "last_day")
    before = read_row(entity("leave"), anybody, office.leave)
    erased(anybody, "person", office.person)
    after = read_row(entity("leave"), anybody, office.leave)
    assert [after[name]["id"] if name == "person" else after[name] for name in kept] == [
        before[name]["id"] if name == "person" else before[name] for name in kept
    ]
    assert (after["kind"], after["note"], after["version"]) == ("other", "", before["version"] + 1)
    person = read_row(entity("person"), anybody, office.person)
    assert (person["name"], person["email"], person["number"], person["manager"]["id"]) == ("erased", "", "PER-2", office.manager)
    assert read_row(entity("person"), anybody, office.manager)["name"] == "Mia"


def test_the_chain_holds_and_the_erasure_is_journalled_without_the_data(office: Office, anybody: Actor) -> None:
    sealed = verify()
    erased(anybody, "person", office.person)
    seal()
    assert verify(sealed).position > sealed.position
    entries = JournalEntry.objects.filter(operation="person.erase-subject")
    assert {(entry.entity, entry.reason) for entry in entries} == {(word, REASON) for word in ("person", "leave", "comment", "attachment")}
    assert all(entry.difference == {} for entry in entries)
    edit = JournalEntry.objects.get(operation="person.create", record=office.person)
    assert edit.erased and edit.difference["manager"] == [None, office.manager]
    assert not JournalEntry.objects.get(operation="person.create", record=office.manager).erased


def test_an_erasure_can_be_done_again_and_says_less(office: Office, anybody: Actor) -> None:
    first, second = (erased(anybody, "person", office.person) for _ in range(2))
    assert first["entries"] and not second["entries"] and not second["files"]
    assert set(JournalEntry.objects.filter(operation="person.erase-subject").values_list("reason", flat=True)) == {REASON}


def test_what_somebody_wrote_elsewhere_stays_with_their_number(office: Office, anybody: Actor, staff: Any) -> None:
    ann = staff("Ann", "organisation.view", "comment.view", "comment.create")
    organisation = made("organisation", anybody, name="Harbour Council", kind="client")
    comment = made("comment", ann, entity="organisation", record=organisation, text="The gate opens at 7.")
    do("account.close", anybody, ann.account)
    erased(anybody, "account", ann.account or 0)
    row = Comment.objects.get(pk=comment)
    assert (row.author_id, row.text) == (ann.account, "The gate opens at 7.")
    account = Account.objects.get(pk=ann.account)
    assert (account.name, account.email) == ("erased", f"erased-{ann.account}@erased.invalid")


def test_an_open_account_is_not_erased(office: Office, anybody: Actor) -> None:
    with pytest.raises(Invalid, match="close it first"):
        erased(anybody, "account", office.account)


def test_a_file_that_another_record_has_too_stays_there(office: Office, anybody: Actor) -> None:
    here = {"entity": "person", "record": office.manager}
    other = made("attachment", anybody, **here, name="same.txt", content=f"{MARK} 10".encode())
    erased(anybody, "person", office.person)
    assert download(anybody, other).place.read_bytes() == f"{MARK} 10".encode()
    row = Attachment.objects.get(pk=office.file)
    assert (row.name, row.sha256, row.state) == ("erased", "", "withdrawn")


def test_kept_answers_and_ended_jobs_that_hold_the_data_are_forgotten(anybody: Actor, staff: Any) -> None:
    staff("Ann", "person.view", "person.create")
    token = make_token(Account.objects.get(email="ann@example.org"), "script")

    def ask() -> Any:
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "one"}
        return Client().post("/api/v1/people/", {"name": f'{MARK} "1"'}, content_type="application/json", headers=headers)

    person = ask().json()["id"]
    for state in (Job.State.DONE, Job.State.READY):
        enqueue("tests.kernel.job_tasks.create_client", [f'{MARK} "1"'])
        Job.objects.filter(pk=Job.objects.latest("id").pk).update(state=state)
    told = erased(anybody, "person", person)
    assert (told["answers"], told["jobs"]) == (1, 1)
    again = ask()
    assert again.status_code == 410 and MARK.encode() not in again.content
    assert Job.objects.get().state == Job.State.READY


def test_the_export_holds_everything_about_a_person(office: Office, anybody: Actor) -> None:
    text = json.dumps(do("person.export-subject", anybody, office.person).shown[office.person]["subject"])
    for canary in ("married 2", "-2@example.org", "canary 3", "canary 4", "canary 5", "canary 6", "canary 7", "canary 8", "canary-9.txt"):
        assert canary in text, canary
    whole = json.loads(text)
    assert whole["record"]["name"] == f"{MARK} married 2" and whole["rows"]["leave"][0]["kind"] == "sickness"
    manager = do("person.export-subject", anybody, office.manager).shown[office.manager]["subject"]
    assert manager["named_in"]["person"] == [office.person] and MARK not in json.dumps(manager)
    assert MARK not in json.dumps(list(JournalEntry.objects.filter(operation="person.export-subject").values()), default=str)


def test_the_export_of_an_account_says_what_it_did(staff: Any, anybody: Actor) -> None:
    ann = staff("Ann", "organisation.view", "organisation.create")
    organisation = made("organisation", ann, name="Harbour Council", kind="client")
    account = ann.account or 0
    whole = do("account.export-subject", anybody, account).shown[account]["subject"]
    assert [(one["operation"], one["record"]) for one in whole["done"]] == [("organisation.create", organisation)]
    assert "password" not in json.dumps(whole)


def test_it_takes_permissions_of_its_own(office: Office, staff: Any) -> None:
    mia = staff("Mia", "person.view", "person.edit", "person.delete")
    for word, given in (("export-subject", {}), ("erase-subject", {"reason": REASON})):
        with pytest.raises(Denied):
            do(f"person.{word}", mia, office.person, **given)
    assert MARK in dump()


def test_from_the_terminal(office: Office, staff: Any, capsys: Any) -> None:
    staff("Chief", "person.view", "person.export-subject", "person.erase-subject", "leave.view")
    said = ("PER-2", "--as", "chief@example.org")
    assert main(["subject", "export", "person", *said]) == 0
    assert json.loads(capsys.readouterr().out)["record"]["phone"] == "canary 3"
    assert main(["subject", "erase", "organisation", *said, "--reason", REASON]) == 2
    assert "its records are no people" in " ".join(capsys.readouterr().err.split())
    assert main(["subject", "erase", "person", *said, "--reason", REASON]) == 0
    assert json.loads(capsys.readouterr().out)["files"] == 1


@pytest.mark.parametrize("asked", [one for one in entities() if personal(one)], ids=lambda one: one.name)
def test_every_personal_field_can_be_emptied(asked: Any) -> None:
    for column in personal(asked):
        value = emptied(asked, column, 7)
        field = asked.model._meta.get_field(column.name)
        field.clean(value, None) if value not in ("", None, {}) else None
        assert value is not None or field.null, column.name


def test_people_are_accounts_contacts_and_persons() -> None:
    people = {one.name for one in entities() if is_subject(one)}
    assert {"account", "contact", "person"} <= people and not {"organisation", "comment", "token"} & people
    assert {one.name for one in operations() if one.verb == "erase-subject"} == {f"{name}.erase-subject" for name in people}
