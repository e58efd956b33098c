"""Whatever a feed writes, an age is read as an age, a time as a time, a number as a number, and HTML as its words."""

from datetime import date
from typing import Any

import pytest

from directory_api.data_pipeline.importing.ages import Ages, ages_in, ages_of
from directory_api.data_pipeline.importing.coping import Coping
from directory_api.data_pipeline.importing.emails import email_of
from directory_api.data_pipeline.importing.hours import clock_of, weekly
from directory_api.data_pipeline.importing.phones import numbers_in
from directory_api.data_pipeline.importing.plain_text import ShownText, plain
from directory_api.data_pipeline.importing.values import cleaned, date_of, items_of
from directory_api.data_pipeline.importing.web import tidy_address

NOT_SAID = Ages()


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("16+", (16, None)),
        ("13 to 19", (13, 19)),
        ("13–19 (25 with SEND)", (13, 19)),
        ("0-19", (0, 19)),
        ("All ages", (None, None)),
        ("Children aged 5 and over", (5, None)),
        ("people aged 60+", (60, None)),
        ("over 50s", (50, None)),
        ("18 or older", (18, None)),
        ("under 18", (None, 17)),
        ("until their 19th birthday", (None, 18)),
        ("up to 25 (SEND)", (None, 25)),
        ("For young people between 16 and 25", (16, 25)),
        ("Adults", (18, None)),
    ],
)
def test_ages_in_words_are_read(text: str, ages: tuple[int | None, int | None]) -> None:
    assert ages_in(text) == Ages(*ages, found=True)


@pytest.mark.parametrize(
    "text",
    [
        "We helped over 300 families",
        "5 to 10 sessions",
        "up to 6 weeks",
        "Monday to Friday 9-5",
        "Room 13",
        "",
        "1,157",
    ],
)
def test_other_figures_are_no_ages(text: str) -> None:
    assert ages_in(text) == NOT_SAID


@pytest.mark.parametrize(
    ("record", "ages"),
    [
        ({"minimum_age": "16", "maximum_age": "18 years"}, (16, 18, True)),
        ({"minimum_age": 0, "maximum_age": 100}, (None, None, True)),
        ({"minimum_age": 18.0, "maximum_age": 999}, (18, None, True)),
        ({"minimum_age": "13-19"}, (13, 19, True)),
        ({"minimum_age": 40, "maximum_age": 14}, (None, None, False)),
        ({"minimum_age": -1, "maximum_age": 12}, (None, None, False)),
        ({"eligibilities": [{"minimum_age": 5, "maximum_age": 11}, {"minimum_age": 16}]}, (5, None, True)),
        ({"eligibility_description": "For people aged 13 to 19."}, (13, 19, True)),
        ({}, (None, None, False)),
    ],
)
def test_ages_of_a_service(record: dict[str, Any], ages: tuple[int | None, int | None, bool]) -> None:
    assert tuple(ages_of(record, Coping())) == ages


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("9:00", "09:00"),
        ("09:00:00", "09:00"),
        ("10:00:00.000Z", "10:00"),
        ("9am", "09:00"),
        ("12am", "00:00"),
        ("12 p.m.", "12:00"),
        ("9.30 pm", "21:30"),
        ("1730", "17:30"),
        ("noon", "12:00"),
        ("24:00", "24:00"),
        ("25:00", None),
        ("9", None),
        ("by appointment", None),
        (None, None),
    ],
)
def test_times_are_read(written: str | None, clock: str | None) -> None:
    assert clock_of(written) == clock


@pytest.mark.parametrize(
    ("row", "days"),
    [
        ({"byday": "MO,TU"}, ["MO", "TU"]),
        ({"byday": ["MO", "TU"]}, ["MO", "TU"]),
        ({"byday": "Mon - Fri"}, ["MO", "TU", "WE", "TH", "FR"]),
        ({"byday": "Fri to Mon"}, ["MO", "FR", "SA", "SU"]),
        ({"weekday": 3}, ["WE"]),
        ({"weekday": "Thursdays"}, ["TH"]),
        ({"freq": "DAILY"}, ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]),
        ({"byday": "2TU", "freq": "MONTHLY"}, None),
        ({"byday": "MO", "interval": 2}, None),
        ({"byday": "MO", "valid_to": "2020-01-01"}, None),
        ({"byday": "MO", "closes_at": "09:00"}, None),
        ({}, None),
    ],
)
def test_only_hours_of_every_week_are_taken(row: dict[str, Any], days: list[str] | None) -> None:
    rows = weekly([{"opens_at": "09:00", "closes_at": "17:00", **row}], date(2026, 11, 22), Coping())
    assert [found["byday"] for found in rows] == ([days] if days else [])


