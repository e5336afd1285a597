"""What pages of trouble say by their status: a title, and what to do now. The sentence about this very case comes from where it arose."""

TITLES = {
    400: "Not understood",
    403: "You may not do this",
    404: "This is not here",
    405: "Not possible here",
    409: "Not in this state",
    411: "Not understood",
    412: "Somebody else changed it",
    413: "Too large",
    422: "This cannot be done",
    429: "Too often",
    500: "A fault in Milepost",
    503: "Not now",
    507: "No space left",
}
REMEDIES: dict[int, tuple[str, ...]] = {
    400: ("Go back, load the page again, and try once more.", "If it happens again, tell whoever runs Milepost."),
    403: (
        "Ask whoever gives roles here; they can change it.",
        "If you followed a link, check that you are logged in as the right one.",
    ),
    404: (
        "Search for it by name or number: Ctrl K.",
        "If somebody sent you the address, ask them: you may not be allowed to see it.",
    ),
    405: ("Go back and use the buttons of the page.",),
    409: ("Go back and load the page again: somebody may have moved it on.",),
    412: ("Go back and load the page again, then make your change once more.",),
    413: ("Send a smaller file, or split it in several.",),
    422: ("Go back, change what is said above, and try again.",),
    429: ("Wait a few minutes, then try again.", "If you forgot your password, ask whoever runs Milepost."),
    500: ("Go back and try again; what you typed is kept in most forms.", "If it happens again, report it with the number below."),
    503: ("Try again in a moment; nothing was lost.", "If it lasts, tell whoever runs Milepost."),
    507: ("Tell whoever runs Milepost: they have to make room.", "Reading still works."),
}


def title_of(status: int) -> str:
    """What stands above the page."""
    return TITLES.get(status, TITLES[422])


def remedies_of(status: int) -> tuple[str, ...]:
    """What whoever reads it can do, the likeliest first."""
    return REMEDIES.get(status, ())
