"""The address under which people reach a house, and the settings that follow from it."""

import ipaddress
from urllib.parse import urlsplit

LOCAL = "localhost,127.0.0.1,[::1]"


def is_local(host: str) -> bool:
    """Whether a host is this machine and no other."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def settings_for(address: str) -> dict[str, str]:
    """By variable, for an address such as https://milepost.example.org; none for this machine. Raises ValueError."""
    text = address.strip().rstrip("/")
    if not text:
        return {}
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment or parts.path:
        raise ValueError(f"'{text[:80]}' is no address; expected for example https://milepost.example.org")
    if is_local(parts.hostname):
        return {}
    if parts.scheme == "http":
        raise ValueError(
            f"passwords would cross the network in clear text at {text[:80]}; let a proxy end TLS, and give its https:// address"
        )
    return {"MILEPOST_ADDRESS": text, "MILEPOST_HOSTS": f"{parts.hostname},{LOCAL}", "MILEPOST_HTTPS": "1"}
