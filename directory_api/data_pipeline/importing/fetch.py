"""A remote feed, read page by page within limits, and what to do when it ends too soon."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import httpx

from directory_api.data_pipeline.importing.addresses import PublicOnly
from directory_api.data_pipeline.importing.feed import MEGABYTE, FeedFailed, json_of, records_of_bytes
from directory_api.data_pipeline.importing.limits import Limits
from directory_api.data_pipeline.importing.shapes import services_in

TIMEOUT = httpx.Timeout(10, connect=5)  # seconds: to connect, and between two pieces of an answer
MOST_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
USER_AGENT = "victim-services-directory-import"
NO_FEED = ("text/html", "application/xhtml", "image/", "video/", "audio/", "font/", "application/pdf")
TOTALS = ("total_pages", "totalPages")
LISTS = ("contents", "content")
# A service that has any of these has come with what hangs on it.
NESTED = ("phones", "contacts", "schedules", "regular_schedules", "service_areas", "service_at_locations", "attributes",
          "service_taxonomys", "service_taxonomies", "eligibilitys", "x_needs")  # fmt: skip


@dataclass
class Fetched:
    """The records read; `problem` says why the end was not reached, if it was not."""

    records: list[Any] = field(default_factory=list)
    problem: str | None = None


def fetch(url: str, format_: str, limits: Limits, transport: httpx.BaseTransport | None = None) -> Fetched:
    """Read a feed from an address: a file, one page of a list, a whole list, or the root of an API.

    `transport` goes to the wire (tests put theirs here). A failure on the first answer raises FeedFailed; a later one
    ends the reading with what there is and a problem.
    """
    wire = transport or httpx.HTTPTransport(retries=1)
    client = httpx.Client(
        transport=PublicOnly(wire, allow_private=limits.allow_private) if transport is None else wire,
        timeout=TIMEOUT,
        trust_env=False,
        headers={"user-agent": USER_AGENT, "accept": "application/json, application/x-ndjson, text/csv, */*;q=0.1"},
    )
    with client:
        return Feed(client, format_, limits).read(url)


class Feed:
    """One reading of a feed, with what was used up of its limits."""

    def __init__(self, client: httpx.Client, format_: str, limits: Limits) -> None:
        self._client = client
        self._format = format_
        self._limits = limits
        self._requests = 0
        self._bytes = 0
        self._until = time.monotonic() + limits.seconds

    def read(self, url: str) -> Fetched:
        """Every record that the address leads to."""
        content, url = self._get(url)
        if self._format == "csv" or content.startswith(b"PK"):
            return Fetched(records_of_bytes(content, self._format, self._limits.megabytes))
        answer = json_of(content)
        if isinstance(answer, Mapping) and answer.get("openapi_url") and not answer.get("id"):
            url = f"{url.partition('?')[0].rstrip('/')}/services"
            content, url = self._get(url)
            answer = json_of(content)
        fetched = Fetched()
        try:
            for page in self._pages(answer, url):
                for record in services_in(page):
                    fetched.records.append(self._in_full(record, url, is_list=page is not record))
        except FeedFailed as error:
            fetched.problem = str(error)
        return fetched

    def _pages(self, first: Any, url: str) -> Iterator[Any]:
        """The first answer and, if it is a page of several, all others."""
        yield first
        if not isinstance(first, Mapping):
            return
        total = next((first[name] for name in TOTALS if isinstance(first.get(name), int)), 1)
        before = _contents(first)
        for number in range(2, total + 1):
            content, _ = self._get(str(httpx.URL(url).copy_merge_params({"page": number})))
            page = json_of(content)
            if before and _contents(page) == before:
                raise FeedFailed("same_page_again", page=number, before=number - 1)
            before = _contents(page)
            yield page

    def _in_full(self, record: Any, url: str, *, is_list: bool) -> Any:
        """The record itself if it came nested, else what is found under its id."""
        if not is_list or not isinstance(record, Mapping) or any(name in record for name in NESTED):
            return record
        path = httpx.URL(url).path.rstrip("/")
        if not path.endswith("/services") or not record.get("id") or record.get("deleted"):
            return record
        detail = httpx.URL(url).copy_with(raw_path=f"{path}/{quote(str(record['id']), safe='')}".encode())
        content, _ = self._get(str(detail))
        found = json_of(content)
        return {**record, **found} if isinstance(found, Mapping) else record

    def _get(self, url: str) -> tuple[bytes, str]:
        """The body under an address and the address it was found at. Redirects are followed one by one."""
        start = url
        for _ in range(MOST_REDIRECTS + 1):
            self._count_request()
            checked = _web_url(url)
            try:
                with self._client.stream("GET", checked, follow_redirects=False) as response:
                    if response.status_code in REDIRECTS:
                        url = _next_hop(checked, response)
                        continue
                    return self._body(response, url), url
            except httpx.TimeoutException:
                raise FeedFailed("timeout", url=url) from None
            except (httpx.HTTPError, httpx.InvalidURL):
                raise FeedFailed("not_reached", url=url) from None
        raise FeedFailed("too_many_redirects", url=start, hops=MOST_REDIRECTS)

    def _body(self, response: httpx.Response, url: str) -> bytes:
        if response.status_code != httpx.codes.OK:
            raise FeedFailed("http_status", url=url, status=response.status_code)
        kind = response.headers.get("content-type", "").partition(";")[0].strip().casefold()
        if kind.startswith(NO_FEED):
            reason = "web_page" if "html" in kind else "content_type"
            raise FeedFailed(reason, url=url, kind=kind)
        pieces = []
        for piece in response.iter_bytes():
            self._bytes += len(piece)
            if self._bytes > self._limits.megabytes * MEGABYTE:
                raise FeedFailed("too_large", megabytes=self._limits.megabytes)
            self._check_time()
            pieces.append(piece)
        return b"".join(pieces)

    def _count_request(self) -> None:
        self._requests += 1
        if self._requests > self._limits.pages:
            raise FeedFailed("too_many_pages", pages=self._limits.pages)
        self._check_time()

    def _check_time(self) -> None:
        if time.monotonic() > self._until:
            raise FeedFailed("too_slow", seconds=round(self._limits.seconds))


def _contents(page: Any) -> Any:
    if not isinstance(page, Mapping):
        return None
    return next((page[name] for name in LISTS if name in page), None)


def _web_url(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        raise FeedFailed("bad_address", url=url) from None
    if parsed.scheme not in {"http", "https"} or not parsed.host or parsed.userinfo:
        raise FeedFailed("bad_address", url=parsed.copy_with(username=None, password=None))
    return parsed


def _next_hop(url: httpx.URL, response: httpx.Response) -> str:
    location = response.headers.get("location")
    if not location:
        raise FeedFailed("no_location", url=url)
    following = _web_url(str(url.join(location)))
    if url.scheme == "https" and following.scheme == "http":
        raise FeedFailed("downgrade", url=url)
    return str(following)
