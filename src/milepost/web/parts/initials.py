"""The letters that stand for a person."""


def initials(name: str) -> str:
    """Of a person's name at most two letters."""
    words = name.split()
    return "".join(part[0] for part in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
