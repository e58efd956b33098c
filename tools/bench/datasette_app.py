"""Datasette as an app for uvicorn, so that it runs under the very settings that the directory runs under.

The file to serve is named by BENCH_DATABASE. It is opened as one that never changes, which Datasette serves fastest.
"""

import importlib
import os
from pathlib import Path
from typing import Any

import yaml

QUERIES = Path(__file__).with_name("datasette_queries.yml")
SQL_TIME_LIMIT = 60_000  # milliseconds; with its own limit of one second slow answers would count as quick errors


def create_app() -> Any:
    """Return the app."""
    datasette = importlib.import_module("datasette.app")  # it is in the measuring's own environment only
    return datasette.Datasette(
        immutables=[os.environ["BENCH_DATABASE"]],
        metadata=yaml.safe_load(QUERIES.read_text(encoding="utf-8")),
        settings={"sql_time_limit_ms": SQL_TIME_LIMIT},
    ).app()
