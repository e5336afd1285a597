"""What the databases are set to, asked of the databases themselves."""

import pytest

from tests.trust.conftest import House

MEBIBYTE = 1024 * 1024


@pytest.fixture
def found(house: House) -> dict[str, object]:
    return house.do("settings")  # type: ignore[no-any-return]


def test_an_acknowledged_write_is_kept_and_nobody_waits_for_ever(house: House, found: dict[str, object]) -> None:
    if "server" in found:
        assert found["server"] == {"statement_timeout": "30s", "lock_timeout": "5s", "idle_in_transaction_session_timeout": "1min"}
        client = found["client"]
        assert isinstance(client, dict)
        expected = {"connect_timeout": "5", "tcp_user_timeout": "5000"}
        expected |= {"keepalives_idle": "5", "keepalives_interval": "2", "keepalives_count": "3"}
        assert {name: client.get(name) for name in expected} == expected
        assert found["pool"] == [2, 8]
        return
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "mmap_size": 128 * MEBIBYTE,
        "journal_size_limit": 64 * MEBIBYTE,
        "cache_size": -20000,
        "busy_timeout": 20000,
        "foreign_keys": 1,
    }
    assert house.do("lock_of_a_reader") == "database is locked", "transactions must begin IMMEDIATE"
