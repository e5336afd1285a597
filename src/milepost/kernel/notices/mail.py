"""Notices as a mail: text and HTML, grouped by record, with a link to each and the way to have no more of them."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, override

from milepost.kernel.models import Account
from milepost.kernel.notices.told import Told, title_in_words

INBOX, CHOICES = "/inbox/", "/inbox/settings/"
MOST = 60
"""Notices that a mail tells; of more it says how many there are."""
Group = tuple[str, Sequence[Told]]
_FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;font-size:15px;line-height:1.5"
_BODY = f"{_FONT};color:#18202b;max-width:600px;margin:0 auto"
_LINE = "border:0;border-top:1px solid #cdd3dc;margin:24px 0 8px"
_MUTED = "color:#535e70;font-size:13px"


def mail_is_set_up() -> bool:
    """Whether this house sends mail."""
    return bool(getattr(settings, "MAIL", False))


def mail_of(account: Account, told: Sequence[Told], *, key: str, count: int) -> EmailMultiAlternatives:
    """The mail in the account's language and zone. `key` makes its id: sent again after trouble, it is the same mail. `count` notices there
    are, of which it tells those given."""
    with override(account.language or settings.LANGUAGE_CODE), timezone.override(ZoneInfo(account.zone)):
        waiting = [one for one in told if one.waits]
        groups = _groups(told)
        made = EmailMultiAlternatives(
            _subject(told, waiting, count), _text(account, groups, count, len(told)), settings.DEFAULT_FROM_EMAIL, [account.email]
        )
        made.attach_alternative(_html(account, groups, count, len(told)), "text/html")
    made.extra_headers = {
        "Message-ID": f"<milepost-{key}@{_host()}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    if settings.ADDRESS:
        made.extra_headers["List-Unsubscribe"] = f"<{settings.ADDRESS}{CHOICES}>"
    return made


def _groups(told: Sequence[Told]) -> list[Group]:
    """By record, what waits first; the words of each record stand once."""
    found: dict[tuple[str, int], list[Told]] = {}
    for one in sorted(told, key=lambda one: not one.waits):
        found.setdefault((one.entity.name, one.row["id"]), []).append(one)
    return [(title_in_words(those[0].entity, those[0].row), those) for those in found.values()]


def _subject(told: Sequence[Told], waiting: Sequence[Told], count: int) -> str:
    """What matters in it; of one notice the notice itself."""
    if count == 1:
        text = f"{told[0].sentence}: {title_in_words(told[0].entity, told[0].row)}"
    elif waiting:
        text = ngettext("{count} thing waits for you", "{count} things wait for you", len(waiting)).format(count=len(waiting))
    else:
        text = ngettext("{count} notice", "{count} notices", count).format(count=count)
    return " ".join(text.split())[:180]


def _link(one: Told) -> str:
    return f"{settings.ADDRESS}{INBOX}{one.id}/" if settings.ADDRESS else ""


def _more(count: int, shown: int) -> str:
    return ngettext("{count} more is in your inbox.", "{count} more are in your inbox.", count - shown).format(count=count - shown)


def _moment(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{formats.date_format(local.date(), 'j M')}, {local:%H:%M}"


def _text(account: Account, groups: Sequence[Group], count: int, shown: int) -> str:
    lines = [gettext("Hello {name},").format(name=account.name), ""]
    for title, those in groups:
        lines.append(title)
        for one in those:
            lines.append(f"  {one.sentence} ({_moment(one.at)})")
            lines += [f"    “{' '.join(one.quote.split())}”"] if one.quote else []
            lines += [f"    {_link(one)}"] if _link(one) else []
        lines.append("")
    if count > shown:
        lines += [_more(count, shown), ""]
    lines.append(_foot())
    if settings.ADDRESS:
        lines.append(f"{settings.ADDRESS}{CHOICES}")
    return "\n".join(lines) + "\n"


def _foot() -> str:
    return gettext("You choose in your inbox, under Notices and mail, which of these mails you get, or that you get none.")


def _html(account: Account, groups: Sequence[Group], count: int, shown: int) -> str:
    sections = format_html_join("", '<h2 style="font-size:16px;margin:20px 0 4px">{}</h2>{}', ((t, _items(those)) for t, those in groups))
    more = format_html("<p>{}</p>", _more(count, shown)) if count > shown else ""
    foot: str | SafeString = _foot()
    if settings.ADDRESS:
        foot = format_html('{} <a href="{}{}">{}</a>', foot, settings.ADDRESS, CHOICES, gettext("Choose"))
    hello = gettext("Hello {name},").format(name=account.name)
    return format_html(
        '<!doctype html><html lang="{}"><body><div style="{}"><p>{}</p>{}{}<hr style="{}"><p style="{}">{}</p></div></body></html>',
        account.language or settings.LANGUAGE_CODE,
        SafeString(_BODY),
        hello,
        sections,
        more,
        SafeString(_LINE),
        SafeString(_MUTED),
        foot,
    )


def _items(those: Sequence[Told]) -> SafeString:
    return format_html_join("", '<p style="margin:4px 0 8px">{}{}</p>', ((_line(one), _quoted(one)) for one in those))


def _line(one: Told) -> SafeString:
    link = _link(one)
    words = format_html('<a href="{}">{}</a>', link, one.sentence) if link else format_html("{}", one.sentence)
    return format_html('{} <span style="{}">{}</span>', words, SafeString(_MUTED), _moment(one.at))


def _quoted(one: Told) -> SafeString | str:
    return format_html('<br><span style="{}">“{}”</span>', SafeString(_MUTED), one.quote) if one.quote else ""


def _host() -> str:
    """Of the house, for ids of mails."""
    return settings.ADDRESS.partition("://")[2].partition("/")[0].partition(":")[0] or "milepost.invalid"
