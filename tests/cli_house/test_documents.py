"""Documents at the terminal: listed, written to files, published."""

import io
from pathlib import Path
from typing import Any

import pytest

from milepost.apps.people.models import Team
from milepost.cli.codes import Exit
from milepost.cli.main import main
from milepost.kernel.access import Actor
from milepost.kernel.models import Publication
from tests.apps.people.crew import made, person


@pytest.fixture(autouse=True)
def mia(anybody: Actor, staff: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    staff("Mia", "person.view", "team.view", "certificate.view", "publication.view", "publication.publish")
    monkeypatch.setenv("MILEPOST_AS", "mia@example.org")
    monkeypatch.chdir(tmp_path)
    made("certificate", person=person("Ann", team=made("team", name="Networks")), name="CCNA", expires_on="2026-12-01")


def test_those_are_listed_that_one_may_see(capsys: Any) -> None:
    assert main(["document", "list"]) == 0
    out = capsys.readouterr().out
    assert "people.certificates" in out and "[team]" in out and "house.access" not in out


@pytest.mark.duty_part("SYS-6", "documents written from scripts", where="milepost document write")
@pytest.mark.parametrize(("words", "name", "begins"), [
    (["--format", "pdf", "--out", "a.pdf"], "a.pdf", b"%PDF"),
    (["--out", "b.xlsx"], "b.xlsx", b"PK"),
    (["--out", "c.docx"], "c.docx", b"PK"),
    (["--out", "d.html"], "d.html", b"<!doctype html>"),
])  # fmt: skip
def test_one_is_written_in_the_format_that_was_asked_for_or_that_the_name_says(
    words: list[str], name: str, begins: bytes, tmp_path: Path, capsys: Any
) -> None:
    assert main(["document", "people.certificates", *words]) == 0
    assert (tmp_path / name).read_bytes().startswith(begins) and name in capsys.readouterr().out
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_without_a_name_the_file_is_called_after_the_document(tmp_path: Path) -> None:
    assert main(["document", "write", "people.certificates", f"team={Team.objects.get().pk}"]) == 0
    (file,) = tmp_path.iterdir()
    assert file.name.startswith("certificates-register-networks-") and file.suffix == ".pdf"


def test_publishing_prints_number_and_hash_and_the_file_says_both(tmp_path: Path, capsys: Any) -> None:
    assert main(["document", "publish", "people.certificates", "days=30"]) == 0
    one = Publication.objects.get()
    out = capsys.readouterr().out
    assert one.number in out and one.sha256 in out
    assert main(["document", "write", one.number, "--out", "one.html"]) == 0
    assert one.sha256 in (tmp_path / "one.html").read_text("utf-8")
    assert main(["document", "write", one.number, "--language", "en-gb", "--out", "two.html"]) == 0
    assert main(["document", "write", one.number, "--language", "en-us", "--out", "three.html"]) == Exit.USAGE
    assert "published in another language" in capsys.readouterr().err and not (tmp_path / "three.html").exists()


def test_what_is_said_of_it_is_given_as_a_text_or_read_from_standard_input(tmp_path: Path, capsys: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Renew them\nby March."))
    for given in ("Two lapse.", "-"):
        assert main(["document", "publish", "people.certificates", "--narrative", given]) == 0
    first, second = (one.number for one in Publication.objects.order_by("pk"))
    for number, text in ((first, "Two lapse."), (second, "by March.")):
        assert main(["document", "write", number, "--out", f"{number}.html"]) == 0
        assert text in (tmp_path / f"{number}.html").read_text("utf-8")
    capsys.readouterr()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["write", "people.nothing"], "people.certificates"),
        (["write", "people.certificates", "days"], "INPUT=VALUE"),
        (["write", "people.certificates", "days=soon"], "days"),
        (["write", "house.access"], "account.view"),
        (["write", "PUB-99"], "PUB-99"),
        (["write", "people.certificates", "--out", "a.txt"], "Name it .pdf, .docx, .xlsx, .html"),
    ],
)
def test_what_is_wrong_is_told(words: list[str], told: str, capsys: Any, tmp_path: Path) -> None:
    assert main(["document", *words]) == Exit.USAGE
    assert told in capsys.readouterr().err and not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_is_told_and_none_is_left(capsys: Any, tmp_path: Path) -> None:
    assert main(["document", "people.certificates", "--out", "nowhere/a.pdf"]) == Exit.NOT_WRITTEN
    assert "nowhere" in capsys.readouterr().err and not list(tmp_path.iterdir())
