"""The first visit: who may make the first account.

Whoever makes it owns the installation, so it has to be somebody at the machine
itself: the connection comes from loopback, the address in the browser is a
loopback one (a foreign page that rebinds its name to 127.0.0.1 sends its own
name as Host), and no proxy stands between, which would make everybody look
like loopback. A proxy need not say that it is there: nginx's bare `proxy_pass`
rewrites Host and adds no header. So where the settings say that others are let
in, by PUBLIC_URL or AFTERHELLO_HOSTS, no browser will do: the terminal does.
"""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from afterhello.accounts.models import User
from afterhello.errors import NotHere, RuleBroken

FORWARDED = (
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
    "HTTP_VIA",
)


def is_loopback(host: str) -> bool:
    """Whether `host` (a name or an address, without its port) is this machine itself.

    >>> is_loopback("localhost"), is_loopback("::1"), is_loopback("127.0.0.1.example.org")
    (True, True, False)
    """
    name = host.strip("[]").lower()
    if name == "localhost":
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def lets_others_in() -> bool:
    """Whether the settings name an address under which others may reach this installation."""
    return bool(settings.PUBLIC_URL or settings.OTHER_HOSTS)


def at_the_machine(request: HttpRequest) -> bool:
    """Whether the browser runs on the machine that runs this program."""
    host = request.get_host()
    name = host[: host.rindex("]") + 1] if host.startswith("[") else host.split(":")[0]
    peer = str(request.META.get("REMOTE_ADDR", ""))
    return is_loopback(peer) and is_loopback(name) and not any(request.META.get(h) for h in FORWARDED)


def check(request: HttpRequest) -> None:
    """Let the first visitor in, and nobody else.

    Raises:
        RuleBroken: there is an account already.
        NotHere: the browser is on another machine, or may be, behind a proxy.
    """
    if not User.nobody_yet():
        raise RuleBroken(_("Somebody lives here already. Sign in, or ask them to make an account for you."))
    if lets_others_in():
        raise NotHere(
            _(
                "Others can reach this Afterhello, so its first account is made in the terminal of the "
                "machine, where nobody else can take it. Type there, with the same settings: "
                "afterhello user add EMAIL"
            )
        )
    if not at_the_machine(request):
        raise NotHere(
            _(
                "The first account can only be made on the machine itself, so that nobody else takes it. "
                "Open Afterhello there, at 127.0.0.1, or type in its terminal: afterhello user add EMAIL"
            )
        )
