"""The guide's own files agree with each other."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from conversation.choices import QUESTIONS, all_choices
from conversation.data_files import need_names, read_yaml
from tests.bot.evaluation.sets import sentences

BOT = Path(__file__).resolve().parents[2] / "bot"
DECIDED_BY_READING = {"immediate_danger", "self_harm", "disclosure", "own_behaviour", "ask_service"}
NEVER_IN_A_RULE = {"unclear"}
FEWEST_EXAMPLES = 25


def merged(folder: str, key: str) -> dict[str, Any]:
    """One section of every YAML file in a folder, by path."""
    files = sorted((BOT / folder).rglob("*.yml"))
    contents = {str(path.relative_to(BOT / folder)): yaml.safe_load(path.read_text(encoding="utf-8")) for path in files}
    return {name: content[key] for name, content in contents.items() if key in content}


def examples() -> dict[str, list[str]]:
    """Training sentences by intent."""
    found: dict[str, list[str]] = {}
    for entries in merged("data/nlu", "nlu").values():
        for entry in entries:
            found.setdefault(entry["intent"], []).extend(sentences(entry["examples"]))
    return found


def intents() -> list[str]:
    return merged("domain", "intents")["conversation.yml"]


def rules() -> list[dict[str, Any]]:
    return [rule for rules in merged("data/rules", "rules").values() for rule in rules]


def responses() -> set[str]:
    return {name for topic in merged("domain/responses", "responses").values() for name in topic}


def folded(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", "", text.lower().replace("'", "")).split()) or text


def test_every_intent_has_training_sentences_unless_the_reading_decides_it() -> None:
    trained = examples()
    assert set(intents()) - set(trained) == DECIDED_BY_READING
    assert {intent: len(lines) for intent, lines in trained.items() if len(lines) < FEWEST_EXAMPLES} == {}


def test_no_training_sentence_stands_twice() -> None:
    seen: dict[str, str] = {}
    for intent, lines in examples().items():
        for line in lines:
            assert folded(line) not in seen or seen[folded(line)] == intent, (line, intent, seen[folded(line)])
            seen[folded(line)] = intent


def test_no_test_message_is_a_training_sentence() -> None:
    trained = {folded(line) for lines in examples().values() for line in lines}
    tested = set()
    for path in (Path(__file__).resolve().parent / "conversations").glob("*.yml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for turns in [*content.get("states", {}).values(), *(one["turns"] for one in content["conversations"])]:
            tested |= {turn["text"] for turn in turns if len(turn.get("text", "").split()) > 2}
    held_out = yaml.safe_load((Path(__file__).resolve().parent / "questions_held_out.yml").read_text(encoding="utf-8"))
    tested |= {text for texts in held_out.values() for text in texts}
    assert tested
    assert {text for text in tested if folded(text) in trained} == set()


def test_every_intent_has_a_rule() -> None:
    ruled = {step["intent"] for rule in rules() for step in rule["steps"] if "intent" in step}
    assert set(intents()) | {"nlu_fallback"} == ruled | (NEVER_IN_A_RULE - ruled)


def test_every_action_of_a_rule_exists_and_every_action_file_is_one_action() -> None:
    declared = set(merged("domain", "actions")["actions.yml"])
    used = {step["action"] for rule in rules() for step in rule["steps"] if "action" in step}
    assert used - declared == {"find_help_form"}
    written = {}
    for path in (BOT / "actions").glob("*.py"):
        names = re.findall(r'return "((?:action_|validate_)\w+)"', path.read_text(encoding="utf-8"))
        assert len(names) <= 1, path.name
        written |= dict.fromkeys(names, path.stem)
    assert set(written) == declared
    for action, file in written.items():
        assert action.removeprefix("action_") == file or action == file


def test_every_response_an_action_names_exists_and_every_response_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (BOT / "actions").glob("*.py"))
    named = set(re.findall(r'"(utter_\w+)"', code))
    assert named - responses() == set()
    stems = set(re.findall(r'f"(utter_[a-z_]*)\{', code))
    by_intent = {f"utter_{intent}" for intent in intents()}
    patterns = named | by_intent
    unused = {
        name
        for name in responses()
        if name not in patterns and not any(stem != "utter_" and name.startswith(stem) for stem in stems)
        and not re.match(r"utter_(immediate_danger|self_harm|disclosure|miss_first|out_of_scope|essentials)", name)
    }  # fmt: skip
    assert unused == set()


def test_every_reply_by_intent_exists() -> None:
    replied = {
        step["intent"]
        for rule in rules()
        for step, after in pairwise(rule["steps"])
        if "intent" in step and after.get("action") == "action_reply"
    }
    assert {f"utter_{intent}" for intent in replied} - responses() == set()


def test_every_question_by_button_is_an_intent() -> None:
    assert {f"ask_{name}" for name in QUESTIONS} == {name for name in intents() if name.startswith("ask_")} - {
        "ask_service"
    }


def test_every_choice_leads_to_an_intent_and_every_need_of_a_group_exists() -> None:
    assert {choice.intent for choice in all_choices().values()} <= set(intents())
    groups = read_yaml(BOT / "conversation" / "need_groups.yml")["groups"]
    assert {need for needs in groups.values() for need in needs} <= set(need_names())


def test_the_topics_have_the_same_names_everywhere() -> None:
    with_sentences = {path.stem for path in (BOT / "data" / "nlu").glob("*.yml")}  # data/nlu/told is no topic
    with_rules = {path.stem for path in (BOT / "data" / "rules").glob("*.yml")}
    with_words = {path.stem for path in (BOT / "domain" / "responses").glob("*.yml")}
    assert with_sentences <= with_rules <= with_words | {"services"}
    assert with_words - with_sentences == {"danger", "languages", "services"}, "these are read, not learnt"
