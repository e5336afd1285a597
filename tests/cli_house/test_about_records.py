"""Comments and files from the command line."""

import io
from pathlib import Path
from typing import Any

import pytest

from milepost.cli.main import main
from milepost.kernel.models import Attachment, Comment


@pytest.fixture(autouse=True)
def ann(staff: Any, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    staff(
        "Ann",
        *(f"organisation.{verb}" for verb in ("view", "create")),
        *(f"{e}.{v}" for e in ("comment", "attachment") for v in ("view", "create")),
    )
    monkeypatch.setenv("MILEPOST_AS", "ann@example.org")
    assert main(["organisation", "create", "--name", "Harbour Council", "--kind", "client"]) == 0


def test_a_comment_is_written_on_a_record(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["organisation", "comment", "ORG-1", "--text", "Call them on Monday"]) == 0
    assert "Call them on Monday" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO("From a file\n"))
    assert main(["organisation", "comment", "org-1", "--text", "-"]) == 0
    assert list(Comment.objects.order_by("id").values_list("text", flat=True)) == ["Call them on Monday", "From a file"]


def test_a_file_is_put_on_a_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "plan.pdf"
    file.write_bytes(b"%PDF-1.7\n")
    assert main(["organisation", "attach", "ORG-1", str(file)]) == 0
    assert "plan.pdf" in capsys.readouterr().out and Attachment.objects.get().size == 9


def test_what_cannot_be_attached_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["organisation", "attach", "ORG-1", str(tmp_path / "nothing.pdf")]) == 3
    assert "cannot be read" in " ".join(capsys.readouterr().err.split())
    wrong = tmp_path / "run.sh"
    wrong.write_text("#!/bin/sh\n")
    assert main(["organisation", "attach", "ORG-1", str(wrong)]) != 0
    assert "is a program" in " ".join(capsys.readouterr().err.split())
    assert main(["organisation", "comment", "ORG-9", "--text", "x"]) != 0
    assert "There is no organisation ORG-9" in " ".join(capsys.readouterr().err.split())
