"""`make evaluate`: how well the guide understands messages that nothing was tuned on.

python -m tests.bot.evaluation MODEL            the table, then every message that was read wrong
python -m tests.bot.evaluation MODEL --dev      the same of the development set, and what other thresholds would give
"""

import argparse
import sys
from pathlib import Path

from tests.bot.evaluation.baselines import keyword_reader
from tests.bot.evaluation.curves import curves
from tests.bot.evaluation.measure import (
    DECLINED,
    EACH_OF,
    by_group,
    confusions,
    declined,
    measure,
    robustness,
    speed,
    table,
)
from tests.bot.evaluation.model import classifier_of, reader_of
from tests.bot.evaluation.parsing import parser_of
from tests.bot.evaluation.sets import DEVELOPMENT_AGES, DEVELOPMENT_PLACES, DEVELOPMENT_SET, TEST_SETS, messages
from tests.bot.evaluation.stock import stock_reader


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="the trained guide")
    parser.add_argument("--dev", action="store_true", help="the development set instead of the test sets")
    options = parser.parse_args()
    readers = {
        "the guide": reader_of(options.model),
        "without the encoder": reader_of(options.model, with_encoder=False),
        "word lists alone": reader_of(options.model, with_classifier=False),
        "Rasa's stock pipeline": stock_reader(),
        "keyword list": keyword_reader(),
    }
    parse = parser_of(options.model)
    sets = {"development set": DEVELOPMENT_SET} if options.dev else TEST_SETS
    for name, files in sets.items():
        rows = messages(files)
        read = next(iter(readers.values()))
        columns = {title: measure(rows, one) for title, one in readers.items()}
        if any(row.get("out_of_scope") for row in rows):
            columns["the guide"][DECLINED] = declined(rows, parse)
        lines = [
            f"\n## {name}, {len(rows)} messages\n",
            *table(columns),
            *by_group(rows, read),
            *confusions(rows, read),
        ]
        lines.append(speed(rows, read))
        typed = [f"{what} {share:.3f}" for what, share in robustness(rows[::EACH_OF], read).items()]
        lines.append("\nOf the dangers found, found as well when typed otherwise: " + "; ".join(typed))
        if options.dev:
            ages, places = messages(DEVELOPMENT_AGES), messages(DEVELOPMENT_PLACES)
            lines += ["\nWhat other thresholds would give:", *curves(rows, ages, places, classifier_of(options.model))]
        for what, one in columns["the guide"].items():
            lines += [f"\n{what}: read wrong", *(f"  {text}" for text in one.wrong)]
        sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
