"""What a browser gets: files that are kept for ever under a name of their content, of others only what the lock names, and few bytes."""

import gzip
import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from milepost.web.joined import SCRIPT as SCRIPT_OF_ALL
from milepost.web.joined import wholes
from milepost.web.tree import FOLDER

VENDOR = FOLDER / "vendor"
LOCK = json.loads((VENDOR / "vendor.lock.json").read_text("utf-8"))
SCRIPT, FONT = 30_000, 50_000
"""Bytes, packed, that a page may take."""


def packed(*files: Path) -> int:
    return sum(len(gzip.compress(file.read_bytes())) for file in files)


def test_every_file_of_others_is_the_one_that_the_lock_names() -> None:
    named = {name for one in LOCK for name in one["files"]}
    there = {file.relative_to(VENDOR).as_posix() for file in VENDOR.rglob("*") if file.suffix in (".js", ".woff2", ".css")}
    assert there == {name for name in named if not name.startswith("..")}
    for one in LOCK:
        assert (VENDOR / one["licence_file"]).read_text("utf-8").strip(), one["name"]
        for name, digest in one["files"].items():
            assert sha256((VENDOR / name).read_bytes()).hexdigest() == digest, f"{name}: not as it was taken from {one['name']}"


def test_a_page_takes_few_bytes() -> None:
    (script,) = (text for file, text, _ in wholes(FOLDER) if file == FOLDER / SCRIPT_OF_ALL)
    assert len(gzip.compress(script.encode())) + packed(VENDOR / "htmx-4.0.1.min.js") <= SCRIPT
    assert sum(file.stat().st_size for file in VENDOR.glob("*.woff2")) <= FONT


@pytest.mark.django_db
def test_files_are_kept_for_ever_and_their_name_changes_with_them() -> None:
    answer = Client().get(f"{settings.STATIC_URL}css/base.css")
    assert answer.status_code == 200 and "immutable" in answer["Cache-Control"] and "max-age=31536000" in answer["Cache-Control"]
    assert re.fullmatch(r"/static/[0-9a-f]{16}/", settings.STATIC_URL)


def test_every_icon_that_is_named_is_in_the_sprite() -> None:
    sprite = set(re.findall(r'<symbol id="([^"]+)"', (FOLDER / "icons.svg").read_text("utf-8")))
    web = FOLDER.parent
    text = "\n".join(file.read_text("utf-8") for file in [*web.rglob("*.html"), *web.rglob("*.py")])
    named = (
        set(re.findall(r'{% icon "([^"]+)"', text))
        | set(re.findall(r'\bicon\("([^"]+)"', text))
        | set(re.findall(r'Place\("[^"]+", "([^"/]+)"', text))
    )
    assert named and named <= sprite


def test_no_page_holds_a_script_or_a_style_of_its_own() -> None:
    for file in FOLDER.parent.rglob("*.html"):
        text = file.read_text("utf-8")
        assert not re.search(
            r"<script(?![^>]*(src=|application/json))[^>]*>|<style|\sstyle=|\son(click|change|submit|load|input|key\w+|focus|blur|error)=",
            text,
        ), file.name
