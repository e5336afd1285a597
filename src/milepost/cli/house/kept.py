"""Settings that were told once and are kept in the folder of the house: they hold where the environment says nothing."""

import os
from collections.abc import Mapping
from pathlib import Path

NAME = "house.env"
KEPT = ("MILEPOST_ADDRESS", "MILEPOST_HOSTS", "MILEPOST_HTTPS")


def take_kept(home: Path) -> None:
    """Puts them into the environment, before the settings are read. A folder without such a file has none."""
    try:
        lines = (home / NAME).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return
    for line in lines:
        name, _, value = line.partition("=")
        if name.strip() in KEPT:
            os.environ.setdefault(name.strip(), value.strip())


def keep(home: Path, settings: Mapping[str, str]) -> None:
    """Writes them, for the owner of the folder only, and takes them."""
    if not settings:
        return
    draft = home / f"{NAME}.draft"
    told = ["# Kept by Milepost; a variable of the environment goes first. See docs/reference/house-settings.md."]
    draft.write_text("\n".join([*told, *(f"{name}={settings[name]}" for name in KEPT if settings.get(name))]) + "\n", "utf-8")
    draft.chmod(0o600)
    draft.replace(home / NAME)
    take_kept(home)
