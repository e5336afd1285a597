"""Style sheets and scripts go over the wire packed, and whoever does not take them so gets them as they are."""

import gzip
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.test import RequestFactory

from milepost.web.packed import StaticFiles, packed
from milepost.web.tree import FOLDER, prefix


def asked(encoding: str) -> HttpResponse:
    server = StaticFiles(lambda request: HttpResponse(status=404))
    found: HttpResponse = server(RequestFactory().get(f"{prefix()}css/base.css", headers={"Accept-Encoding": encoding}))
    return found


def test_a_style_sheet_goes_out_packed_to_who_takes_it_so(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path
    whole = (FOLDER / "css" / "base.css").read_bytes()
    answer = asked("gzip, br")
    sent = b"".join(answer)
    assert answer["Content-Encoding"] == "gzip" and gzip.decompress(sent) == whole and len(sent) < len(whole) / 2
    assert "immutable" in answer["Cache-Control"] and answer["Vary"] == "Accept-Encoding"
    plain = asked("identity")
    assert "Content-Encoding" not in plain and b"".join(plain) == whole


def test_the_packed_tree_is_made_once(tmp_path: Path) -> None:
    place = packed(tmp_path)
    (place / "mark").write_text("still here")
    assert packed(tmp_path) == place and (place / "mark").exists()
    assert [path.name for path in (tmp_path / "static").iterdir()] == [place.name]


def test_before_there_is_a_house_files_go_out_as_they_are(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path / "nowhere"
    assert "Content-Encoding" not in asked("gzip") and not settings.HOME.exists()
