"""The shape of the project: who may import whom, where things may live, and what no file may hold."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parents[1]
LONGEST_MODULE = 300  # lines
LARGEST_FILE = 2**20  # bytes

BOT_PACKAGES = {"bot", "actions", "channel", "components", "conversation", "understanding"}
DATABASE_DRIVERS = {"sqlmodel", "sqlalchemy", "sqlite3", "psycopg", "psycopg2", "alembic"}
FEATURES = ("website", "open_referral", "commissioning", "chat_gateway")
OTHER_FEATURES = {
    f"directory_api/{feature}": {f"directory_api.{other}" for other in FEATURES if other != feature}
    for feature in FEATURES
}
MAY_NOT_IMPORT: dict[str, set[str]] = {
    **OTHER_FEATURES,
    "directory_api": BOT_PACKAGES | {"rasa", "rasa_sdk", "tools", "tests"},
    "directory_api/eligibility.py": DATABASE_DRIVERS | {"fastapi", "httpx"},
    "directory_api/search": {f"directory_api.{feature}" for feature in FEATURES} | {"directory_api.recommendations"},
    "directory_api/recommendations": {f"directory_api.{feature}" for feature in FEATURES},
    "bot": DATABASE_DRIVERS | {"directory_api", "fastapi", "tools", "tests"},
    "bot/understanding": {"rasa", "rasa_sdk", "actions", "channel", "components", "conversation", "httpx"},
    "tools": BOT_PACKAGES | {"directory_api", "tests"},
}
HOME_OF_SELECT = ("search/queries.py", "search/text/queries.py", "commissioning/queries.py", "data_pipeline/")
CALLED_AT_LOAD = "directory_api/search/text/rows.py"  # what both sides of the text search must agree on stands together
WRITING_METHODS = {"add", "add_all", "delete", "merge", "commit", "flush", "bulk_save_objects"}
WRITING_STATEMENTS = {"insert", "update", "delete"}
WORDLESS = ("bot/components", "bot/actions", "bot/conversation")
WORDS_OF_A_SENTENCE = 5

# Written so that this file does not hold what it looks for.
NEVER_IN_A_FILE = {
    "a package registry's address": r"py[p]i\.org|python[h]osted|registry\.([n]pm|[y]arn)|//([d]eb|security\.[d]eb)\.",
    "a path of one machine": r"(?<![\w.])/(?:[r]oot|[w]ork/(?:main|shared|steering)|[f]arm|[h]ome/[a-z]+|tmp/[l]ab)/",
}


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that is, or is about to be, part of the project."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    paths = (REPOSITORY / name for name in listed.split("\0") if name)
    return tuple(sorted({path for path in paths if path.is_file()}))


def names(paths: Iterator[Path]) -> list[str]:
    """Paths as test ids."""
    return [path.relative_to(REPOSITORY).as_posix() for path in paths]


def modules(under: str = "") -> list[str]:
    """Every Python module below a folder (or the module itself)."""
    return names(path for path in project_files() if path.suffix == ".py" and belongs(path, under))


def belongs(path: Path, under: str) -> bool:
    """Whether the path is `under` itself or below it."""
    return not under or path == REPOSITORY / under or REPOSITORY / under in path.parents


@cache
def tree(module: str) -> ast.Module:
    """The module's syntax tree."""
    return ast.parse((REPOSITORY / module).read_text(encoding="utf-8"), module)


def imports(module: str) -> Iterator[str]:
    """Every dotted name the module imports, anywhere in it; relative imports made absolute."""
    package = Path(module).parent.parts
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            source = ".".join(filter(None, (base, node.module)))
            yield source
            yield from (f"{source}.{alias.name}" for alias in node.names)


