"""What people type, understood as they see it written: 03/04/2026 is a day in April or in March, depending on the reader's language."""

from datetime import datetime

from django.utils import formats


def day_typed(text: str) -> str:
    """A day as ISO 8601 has it, from any way in which the language writes one; what is none stays as it was typed."""
    plain = " ".join(text.split())
    for form in formats.get_format("DATE_INPUT_FORMATS"):
        try:
            return datetime.strptime(plain, form).date().isoformat()
        except ValueError:
            continue
    return text
