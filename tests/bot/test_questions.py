"""How well questions and small talk are told apart, on messages that were never trained on."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.bot.guide_under_test import BOT, trained_model

HELD_OUT = Path(__file__).resolve().parent / "questions_held_out.yml"
# A miss is met with the choices and costs one turn; a wrong answer costs trust.
FEWEST_RIGHT = 0.75
MOST_WRONG = 0.12
MISS = "nlu_fallback"


@pytest.fixture(scope="module")
def intents(monkeypatch_module: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What each held-out message was taken for, by what it is."""
    monkeypatch_module.chdir(BOT)
    from rasa.core.agent import Agent  # slow to import, and only needed here

    agent = Agent.load(trained_model())
    messages = yaml.safe_load(HELD_OUT.read_text(encoding="utf-8"))
    read = {}
    for intent, texts in messages.items():
        read[intent] = [asyncio.run(agent.parse_message(text))["intent"]["name"] for text in texts]
    return read


@pytest.fixture(scope="module")
def monkeypatch_module() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.mark.whole_system
@pytest.mark.timeout(600)
def test_most_questions_get_their_own_answer_and_few_a_wrong_one(intents: dict[str, list[str]]) -> None:
    pairs = [(intent, taken_for) for intent, read in intents.items() for taken_for in read]
    wanted = {"unclear": MISS}
    right = [pair for pair in pairs if pair[1] == wanted.get(pair[0], pair[0])]
    missed = [pair for pair in pairs if pair not in right and pair[1] == MISS]
    wrong = [pair for pair in pairs if pair not in right and pair not in missed]
    share_right, share_wrong = len(right) / len(pairs), len(wrong) / len(pairs)
    assert share_right >= FEWEST_RIGHT, f"{share_right:.2f} right, {share_wrong:.2f} wrong: {wrong}"
    assert share_wrong <= MOST_WRONG, f"{share_right:.2f} right, {share_wrong:.2f} wrong: {wrong}"