def docstrings(module: str) -> set[int]:
    """Identity of every docstring node."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(tree(module))
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
    }


def for_developers(module: str) -> set[int]:
    """Identity of every string that only developers see: in a raise, an assert or a call of a logger or warning."""
    seen: set[int] = set()
    for node in ast.walk(tree(module)):
        logs = isinstance(node, ast.Call) and re.search(r"log|warn", ast.unparse(node.func), re.IGNORECASE)
        if logs or isinstance(node, ast.Raise | ast.Assert):
            seen |= {id(part) for part in ast.walk(node)}
    return seen


@pytest.mark.parametrize("folder", MAY_NOT_IMPORT)
def test_imports_keep_to_their_side(folder: str) -> None:
    found = [
        f"{module} imports {name}"
        for module in modules(folder)
        for name in imports(module)
        for forbidden in MAY_NOT_IMPORT[folder]
        if name == forbidden or name.startswith(f"{forbidden}.")
    ]
    assert not found


def test_the_import_rules_see_the_code_they_are_about() -> None:
    assert len(modules("directory_api")) > 20
    assert len(modules("bot/understanding")) > 2
    assert any(name.startswith("directory_api.") for name in imports("directory_api/main.py"))


def test_selects_live_in_the_query_modules() -> None:
    found = [
        module
        for module in modules("directory_api")
        if not any(home in module for home in HOME_OF_SELECT)
        for name in imports(module)
        if name in {"sqlmodel.select", "sqlalchemy.select", "sqlalchemy.text", "sqlmodel.text"}
    ]
    assert not found


def test_only_the_data_pipeline_writes_to_the_directory() -> None:
    def writes(module: str) -> Iterator[str]:
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = ast.unparse(node.func.value).lower()
                if node.func.attr in WRITING_METHODS and ("session" in owner or "connection" in owner):
                    yield f"{module}:{node.lineno}"
        for name in imports(module):
            if name.split(".")[0] in {"sqlmodel", "sqlalchemy"} and name.split(".")[-1] in WRITING_STATEMENTS:
                yield f"{module} imports {name}"

    elsewhere = [
        module
        for module in modules("directory_api")
        if not module.startswith(("directory_api/data_pipeline/", "directory_api/migrations/", CALLED_AT_LOAD))
    ]
    assert not [found for module in elsewhere for found in writes(module)]
    assert [found for module in modules("directory_api/data_pipeline") for found in writes(module)]


@pytest.mark.parametrize("module", [module for folder in WORDLESS for module in modules(folder)])
def test_the_guides_python_holds_no_wording(module: str) -> None:
    ignored = docstrings(module) | for_developers(module)
    sentences = [
        f"{module}:{node.lineno} {node.value!r}"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in ignored
        if len(re.findall(r"[A-Za-z']+(?= |$|[.,?!])", node.value)) >= WORDS_OF_A_SENTENCE and " " in node.value.strip()
    ]
    assert not sentences


def test_only_the_directory_api_is_reachable_from_outside() -> None:
    services = yaml.safe_load((REPOSITORY / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    published = {name: service["ports"] for name, service in services.items() if service.get("ports")}
    assert set(published) == {"directory_api"}
    assert all(port.startswith("127.0.0.1:") for port in published["directory_api"])
    assert all(service.get("network_mode") != "host" for service in services.values())


@pytest.mark.parametrize("what", NEVER_IN_A_FILE)
def test_no_file_names(what: str) -> None:
    pattern = re.compile(NEVER_IN_A_FILE[what])
    found = [
        f"{name}:{number}"
        for name, path in zip(names(iter(project_files())), project_files(), strict=True)
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found


def test_no_module_is_too_long_to_read() -> None:
    by_hand = [module for module in modules() if "/migrations/versions/" not in module]
    lengths = {module: len((REPOSITORY / module).read_text(encoding="utf-8").splitlines()) for module in by_hand}
    assert not {module: length for module, length in lengths.items() if length > LONGEST_MODULE}


def test_no_file_is_too_large_to_review() -> None:
    assert not [path for path in project_files() if path.stat().st_size > LARGEST_FILE]


def locked(lock: Path) -> dict[str, set[str]]:
    """What a lock file pins: name → versions, several where they differ by platform."""
    pins: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", lock.read_text(encoding="utf-8"), re.MULTILINE):
        pins.setdefault(name, set()).add(version)
    return pins


LOCKS = [path for path in project_files() if path.with_suffix(".in").is_file() and path.suffix == ".txt"]


@pytest.mark.parametrize("lock", names(iter(LOCKS)))
def test_every_requirement_is_pinned_by_hash(lock: str) -> None:
    text = (REPOSITORY / lock).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert entries
    assert not [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry]


@pytest.mark.parametrize(
    ("production", "tests"),
    [
        ("directory_api/requirements.txt", "tests/requirements.txt"),
        ("bot/requirements.txt", "tests/bot/requirements.txt"),
    ],
)
def test_what_is_tested_is_what_runs(production: str, tests: str) -> None:
    runs, tested = locked(REPOSITORY / production), locked(REPOSITORY / tests)
    assert {name: versions for name, versions in runs.items() if tested.get(name) != versions} == {}
    assert "pytest" in tested
    assert "pytest" not in runs
