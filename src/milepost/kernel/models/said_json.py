"""JSON whose sentences stay translatable: what a job found is read in another language, and by somebody else, than it was written."""

import json
from typing import Any

from django.db import models

from milepost.values.sentence import packed, unpacked


class Decoder(json.JSONDecoder):
    """Gives back the sentences."""

    def __init__(self, **asked: Any) -> None:
        super().__init__(**{**asked, "object_hook": unpacked})


class SaidJSONField(models.JSONField):
    """To a migration it is a field of JSON like any other: only what stands in it differs."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{**named, "decoder": Decoder})

    def deconstruct(self) -> Any:
        name, _, given, named = super().deconstruct()
        return name, "django.db.models.JSONField", given, {key: value for key, value in named.items() if key != "decoder"}

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return super().get_db_prep_value(packed(value), connection, prepared)
