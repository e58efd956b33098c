"""How answers travel: any page may read them, they are compressed and tagged, and nobody keeps what may be private."""

import gzip

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from directory_api.open_referral.routes import ROOTS
from tests.directory_api.open_referral.asking import LISTS

SOMETHING = ["", "/", "/services", "/services?full=true&page=2", "/taxonomies", "/services?format=ndjson"]
PLAIN = {"accept-encoding": "identity"}
ZIPPED = {"accept-encoding": "gzip"}


@pytest.mark.parametrize("path", SOMETHING)
@pytest.mark.parametrize("root", ROOTS)
def test_who_holds_an_answer_is_spared_it(client: TestClient, root: str, path: str) -> None:
    first = client.get(root + path, headers=PLAIN)
    tag = first.headers["etag"]
    assert tag.startswith('"')  # a strong one
    for held in (tag, f"W/{tag}", f'"other", {tag}'):
        again = client.get(root + path, headers=PLAIN | {"if-none-match": held})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == tag
        assert again.headers["cache-control"] == first.headers["cache-control"]
        assert again.headers["vary"] == "Accept-Encoding"
        assert again.headers["access-control-allow-origin"] == "*"
    assert client.get(root + path, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_tag_changes_with_what_is_asked_and_not_with_how(client: TestClient) -> None:
    def tag(query: str) -> str:
        return str(client.get(f"/hsds/services{query}", headers=PLAIN).headers["etag"])

    assert tag("") == tag("?page=1") == tag("?unknown=1&per_page=50")
    assert tag("?age=14&need=fraud") == tag("?need=fraud&age=14") == tag("?age=014&need=fraud")
    queries = ["", "?page=2", "?age=14", "?age=15", "?full=true", "?format=ndjson", "?minimal=true"]
    assert len({tag(query) for query in queries}) == len(queries)


@pytest.mark.parametrize("root", ROOTS)
def test_a_compressed_answer_is_the_same_under_a_tag_of_its_own(client: TestClient, root: str) -> None:
    plain = client.get(f"{root}/services", headers=PLAIN)
    zipped = client.get(f"{root}/services", headers=ZIPPED)
    assert "content-encoding" not in plain.headers
    assert zipped.headers["content-encoding"] == "gzip"
    assert int(zipped.headers["content-length"]) < len(plain.content) / 3
    assert zipped.content == plain.content
    assert plain.headers["etag"] != zipped.headers["etag"]
    again = client.get(f"{root}/services", headers=ZIPPED | {"if-none-match": zipped.headers["etag"]})
    assert (again.status_code, again.headers["etag"]) == (304, zipped.headers["etag"])
    assert plain.headers["vary"] == zipped.headers["vary"] == "Accept-Encoding"


def test_lines_can_be_compressed_too(client: TestClient) -> None:
    plain = client.get("/hsds/services?format=ndjson", headers=PLAIN)
    with client.stream("GET", "/hsds/services?format=ndjson", headers=ZIPPED) as reply:
        assert gzip.decompress(b"".join(reply.iter_raw())) == plain.content


@pytest.mark.parametrize(
    ("path", "cache"),
    [
        ("/services", "public, max-age=60"),
        ("/services?age=14&need=fraud", "public, max-age=60"),
        ("/taxonomies", "public, max-age=60"),
        ("/", "public, max-age=60"),
        ("/profile", "public, max-age=60"),
        ("/services?search=rape", "private, max-age=60"),
        ("/services?area=OX11", "private, max-age=60"),
        ("/service_at_locations?postcode=OX11", "private, max-age=60"),
    ],
)
def test_what_may_tell_of_a_person_is_kept_by_nobody_else(client: TestClient, path: str, cache: str) -> None:
    assert client.get(f"/hsds{path}").headers["cache-control"] == cache


@pytest.mark.parametrize("root", ROOTS)
def test_any_page_may_ask(client: TestClient, root: str) -> None:
    asking = {"origin": "https://page.example", "access-control-request-method": "POST"}
    for path in ("", "/", "/services", "/services/any", *(f"/{name}" for name in LISTS)):
        reply = client.options(root + path, headers=asking | {"access-control-request-headers": "content-type"})
        assert reply.status_code == 204
        assert reply.headers["access-control-allow-origin"] == "*"
        assert reply.headers["access-control-allow-headers"] == "*"
        assert "GET" in reply.headers["access-control-allow-methods"]
        assert ("POST" in reply.headers["access-control-allow-methods"]) == (path[1:] in LISTS)
        assert reply.headers["cross-origin-resource-policy"] == "cross-origin"
        assert "access-control-allow-credentials" not in reply.headers


def test_only_the_standards_addresses_are_open_to_all(client: TestClient) -> None:
    for path in ("/", "/api/services", "/hsdsx", "/open-referral-ukx/services", "/docs"):
        reply = client.get(path)
        assert "access-control-allow-origin" not in reply.headers, path
        assert reply.headers["cross-origin-resource-policy"] == "same-origin", path


def test_head_tells_what_get_would(client: TestClient) -> None:
    for path in ("/hsds", "/hsds/services", "/hsds/taxonomies", "/open-referral-uk/profile"):
        told, sent = client.head(path, headers=PLAIN), client.get(path, headers=PLAIN)
        assert told.status_code == 200
        assert told.headers.get("etag") == sent.headers.get("etag")


def test_every_address_of_both_standards_is_described(app: FastAPI) -> None:
    paths = app.openapi()["paths"]
    for root in ROOTS:
        for name in LISTS:
            assert set(paths[f"{root}/{name}"]) == {"get", "post"}
            assert set(paths[f"{root}/{name}/{{id}}"]) == {"get"}
            for operation in paths[f"{root}/{name}"].values():
                assert operation["summary"]
                assert operation["description"]
                assert operation["responses"]["200"]["content"]["application/json"]["example"]["contents"]
            asked = paths[f"{root}/{name}"]["get"]["parameters"]
            body = paths[f"{root}/{name}"]["post"]["requestBody"]["content"]["application/json"]["schema"]
            assert {parameter["name"] for parameter in asked} == set(body["properties"])
            assert all(parameter["description"] for parameter in asked)


def test_the_examples_of_every_parameter_work(app: FastAPI, client: TestClient) -> None:
    tried = 0
    for path, methods in app.openapi()["paths"].items():
        if not path.startswith(ROOTS) or "{" in path:
            continue
        for parameter in methods["get"].get("parameters", ()):
            shape = parameter["schema"]
            examples = [parameter["example"]] if "example" in parameter else shape.get("enum", [])
            for example in examples or ([True] if shape.get("type") == "boolean" else []):
                tried += 1
                query = {"postcode": "OX11", parameter["name"]: example}
                assert client.get(path, params=query).status_code == 200, (path, query)
    assert tried > 100


def test_one_record_is_asked_for_without_pages(app: FastAPI) -> None:
    asked = app.openapi()["paths"]["/hsds/organizations/{id}"]["get"]["parameters"]
    assert {parameter["name"] for parameter in asked} == {"id", "full_service"}
