"""Attachments: limited, known by content, kept by hash, given out only to those who see the record."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from milepost.kernel.access import Actor
from milepost.kernel.attachments import ATTACHMENT, download
from milepost.kernel.attachments.files import keep, place_of
from milepost.kernel.attachments.sniff import kind_of
from milepost.kernel.errors import Denied, Invalid, Missing
from milepost.kernel.models import Attachment, Setting
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.rows import read_row
from milepost.kernel.settings import ensure_settings

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
PDF = b"%PDF-1.7\n"


def zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


XLSX = zipped({"xl/workbook.xml": b'<?xml version="1.0"?><workbook/>'})
FILES = ("organisation.view", "attachment.view", "attachment.create", "attachment.withdraw")


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def one(anybody: Actor) -> int:
    given = {"name": "Harbour Council", "kind": "client"}
    return perform(operation_named("organisation.create"), anybody, given=given).records[0].pk


def attach(actor: Actor, record: int, name: str, content: bytes) -> int:
    given = {"entity": "organisation", "record": record, "name": name, "content": content}
    return perform(operation_named("attachment.create"), actor, given=given).records[0].pk


def test_a_file_is_kept_by_its_hash_once(one: int, staff: Any, folder: Path) -> None:
    ann = staff("Ann", *FILES)
    keys = [attach(ann, one, name, PDF) for name in ("plan.pdf", "copy.pdf")]
    found = download(ann, keys[0])
    assert (found.name, found.media_type, found.place.read_bytes()) == ("plan.pdf", "application/pdf", PDF)
    kept = [path for path in folder.rglob("*") if path.is_file()]
    assert kept == [found.place] and not found.place.stat().st_mode & 0o333


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("setup.exe", b"MZ\x90\0", "program"),
        ("plan.pdf", b"MZ\x90\0", "program"),
        ("run.txt", b"#!/bin/sh\n", "program"),
        ("lib.zip", b"\x7fELF", "program"),
        ("page.txt", b"\xef\xbb\xbf \n<!-- x --><HTML><script>", "active-content"),
        ("picture.xml", b'<?xml version="1.0"?>\n<svg onload="x">', "active-content"),
        ("picture.svg", b"nothing", "type-not-taken"),
        ("page.html", b"nothing", "type-not-taken"),
        ("script.ps1", b"nothing", "type-not-taken"),
        ("noend", b"nothing", "type-not-taken"),
        (".pdf", PDF, "type-not-taken"),
        ("../../x.pdf", PDF, "not-a-name"),
        ("c:\\x.pdf", PDF, "not-a-name"),
        ("plan.pdf", PNG, "not-what-it-says"),
        ("picture.png", b"plain", "not-what-it-says"),
        ("notes.txt", PDF, "not-what-it-says"),
        ("book.docx", PDF, "not-what-it-says"),
        ("empty.txt", b"", "required-or-empty"),
    ],
)
def test_what_is_not_kept_is_refused_with_the_reason(name: str, content: bytes, code: str, one: int, staff: Any, folder: Path) -> None:
    with pytest.raises(Invalid) as refused:
        attach(staff("Ann", *FILES), one, name, content)
    codes = {fault.code for faults in refused.value.fields.values() for fault in faults}
    assert codes <= {"required", "empty"} if code == "required-or-empty" else codes == {code}
    assert not folder.exists() and not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.pdf", PDF),
        ("a.PNG", PNG),
        ("notes.txt", "Grüße".encode() * 3000),
        ("rows.csv", b"MZ1,2\n"),
        ("data.xml", b'<?xml version="1.0"?><Project/>'),
        ("mail.eml", b"Subject: x\n\n<html>"),
        ("old.mpp", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0"),
        ("book.xlsx", XLSX),
    ],
)
def test_the_files_of_daily_work_are_kept(name: str, content: bytes, one: int, staff: Any) -> None:
    ann = staff("Ann", *FILES)
    assert download(ann, attach(ann, one, name, content)).size == len(content)


def test_a_bomb_is_not_kept_even_packed(one: int, staff: Any) -> None:
    with pytest.raises(Invalid, match="times as large when it is unpacked"):
        attach(staff("Ann", *FILES), one, "bomb.zip", zipped({"zeros": bytes(50_000_000)}))


def test_the_house_says_how_large_a_file_may_be(one: int, anybody: Actor, staff: Any) -> None:
    ensure_settings()
    ann = staff("Ann", *FILES)
    large = PDF + bytes(1024 * 1024)
    attach(ann, one, "plan.pdf", large)
    key = Setting.objects.get(name="attachment-megabytes").pk
    perform(operation_named("setting.change"), anybody, on=[key], given={"value": 1})
    with pytest.raises(Invalid, match="at most 1 MB"):
        attach(ann, one, "plan.pdf", large)


def test_a_stranger_gets_no_file_and_no_name(one: int, staff: Any) -> None:
    key = attach(staff("Ann", *FILES), one, "canary-7131.pdf", PDF)
    stranger = staff("Stranger", *FILES, kind="organisation", scope=one + 1)
    for ask in (lambda: download(stranger, key), lambda: read_row(ATTACHMENT, stranger, key)):
        with pytest.raises(Missing) as refused:
            ask()
        assert "canary" not in str(refused.value)
    with pytest.raises(Denied):
        attach(stranger, one, "mine.pdf", PDF)


def test_a_withdrawn_file_is_given_to_nobody(one: int, staff: Any) -> None:
    ann = staff("Ann", *FILES)
    key = attach(ann, one, "plan.pdf", PDF)
    with pytest.raises(Denied):
        perform(operation_named("attachment.withdraw"), staff("Bob", *FILES), on=[key])
    perform(operation_named("attachment.withdraw"), ann, on=[key])
    assert read_row(ATTACHMENT, ann, key)["state"] == "withdrawn"
    with pytest.raises(Missing, match="was withdrawn"):
        download(ann, key)


def test_a_file_that_is_gone_from_the_folder_is_told_as_such(one: int, staff: Any) -> None:
    ann = staff("Ann", *FILES)
    key = attach(ann, one, "plan.pdf", PDF)
    place_of(Attachment.objects.get(pk=key).sha256).unlink()
    with pytest.raises(Missing, match="restore it from a backup"):
        download(ann, key)


def test_writing_that_breaks_off_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Path, target: Path) -> Path:
        raise OSError("power cut")

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(OSError, match="power cut"):
        keep(PDF)
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_text_is_known_however_its_letters_fall() -> None:
    assert kind_of("ü".encode() * 10_000) == kind_of(b"a" + "ü".encode() * 10_000) == "text/plain"
    assert kind_of(b"\xff\xfe\x00") == kind_of(b"abc\xff" * 5000) == "application/octet-stream"
