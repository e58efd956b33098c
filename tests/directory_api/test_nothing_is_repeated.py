"""Nothing that somebody types comes back in an answer or stands in a log: a canary is sent in every place there is.

Two things come back on purpose, and neither can be free text: the name of an unknown parameter of small letters and
underscores (`field`), and in the directory's own search a single word that was corrected. Neither is logged or kept.
"""

import io
import logging
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from directory_api.main import create_app
from directory_api.open_referral.routes import ROOTS
from directory_api.settings import Settings

CANARY = "Zqjq Wvxq9Canary"
PIECES = ("zqjq", "wvxq9", "canary")
BOUNDARY = "multipart/form-data; boundary=B"


@pytest.fixture(scope="module")
def heard(directory_url: str) -> Iterator[tuple[TestClient, io.StringIO]]:
    """The service, and all that any logger says at any level."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    app = create_app(Settings(_env_file=None, database_url=directory_url, log_level="DEBUG", chat_rate_limit="off"))
    with (
        pytest.MonkeyPatch.context() as patch,
        TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client,
    ):
        patch.setattr("directory_api.request_log.ALIKE_FOR_SECONDS", 0)  # a line for every request
        yield client, text
    root.removeHandler(handler)
    root.setLevel(before)


def says_nothing_of_it(heard: tuple[TestClient, io.StringIO], method: str, path: str, **sent: object) -> Response:
    """Send something and look for it in the answer and in the log, which must have been written."""
    client, log = heard
    log.seek(0)
    log.truncate()
    reply = client.request(method, path, **sent)  # type: ignore[arg-type]
    ours = [line for line in log.getvalue().splitlines() if not line.startswith("HTTP Request: ")]  # the test's client
    assert any("directory_api" in line or " ms" in line for line in ours)
    headers = {name: value for name, value in reply.headers.items() if name != "location"}  # the same address again
    for told in (reply.text, str(headers), "\n".join(ours)):
        found = [piece for piece in PIECES if piece in told.lower()]
        assert not found, (method, path, sent, told[:500])
    assert reply.status_code < 500
    return reply


def described(app: FastAPI) -> Iterator[tuple[str, str, list[str]]]:
    """Every address that the OpenAPI document describes, with a method and the parameters it names."""
    for path, operations in app.openapi()["paths"].items():
        for method, operation in operations.items():
            names = [one["name"] for one in operation.get("parameters", []) if one["in"] == "query"]
            yield path, method.upper(), names


def test_in_every_parameter(app: FastAPI, heard: tuple[TestClient, io.StringIO]) -> None:
    tried = 0
    for path, method, names in described(app):
        if path.startswith(("/chat", "/health")):
            continue
        at = path.replace("{id}", "x").replace("{id_or_slug}", "x")
        for query in [{name: CANARY} for name in names] + [{CANARY: "1"}, {CANARY: CANARY}, {f"page[{CANARY}]": "1"}]:
            says_nothing_of_it(heard, method, at, params=query)
            tried += 1
        for name in names:
            says_nothing_of_it(heard, method, f"{at}?{name}={quote(CANARY)}&{name}={quote(CANARY)}2&{quote(CANARY)}=1")
    assert tried > 200


def test_in_every_path(app: FastAPI, heard: tuple[TestClient, io.StringIO]) -> None:
    typed = quote(CANARY)
    paths = {path for path, _, _ in described(app)} | {"/static/x", "/docs/page/x", "/", *ROOTS}
    for path in paths:
        at = path.replace("{id}", typed).replace("{id_or_slug}", typed)
        for asked in {
            at,
            f"{path.partition('{')[0].rstrip('/')}/{typed}",
            f"/{typed}{at}",
            f"{at};{typed}",
            f"{at}/{typed}/",
        }:
            if "/chat" not in asked or typed in asked:
                for method in ("GET", "DELETE", "OPTIONS", "ZQJQWVXQ9"):
                    says_nothing_of_it(heard, method, asked)


HEADERS = ["accept", "accept-encoding", "accept-language", "authorization", "content-type", "cookie", "if-match",
           "if-none-match", "if-modified-since", "origin", "range", "referer", "user-agent", "x-forwarded-for",
           "x-forwarded-host", "x-forwarded-proto", "x-request-id", "x-zqjq-canary", "access-control-request-headers",
           "access-control-request-method", "forwarded", "via", "from", "traceparent"]  # fmt: skip


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
@pytest.mark.parametrize("path", ["/api/services", "/", *(f"{root}/services" for root in ROOTS), "/hsds", "/nothing"])
def test_in_every_header(heard: tuple[TestClient, io.StringIO], method: str, path: str) -> None:
    for name in HEADERS:
        for value in (CANARY, f'"{CANARY}"', f"multipart/form-data; boundary={CANARY}"):
            says_nothing_of_it(heard, method, path, headers={name: value}, content=b"x" if method == "POST" else b"")


@pytest.mark.parametrize("path", [f"{root}/services" for root in ROOTS])
def test_in_every_body(app: FastAPI, heard: tuple[TestClient, io.StringIO], path: str) -> None:
    names = next(names for at, method, names in described(app) if (at, method) == (path, "GET"))
    for name in names:
        for value in (CANARY, [CANARY], {CANARY: CANARY}):
            says_nothing_of_it(heard, "POST", path, json={name: value})
        says_nothing_of_it(heard, "POST", path, data={name: CANARY})
    typed = CANARY.encode()
    part = b'--B\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n--B--\r\n'
    for content, kind in [
        (typed, "application/json"),
        (b'{"%s' % typed, "application/json"),
        (b'["%s"]' % typed, "application/json"),
        (b'{"%s": 1, "page": "%s"}' % (typed, typed), "application/json"),
        (typed, "application/x-www-form-urlencoded"),
        (typed, f"text/{CANARY}"),
        (typed, BOUNDARY),
        (b"--B" + typed, BOUNDARY),
        (b"--B\r\n%s\r\n\r\n" % typed, BOUNDARY),
        (b"--B\r\n%s: \xff\r\n\r\nx\r\n--B--" % typed.replace(b" ", b""), BOUNDARY),
        (part % (typed, b"", typed), BOUNDARY),
        (part % (b"page", b"", typed), BOUNDARY),
        (part % (b"page", b'; filename="%s"' % typed, typed), BOUNDARY),
        (part % (b"page", b"", typed), f"multipart/form-data; boundary=B; charset={CANARY}"),
        (part % (b"page", b"", b"xn--a." + b"Zqjq" * 20), "multipart/form-data; boundary=B; charset=idna"),
        (typed * 1_000, "application/json"),
    ]:
        says_nothing_of_it(heard, "POST", path, content=content, headers={"content-type": kind})


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (f'{{"{CANARY}": 1}}', "application/json"),
        (f'{{"text": ["{CANARY}"]}}', "application/json"),
        (f'{{"choice": "{CANARY}"}}', "application/json"),
        (f'{{"text": "a", "choice": "{CANARY}"}}', "application/json"),
        (CANARY, "application/json"),
        (CANARY * 1_000, "application/json"),
        (CANARY, BOUNDARY),
    ],
)
@pytest.mark.parametrize("path", ["/chat/messages", "/chat/forget"])
def test_in_a_message_that_cannot_be_read(
    heard: tuple[TestClient, io.StringIO], path: str, content: str, kind: str
) -> None:
    says_nothing_of_it(heard, "POST", path, content=content, headers={"content-type": kind})


@pytest.mark.parametrize("body", [b"\r\n", b"--Bx", b"--B\r\nx y: z\r\n\r\n", b"--B\r\n\xff"])
def test_not_one_letter_that_a_form_stumbles_over(heard: tuple[TestClient, io.StringIO], body: bytes) -> None:
    """The library that reads forms would log the number and place of the letter it did not expect."""
    says_nothing_of_it(heard, "POST", "/hsds/services", content=b"q" + body, headers={"content-type": BOUNDARY})
    says_nothing_of_it(heard, "POST", "/hsds/services", content=body, headers={"content-type": BOUNDARY})
    assert "expected" not in heard[1].getvalue().lower()
    assert "found" not in heard[1].getvalue().lower()
