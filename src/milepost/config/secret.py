"""The secret key of an installation: from the environment, or from a file that only its owner can read."""

from pathlib import Path

NAME = "secret"


def secret_from(home: Path) -> str:
    """The key in the file; nothing where there is none, and then nothing that signs will work."""
    try:
        return (home / NAME).read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
