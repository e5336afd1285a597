"""Other schedulers, run beside ours on the same plan; each is found on the machine or reported as missing."""


class PeerMissing(Exception):
    """The peer is not installed; the message says what is missing and how to get it."""


class PeerFailed(Exception):
    """The peer is there and did not answer."""
