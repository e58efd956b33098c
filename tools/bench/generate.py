"""Makes a services_data folder of any size: the real records, and synthetic ones up to the number asked for.

python -m tools.bench.generate .build/bench/data-5000 5000
"""

import argparse
import shutil
from pathlib import Path

from tools.bench.synthetic import organization, service
from tools.bench.vocabulary import read_vocabulary
from tools.bench.yaml_text import yaml_text

REAL_DATA = Path(__file__).resolve().parents[2] / "services_data"
SERVICES_PER_ORGANIZATION = 8
SEED = 2026


def generate(folder: Path, services: int, seed: int = SEED) -> None:
    """Write the folder anew. Raises ValueError for fewer services than the real data has."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(REAL_DATA, folder)
    wanted = services - len(list((folder / "services").rglob("*.yml")))
    if wanted < 0:
        raise ValueError(f"the real data has {services - wanted} services already")
    vocabulary = read_vocabulary(REAL_DATA)
    providers = []
    for number in range(wanted):
        if number % SERVICES_PER_ORGANIZATION == 0:
            providers.append(organization(number // SERVICES_PER_ORGANIZATION + 1, vocabulary, seed))
        record = service(number + 1, providers[-1]["slug"], vocabulary, seed)
        home = record["areas"]["covers"][0] if record["areas"]["reach"] == "local" else "national"
        path = folder / "services" / home / f"{record['slug']}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(yaml_text(record), encoding="utf-8")
    with (folder / "providers.yml").open("a", encoding="utf-8") as file:
        written = yaml_text({"providers": providers}) if providers else ""
        file.write(written.removeprefix("providers:\n"))


def main(arguments: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="made anew")
    parser.add_argument("services", type=int, help="how many, the real ones included")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    generate(options.folder, options.services, options.seed)


if __name__ == "__main__":
    main()
