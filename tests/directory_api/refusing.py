"""What every refusal has, wherever it comes from: the one shape, the safe headers, and nothing of what was asked."""

from httpx import Response

from directory_api.open_referral.middleware import OPEN_TO_ALL
from directory_api.open_referral.router import is_under
from directory_api.open_referral.routes import ROOTS
from directory_api.privacy import SAFE_HEADERS


def refused(reply: Response, status: int, code: str, field: str | None = None) -> str:
    """Return the sentence for people of a refusal that is as it must be."""
    assert reply.status_code == status, reply.text[:500]
    message = well_formed(reply)
    error = reply.json()["error"]
    assert (error["code"], error["field"]) == (code, field)
    return message


def well_formed(reply: Response) -> str:
    """Return the sentence for people of any refusal in the one shape with the right headers."""
    assert 400 <= reply.status_code < 500, (reply.status_code, reply.text[:500])
    assert reply.headers["content-type"] == "application/json"
    answer = reply.json()
    assert answer.keys() == {"error"}
    assert answer["error"].keys() == {"code", "message", "field"}
    assert reply.headers["cache-control"] == "no-store"
    assert "etag" not in reply.headers
    has_the_headers(reply)
    message: str = answer["error"]["message"]
    assert len(message) < 1_000
    return message


def has_the_headers(reply: Response) -> None:
    """Check the headers that every answer has; those for any page only below the open standards' roots."""
    open_to_all = any(is_under(reply.request.url.path, root) for root in ROOTS)
    expected = SAFE_HEADERS | (OPEN_TO_ALL if open_to_all else {})
    assert {name: reply.headers.get(name) for name in expected} == expected
    assert ("access-control-allow-origin" in reply.headers) == open_to_all
