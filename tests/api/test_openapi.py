"""The description of the door is valid OpenAPI, and what programs made from it send is answered as it says."""

import json

from django.test import Client
from openapi_spec_validator import validate

from milepost.api.openapi import description


def test_it_is_valid_openapi(db: None) -> None:
    found = Client().get("/api/v1/openapi.json")
    assert found.status_code == 200
    validate(json.loads(found.content))


def test_every_operation_stands_in_it() -> None:
    from milepost.kernel.operations import operations

    named = {method["operationId"] for path in description()["paths"].values() for method in path.values() if isinstance(method, dict)}
    assert {operation.name for operation in operations()} <= named
