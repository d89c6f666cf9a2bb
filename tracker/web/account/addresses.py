"""Where a request comes from."""

import ipaddress

from django.conf import settings

UNKNOWN = "0.0.0.0"  # a request over a Unix socket without a proxy that names the sender
PREFIX = 64  # a subscriber's whole share of IPv6


def address_of(request) -> str:
    """The address of who is asking: the one that the last trusted proxy saw, else the other end of the line."""
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    trusted = settings.TRUSTED_PROXIES
    named = hops[-trusted].strip() if 0 < trusted <= len(hops) else ""
    return _read(named) or _read(request.META.get("REMOTE_ADDR", "")) or UNKNOWN


def network_of(request) -> str:
    """The address, or for IPv6 the network, whose tries are counted together."""
    address = ipaddress.ip_address(address_of(request))
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, PREFIX), strict=False))


def _read(text: str) -> str:
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    return str(getattr(address, "ipv4_mapped", None) or address)
