"""Whatever a program sends, the door answers as its description says and never fails: as somebody who may do everything, and as a reader.

Every operation of every entity is derived by the same code, so that each run tries one address in sixteen, spread over all entities;
MILEPOST_THOROUGH=1 tries all of them, with more examples.
"""

import os
from typing import Any
from zlib import crc32

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase
from hypothesis import settings as examples
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from milepost.api.openapi import description
from milepost.kernel.access.tokens import make_token
from milepost.kernel.entity import entities
from milepost.kernel.installation.administrator import make_administrator
from milepost.kernel.models import Account

CHECKS = [
    not_a_server_error,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.status_code_conformance,
]
THOROUGH = os.environ.get("MILEPOST_THOROUGH") == "1"
EXAMPLES = examples(
    max_examples=20 if THOROUGH else 3,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)


def chosen() -> dict[str, Any]:
    """The description with the addresses that this run tries: taking in all of them costs minutes, not what is asked there."""
    whole = description()
    paths = {path: told for path, told in whole["paths"].items() if THOROUGH or crc32(path.encode()) % 16 == 0}
    return whole | {"paths": paths}


schema = schemathesis.openapi.from_dict(chosen())
schema.app = get_wsgi_application()


@pytest.fixture(params=["administrator", "reader"])
def token(request: pytest.FixtureRequest, staff, settings) -> str:  # type: ignore[no-untyped-def]
    settings.RATE_LIMIT = 0
    if request.param == "administrator":
        return make_token(make_administrator("root@example.org", "Root"), "all")
    reader = staff("Reader", *(entity.permission("view") for entity in entities()))
    return make_token(Account.objects.get(pk=reader.account), "reads")


@schema.parametrize()
@EXAMPLES
def test_every_answer_is_as_described(case, token: str) -> None:  # type: ignore[no-untyped-def]
    case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)
