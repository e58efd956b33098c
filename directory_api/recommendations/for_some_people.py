"""Which services are for one group of people, read from for_some_people.yml."""

from pathlib import Path

import yaml

FOR_SOME_PEOPLE: dict[str, str] = yaml.safe_load(
    Path(__file__).with_name("for_some_people.yml").read_text(encoding="utf-8")
)