def test_hours_that_overlap_are_not_guessed_at() -> None:
    coping = Coping()
    rows = [
        {"byday": "MO", "opens_at": "09:00", "closes_at": "17:00"},
        {"byday": "MO", "opens_at": "16:00", "closes_at": "20:00"},
    ]
    assert weekly(rows, date(2026, 11, 22), coping) == []
    assert coping.counts["hours_overlap"] == 1


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("01296 383962 (office) or 0800 999 7677 ext 2", ["01296 383962", "0800 999 7677"]),
        ("+44 (0)1865 123456", ["01865 123456"]),
        ("Tel: 01865-242424", ["01865 242424"]),
        ("0800 1111", ["0800 1111"]),
        ("116 123", ["116 123"]),
        ("+1 212 555 0199", []),
        ("call us", []),
    ],
)
def test_uk_numbers_are_found(text: str, numbers: list[str]) -> None:
    assert list(numbers_in(text)) == numbers


@pytest.mark.parametrize(
    ("email", "kept"),
    [
        ("info@charity.example.org", "info@charity.example.org"),
        (" Info @charity.example.org ", "info@charity.example.org"),
        ("mailto:duty.team@council.example.org", "duty.team@council.example.org"),
        ("oasis@oasis.example.org", "oasis@oasis.example.org"),
        ("harbour.house@council.example.org", "harbour.house@council.example.org"),
        ("jane.doe@council.example.org", None),
        ("jdoe@council.example.org", None),
        ("jane@harbour.example.org", None),
        ("not an address", None),
    ],
)
def test_an_email_is_kept_only_if_it_is_an_offices(email: str, kept: str | None) -> None:
    assert email_of({"name": "Harbour House", "email": email}, Coping()) == kept


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("www.example.org", "https://www.example.org"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("http://example.org:8080/x?y=1#z", "http://example.org:8080/x?y=1#z"),
        ("javascript:alert(1)", None),
        ("ftp://example.org", None),
        ("https://www.google.co.uk/maps/@51.45,-0.97", None),
        ("https://maps.example.org/x", None),
        ("https://www.openstreetmap.org/?mlat=51.45", None),
        ("https://", None),
        ("https://[", None),
        ("info@example.org", None),
        ("see our page", None),
        ("https://user@example.org", None),
    ],
)
def test_web_addresses_can_be_opened_or_are_left_out(written: str, address: str | None) -> None:
    assert tidy_address(written) == address


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One</p><p>Two</p>", ["One.", "Two."]),
        ("<ul><li>One</li><li>Two;</li></ul>", ["One.", "Two."]),
        ("Fish &amp; chips&nbsp;here", ["Fish & chips here"]),
        ("&lt;p&gt;Escaped twice.&lt;/p&gt;", ["Escaped twice."]),
        ("<script>alert('x')</script>Kept", ["Kept"]),
        ("<!-- a note -->Kept", ["Kept"]),
        ("A <b>bo</b>ld word", ["A bold word"]),
        ("5 < 6 and 7 > 2", ["5 < 6 and 7 > 2"]),
    ],
)
def test_html_becomes_its_words(html: str, words: list[str]) -> None:
    from directory_api.data_pipeline.importing.plain_text import sentences

    assert sentences(plain(html, Coping())) == words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("We listen. Ring 0118 496 0123.", "We listen."),
        ("We listen. Write to jane@example.org.", "We listen."),
        ("Persephone runs it. We listen.", "We listen."),
        ("We listen. It is for the streetwise.", "We listen."),
        ("We listen. Hours TBC.", "We listen."),
        ("word " * 30, "word " * 18 + "word…"),
        ("We listen. " + "Long " * 40, "We listen."),
        ("Ring 0118 496 0123.", None),
    ],
)
def test_a_shown_text_holds_whole_sentences_and_nobodys_number(text: str, shown: str | None) -> None:
    rules = ShownText(Coping(), blaming=("streetwise",), names=["Persephone Quillfeather"])
    assert rules.fit(text) == shown


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2023-03-15T10:30:45.123Z", date(2023, 3, 15)),
        ("15/03/2023", date(2023, 3, 15)),
        ("15/03/2023 10:30", date(2023, 3, 15)),
        ("15th March 2023", date(2023, 3, 15)),
        (1678838400000, date(2023, 3, 15)),
        ("31/02/2023", None),
        ("soon", None),
        (None, None),
    ],
)
def test_dates_are_read_the_british_way(written: Any, day: date | None) -> None:
    assert date_of(written, Coping()) == day


@pytest.mark.parametrize(
    "nothing", [None, "", "  ", "null", "N/A", "\ufeff", float("nan"), [], {}, [None], {"a": None}]
)
def test_nothing_is_nothing_however_it_is_written(nothing: Any) -> None:
    assert cleaned(nothing, Coping()) is None


@pytest.mark.parametrize(
    "value",
    [[{"name": "A"}], {"name": "A"}, ["A"], "A", {"0": {"name": "A"}}],
    ids=["list", "one", "texts", "text", "map"],
)
def test_a_list_is_read_whatever_stands_for_it(value: Any) -> None:
    assert items_of({"languages": value}, Coping(), "languages") == [{"name": "A"}]
