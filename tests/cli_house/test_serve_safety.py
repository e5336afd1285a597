"""Unsafe settings are refused before anything is served, each with what to do instead; `milepost check` finds the same."""

from pathlib import Path

import pytest

from tests.served import command, free_port


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("safety") / "house"
    assert command(home, "setup-house", "--email", "ann@example.org").returncode == 0
    return home


def refused(home: Path, *words: str, **more: str) -> str:
    told = command(home, "serve", "--listen", f"127.0.0.1:{free_port()}", *words, **more)
    assert told.returncode == 8, told.stderr
    return " ".join(told.stderr.split())


@pytest.mark.parametrize(
    ("more", "place", "remedy"),
    [
        ({"MILEPOST_HOSTS": "*"}, "MILEPOST_HOSTS", "MILEPOST_HOSTS=milepost.example.org"),
        ({"MILEPOST_HOSTS": "house.example.org,*"}, "MILEPOST_HOSTS", "Name the hosts"),
        ({"MILEPOST_ADDRESS": "http://house.example.org"}, "MILEPOST_ADDRESS", "--plain-http"),
        ({"MILEPOST_ADDRESS": "https://house.example.org"}, "MILEPOST_ADDRESS", "MILEPOST_HTTPS=1"),
        ({"MILEPOST_SECRET_KEY": "ab" * 40}, "MILEPOST_SECRET_KEY", "Unset it"),
        ({"MILEPOST_SECRET_KEY": "django-insecure-" + "k3y-of-an-example-that-many-have-copied" * 2}, "MILEPOST_SECRET_KEY", "Unset it"),
        ({"MILEPOST_SECRET_KEY": "short"}, "MILEPOST_SECRET_KEY", "Unset it"),
    ],
)
def test_an_unsafe_setting_is_refused_with_its_remedy(house: Path, more: dict[str, str], place: str, remedy: str) -> None:
    said = refused(house, **more)
    assert place in said and remedy in said


def test_settings_of_one_s_own_with_debug_are_refused(house: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("from milepost.config.settings import *\nDEBUG = True\n")
    from tests.served import ROOT

    said = refused(house, DJANGO_SETTINGS_MODULE="mine", PYTHONPATH=f"{ROOT / 'src'}:{tmp_path}")
    assert "DEBUG" in said and "Set DEBUG = False" in said


def test_all_that_is_unsafe_is_told_at_once(house: Path) -> None:
    said = refused(house, MILEPOST_HOSTS="*", MILEPOST_ADDRESS="http://house.example.org")
    assert "MILEPOST_HOSTS" in said and "MILEPOST_ADDRESS" in said


def test_a_database_that_everybody_can_read_is_refused(house: Path) -> None:
    database = house / "milepost.db"
    try:
        house.chmod(0o755)
        database.chmod(0o644)
        assert f"chmod -R o= {house}" in refused(house)
        found = command(house, "check")
        assert found.returncode == 8 and "everybody on this machine can read it" in " ".join(found.stdout.split())
        house.chmod(0o750)
        assert command(house, "check").returncode == 0, "behind a closed folder nobody reads it"
    finally:
        house.chmod(0o700)
        database.chmod(0o600)


def test_check_finds_what_serve_refuses(house: Path) -> None:
    found = command(house, "check", MILEPOST_HOSTS="*")
    assert found.returncode == 8 and "MILEPOST_HOSTS=milepost.example.org" in " ".join(found.stdout.split())
