"""Connections only to addresses on the public internet.

A feed's address, or a redirect of its server, must not make this machine ask another one inside its own network. So
each host is resolved here, every address it has is judged, and the connection goes to the very address that was judged:
a name that answers differently a moment later (DNS rebinding) changes nothing. Proxies are not used, because a proxy
would resolve the name again.
"""

import ipaddress
import socket
from collections.abc import Callable, Iterable

import httpx

from directory_api.data_pipeline.importing.feed import FeedFailed

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Iterable[str]]
# An IPv6 address in here stands for the IPv4 address in its last four bytes (RFC 6052).
TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
LAST_FOUR_BYTES = 0xFFFFFFFF


def resolve(host: str, port: int) -> list[str]:
    """Every address of a host. Raises FeedFailed where there is none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FeedFailed("unknown_host", host=host) from None
    return [str(entry[4][0]) for entry in found]


def is_public(address: str) -> bool:
    """Whether an address is reached over the public internet; one within another is judged too."""
    try:
        ip: IPAddress = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(_is_public(inner) for inner in (ip, *_inside(ip)))


def _is_public(ip: IPAddress) -> bool:
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def _inside(ip: IPAddress) -> list[ipaddress.IPv4Address]:
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    found = [ip.sixtofour, *(ip.teredo or ())]
    if ip in TRANSLATED:
        found.append(ipaddress.IPv4Address(int(ip) & LAST_FOUR_BYTES))
    return [inner for inner in found if inner is not None]


class PublicOnly(httpx.BaseTransport):
    """Sends each request to an address of its host that was judged public. TLS still proves the host's own name."""

    def __init__(self, inner: httpx.BaseTransport, *, allow_private: bool = False, resolve: Resolve = resolve) -> None:
        self._inner = inner
        self._allow_private = allow_private
        self._resolve = resolve

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Pass the request on, to the next address where one cannot be reached.

        Raises FeedFailed if any address of the host is private.
        """
        host, port = request.url.host, request.url.port or {"http": 80, "https": 443}[request.url.scheme]
        addresses = list(self._resolve(host, port))
        if not self._allow_private and not all(is_public(address) for address in addresses):
            raise FeedFailed("private_address", host=host)
        for address in addresses[:-1]:
            try:
                return self._inner.handle_request(_pinned(request, address))
            except httpx.ConnectError:
                continue
        if not addresses:
            raise FeedFailed("unknown_host", host=host)
        return self._inner.handle_request(_pinned(request, addresses[-1]))

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


def _pinned(request: httpx.Request, address: str) -> httpx.Request:
    """The request, sent to this address and to no other, in the name of its host."""
    host = f"[{address}]" if ":" in address else address
    headers = httpx.Headers(request.headers)
    headers["host"] = request.url.netloc.decode("ascii")
    return httpx.Request(
        request.method,
        request.url.copy_with(host=host),
        headers=headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )
