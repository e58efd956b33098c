"""Naming services: what the directory is asked, what is shown of its answer, and what happens without it."""

import asyncio

import pytest

from actions.directory_client import DirectoryClient, DirectoryUnavailable
from actions.service_cards import FIRST_CARDS
from tests.bot.replayed_directory import replayed_directory
from tests.bot.running_actions import ADULT, FORM, FRIEND, OUTSIDE, PROFESSIONAL, YOUNG, run

pytestmark = pytest.mark.usefixtures("directory")


# Services.
@pytest.mark.parametrize(
    ("slots", "response", "asked"),
    [
        (YOUNG, "utter_recommendation_self", "audience=young_person&area=slough&age=13&need=image_abuse"),
        (ADULT, "utter_recommendation_self", "audience=adult&area=reading&age=30&need=domestic_abuse"),
        (FRIEND, "utter_recommendation_friend", "area=reading&age=14&need=bullying"),
        (PROFESSIONAL, "utter_recommendation_professional_first",
         "audience=professional&area=slough"),
        (OUTSIDE, "utter_recommendation_outside",
         "audience=young_person&area=outside&age=15&need=bullying"),
        ({"audience": "refused", "area": "refused", "age": "refused", "needs": ["refused"]},
         "utter_recommendation_someone", ""),
    ],
)  # fmt: skip
def test_services_are_named_for_what_is_known(directory: list[str], slots: dict, response: str, asked: str) -> None:
    outcome = run("recommend", slots=slots)
    assert outcome.responses == [response]
    assert directory == [f"/api/recommendations?{asked}".rstrip("?")]
    assert outcome.messages[0]["summary"].startswith("For: ")
    assert 1 <= len(outcome.shown("services", "slug")) <= FIRST_CARDS


def test_more_services_are_those_the_first_answer_left_out() -> None:
    first = run("recommend", slots=YOUNG)
    more = run("more_services", "more_services", slots=YOUNG)
    assert first.messages[0]["leave_out"] == []
    assert more.responses == ["utter_more_services"]
    assert more.shown("services", "slug")
    assert not set(first.shown("services", "slug")) & set(more.shown("services", "slug"))


def test_more_services_before_anything_is_known_leads_to_the_questions() -> None:
    outcome = run("more_services", "more_services")
    assert (outcome.responses, outcome.followups) == ([], [FORM])


@pytest.mark.parametrize("module", ["recommend", "more_services", "find_service"])
def test_without_the_directory_the_guide_says_so_and_shows_numbers_that_work(directory_down: None, module: str) -> None:
    outcome = run(module, entities={"service": "victims-first"}, slots=YOUNG)
    assert outcome.responses == ["utter_directory_unavailable"]
    assert {"999", "0800 1111"} <= set(outcome.shown("contacts", "number"))


@pytest.mark.parametrize(
    ("slug", "response", "contact"),
    [
        ("victims-first", "utter_service_found", "victims-first"),
        ("kingfisher-team", "utter_service_moved", "oxfordshire-youth-justice-exploitation-service"),
        ("rahab", "utter_service_not_offered", None),
    ],
)
def test_a_service_is_found_by_name_and_one_that_ended_says_what_became_of_it(
    slug: str, response: str, contact: str | None
) -> None:
    outcome = run("find_service", "ask_service", {"service": slug})
    assert outcome.responses == [response]
    assert set(outcome.shown("contacts", "id")) == ({contact} if contact else set())
    assert outcome.followups == [FORM]


# The client.
def test_one_failure_is_retried_and_a_second_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with replayed_directory(fail_first=1) as (url, asked):
        found = asyncio.run(DirectoryClient(url).recommendations(YOUNG))
        assert found["cards"]
        assert len(asked) == 2
    with replayed_directory(fail_first=2) as (url, asked), pytest.raises(DirectoryUnavailable):
        asyncio.run(DirectoryClient(url).recommendations(YOUNG))
    assert len(asked) == 2


@pytest.mark.parametrize("answer", [(200, b"no json"), (500, b"{}"), (404, b"{}")])
def test_an_unusable_answer_is_the_same_as_none_and_carries_no_words(answer: tuple[int, bytes]) -> None:
    with replayed_directory(always=answer) as (url, _), pytest.raises(DirectoryUnavailable) as failure:
        asyncio.run(DirectoryClient(url).recommendations(YOUNG))
    assert str(failure.value) == "/api/recommendations"
    assert failure.value.__cause__ is None
