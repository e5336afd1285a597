"""The house from the command line."""

import json

import pytest

from milepost.cli.main import main

ALL = ("organisation.view", "organisation.create", "organisation.edit", "organisation.close", "organisation.delete")


@pytest.fixture(autouse=True)
def ann(staff, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    staff("Ann", *ALL)
    monkeypatch.setenv("MILEPOST_AS", "ann@example.org")


def run(*words: str) -> int:
    return main(["organisation", *words])


def test_a_record_is_created_listed_shown_and_closed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("create", "--name", "Harbour Council", "--kind", "client") == 0
    assert "ORG-1" in capsys.readouterr().out
    assert run("list", "kind=client") == 0
    assert "Harbour Council" in capsys.readouterr().out
    assert run("close", "org-1", "--reason", "end of contract") == 0
    assert run("show", "ORG-1") == 0
    assert "closed" in capsys.readouterr().out
    assert run("history", "ORG-1") == 0
    assert "Why: end of contract State: active → closed" in " ".join(capsys.readouterr().out.split())


def test_lists_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    run("create", "--name", "=HYPERLINK(1)", "--kind", "supplier")
    capsys.readouterr()
    run("list", "--format", "json")
    assert json.loads(capsys.readouterr().out)["results"][0]["name"] == "=HYPERLINK(1)"
    run("list", "--format", "csv", "--fields", "name,kind")
    assert capsys.readouterr().out.splitlines() == ["name,kind", "'=HYPERLINK(1),supplier"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("create", "--kind", "client"), "--name: this is needed"),
        (("create", "--name", "x", "--kind", "friend"), "--kind: 'friend' is none of client"),
        (("show", "ORG-9"), "There is no organisation ORG-9 that you can see"),
        (("list", "colour=red"), "there is no filter 'colour'"),
        (("list", "red"), "is no filter; expected FIELD=VALUE"),
        (("list", "--as", "nobody@example.org"), "there is no such account"),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_place(words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*words) == 2
    assert said in " ".join(capsys.readouterr().err.split())


def test_an_unknown_word_is_told_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["organisatoin", "list"]) == 2
    assert "Did you mean organisation?" in capsys.readouterr().err
