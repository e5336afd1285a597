"""Files that are made to harm whoever opens them: none is kept, each is told why, and looking at one takes little memory."""

import gzip
import io
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from milepost.kernel.access.tokens import make_token
from milepost.kernel.attachments.limits import USUAL_TYPES
from milepost.kernel.attachments.sniff import refusal_of
from milepost.kernel.installation.administrator import make_administrator
from milepost.kernel.models import Attachment, JournalEntry

MEBIBYTE = 1024 * 1024
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
LOL = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><lolz>&b;</lolz>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


def zipped(*files: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


def nested(levels: int, content: bytes = b"x") -> bytes:
    for level in range(levels):
        content = zipped((f"{level}.zip", content))
    return content


def gzipped(count: int, times: int = 1) -> bytes:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as stream:
        for _ in range(count):
            stream.write(bytes(MEBIBYTE))
    return packed.getvalue() * times


def overlapping() -> bytes:
    """Many entries that name the same packed bytes, each declared as large."""
    content = bytearray(zipped(("a", bytes(8 * MEBIBYTE))))
    start = content.index(b"PK\x01\x02")
    entry, end = bytes(content[start:-22]), bytearray(content[-22:])
    end[8:12] = (100).to_bytes(2, "little") * 2
    end[12:16] = (len(entry) * 100).to_bytes(4, "little")
    return bytes(content[:start]) + entry * 100 + bytes(end)


def office(part: bytes, name: str = "word/document.xml") -> bytes:
    return zipped(("[Content_Types].xml", b"<?xml version='1.0'?><Types/>"), (name, part))


CORPUS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "much out of little": ("a.zip", lambda: zipped(("zeros", bytes(20 * MEBIBYTE))), "bomb"),
    "much out of little in an office file": ("a.xlsx", lambda: office(b"<a>" + bytes(20 * MEBIBYTE)), "bomb"),
    "many files": ("a.zip", lambda: zipped(*((str(n), b"") for n in range(10_050))), "bomb"),
    "many overlapping files": ("a.zip", overlapping, "bomb"),
    "a bomb within": ("a.zip", lambda: zipped(("b.zip", zipped(("zeros", bytes(20 * MEBIBYTE))))), "bomb"),
    "a bomb two levels within": ("a.zip", lambda: nested(2, zipped(("zeros", bytes(20 * MEBIBYTE)))), "bomb"),
    "a bomb within that is called a text": ("a.zip", lambda: zipped(("b.txt", zipped(("zeros", bytes(20 * MEBIBYTE))))), "bomb"),
    "levels without end": ("a.zip", lambda: nested(6), "bomb"),
    "gzip": ("a.gz", lambda: gzipped(20), "bomb"),
    "gzip in many members": ("a.gz", lambda: gzipped(1, times=20), "bomb"),
    "gzip in gzip": ("a.gz", lambda: gzip.compress(gzip.compress(gzip.compress(gzip.compress(b"x")))), "bomb"),
    "gzip in zip": ("a.zip", lambda: zipped(("a.gz", gzipped(20))), "bomb"),
    "a damaged zip": ("a.zip", lambda: b"PK\x03\x04" + b"\xff" * 500, "bomb"),
    "a damaged gzip": ("a.gz", lambda: b"\x1f\x8b" + b"\xff" * 500, "bomb"),
    "entities": ("a.xml", lambda: LOL, "document-type"),
    "entities in UTF-16": ("a.xml", lambda: LOL.decode().encode("utf-16"), "document-type"),
    "entities behind a comment": ("a.xml", lambda: b"<!-- " + b"x" * 9000 + b" -->" + LOL[21:], "document-type"),
    "an entity from outside": ("a.xml", lambda: OUTSIDE, "document-type"),
    "a document type from outside": ("a.xml", lambda: b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>', "document-type"),
    "entities in a document": ("a.docx", lambda: office(LOL), "document-type"),
    "entities in a sheet": ("a.xlsx", lambda: office(OUTSIDE, "xl/worksheets/sheet1.xml"), "document-type"),
    "entities in relations": ("a.pptx", lambda: office(LOL, "_rels/.rels"), "document-type"),
    "entities behind much space": ("a.docx", lambda: office(b" " * 300_000 + LOL), "document-type"),
    "entities in a picture": ("a.svg", lambda: b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "active-content"),
    "a picture with a script": ("a.svg", lambda: b"<svg><script>alert(1)</script></svg>", "active-content"),
    "a page in a picture": ("a.png", lambda: PNG + b"<html><script>alert(1)</script>", "active-content"),
    "a page at the end of a picture": ("a.jpg", lambda: b"\xff\xd8\xff" + b"\0" * MEBIBYTE + b"<SCRIPT >", "active-content"),
    "PHP in a picture": ("a.gif", lambda: b"GIF89a" + b"\0" * 30 + b"<?php system($_GET[1]);", "active-content"),
    "a page in UTF-16": ("a.txt", lambda: "<html><script>".encode("utf-16"), "active-content"),
    "a way out of the folder": ("../../a.txt", lambda: b"x", "not-a-name"),
    "another way out": ("..\\a.txt", lambda: b"x", "not-a-name"),
    "a name that reads the other way": ("a\u202etxt.exe", lambda: b"x", "control-character"),
    "a name with a NUL": ("a.exe\0.txt", lambda: b"x", "control-character"),
    "a very long name": ("a" * 5000 + ".txt", lambda: b"x", "too-long"),
}


@pytest.mark.parametrize("what", CORPUS)
def test_what_harms_is_not_kept_and_told_by_its_field(what: str, db: None) -> None:
    name, make, code = CORPUS[what]
    client = Client(raise_request_exception=False)
    headers = {"Authorization": f"Bearer {make_token(make_administrator('root@example.org', 'Root'), 'all')}"}
    made = client.post("/api/v1/organisations/", '{"name": "a", "kind": "client"}', content_type="application/json", headers=headers)
    where, entries = f"/api/v1/organisations/{made.json()['id']}/attachments/", JournalEntry.objects.count()
    content = make()
    tracemalloc.start()
    answer = client.post(f"{where}?{_query(name)}", content, content_type="application/octet-stream", headers=headers)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert answer.status_code == 422, answer.content[:300]
    ((field, (fault,)),) = answer.json()["errors"].items()
    assert (field, fault["code"]) == ("name" if "name" in what or "way out" in what or what.endswith("svg") else field, code)
    assert field == ("name" if code in ("not-a-name", "control-character", "too-long", "type-not-taken") else "content")
    assert 20 < len(fault["message"]) < 400 and peak < 100 * MEBIBYTE
    assert not Attachment.objects.exists() and JournalEntry.objects.count() == entries
    assert not [path for path in __import__("pathlib").Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def _query(name: str) -> str:
    from urllib.parse import urlencode

    return urlencode({"name": name})


FINE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a document": ("a.docx", lambda: office(b'<?xml version="1.0"?><!-- by hand --><w:document/>')),
    "a sheet of zeros": ("a.xlsx", lambda: office(b"<sheet>" + b"<c>0</c>" * 100_000 + b"</sheet>", "xl/worksheets/sheet1.xml")),
    "an archive of documents": ("a.zip", lambda: zipped(("a.docx", office(b"<a/>")), ("b/c.zip", zipped(("d.txt", b"d"))))),
    "a web project": ("a.zip", lambda: zipped(("index.html", b"<!DOCTYPE html><html></html>"), ("web.xml", LOL))),
    "an empty archive": ("a.zip", lambda: zipped()),
    "a packed log": ("a.gz", lambda: gzip.compress(b"".join(b"%d line\n" % n for n in range(200_000)))),
    "XML": ("a.xml", lambda: b'\xef\xbb\xbf<?xml version="1.0"?><Project>&amp;</Project>'),
    "a picture": ("a.png", lambda: PNG + bytes(range(256)) * 4000),
    "an RTL name": ("خطة المشروع.txt", lambda: b"x"),
}


@pytest.mark.parametrize("what", FINE)
def test_what_is_daily_work_is_kept(what: str) -> None:
    name, make = FINE[what]
    assert refusal_of(name, make(), frozenset(USUAL_TYPES.split())) is None


def test_a_locked_archive_is_kept_as_nobody_unpacks_it_here() -> None:
    content = bytearray(zipped(("secret.txt", b"x" * 100)))
    for start, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(start) + place] |= 1
    assert refusal_of("a.zip", bytes(content), frozenset({"zip"})) is None


def test_any_cut_or_changed_archive_is_refused_or_kept_and_never_breaks(seed: int = 7) -> None:
    from random import Random

    random, whole = Random(seed), office(LOL) + b""
    for _ in range(300):
        content = bytearray(whole)
        for _ in range(random.randrange(1, 8)):
            content[random.randrange(4, len(content))] = random.randrange(256)
        refusal_of("a.docx", bytes(content[: random.randrange(5, len(content) + 1)]), frozenset({"docx"}))
