"""The database's settings from a URL."""

from pathlib import Path

import pytest

from milepost.config.database import BadDatabaseUrl, database_from


def test_a_file_is_named_from_here_or_from_the_root() -> None:
    assert database_from("sqlite:///house/milepost.db")["NAME"] == Path("house/milepost.db")
    assert database_from("sqlite:////srv/my%20house/milepost.db")["NAME"] == Path("/srv/my house/milepost.db")
    assert database_from("sqlite://")["NAME"] == Path("milepost.db")


def test_a_server_is_named_with_all_its_parts_and_signs_are_decoded() -> None:
    made = database_from("postgresql://ann:a%2Fb%40c@db.example.org:5433/house?sslmode=require")
    assert [made[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == ["ann", "a/b@c", "db.example.org", "5433", "house"]
    assert made["OPTIONS"]["sslmode"] == "require"
    assert database_from("postgres:///house")["HOST"] == ""


@pytest.mark.parametrize("url", ["sqlite:///house.db", "postgresql://db/house"])
def test_no_request_is_one_transaction_as_a_whole(url: str) -> None:
    """With IMMEDIATE every reading request would take the only lock for writing."""
    assert database_from(url)["ATOMIC_REQUESTS"] is False


def test_connections_are_kept_where_there_is_no_pool_and_looked_at_where_there_is_one() -> None:
    embedded, scale = database_from("sqlite:///house.db"), database_from("postgresql://db/house")
    assert embedded["CONN_MAX_AGE"] == 600
    # Django refuses a pool beside connections of its own that are kept.
    assert scale["CONN_MAX_AGE"] == 0 and scale["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://db/house", "mysql://"),
        ("house.db", "is no known database"),
        ("", "is no known database"),
        ("oracle://ann:secret@db/house", "oracle://"),
        ("postgresql://db", "names no database"),
        ("postgresql://db:many/house", "no number"),
        ("postgresql://db:99999/house", "no number"),
    ],
)
def test_what_is_no_database_is_refused_with_what_one_looks_like(url: str, said: str) -> None:
    with pytest.raises(BadDatabaseUrl, match="expected") as refused:
        database_from(url)
    assert said in str(refused.value) and "secret" not in str(refused.value)
