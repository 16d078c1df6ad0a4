"""The frontend in the package: small, readable, and there without Node."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FRONTEND = ROOT / "plugboard_nb" / "frontend"
BUNDLES = sorted((FRONTEND / "static").glob("*.js"))
SOURCES = sorted([*FRONTEND.glob("src/**/*.js"), *FRONTEND.glob("test/**/*.js")])


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda path: path.name)
def test_a_bundle_is_below_400_kb_and_readable(bundle: Path) -> None:
    text = bundle.read_text(encoding="utf-8")
    assert len(text.encode()) < 400_000
    assert len(text) / text.count("\n") < 100, "minified?"


def test_modules_of_the_frontend_are_shorter_than_250_lines() -> None:
    lengths = {path.name: path.read_text(encoding="utf-8").count("\n") for path in SOURCES}
    assert {name: length for name, length in lengths.items() if length >= 250} == {}


def test_values_never_become_html() -> None:
    ways = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", ".html(")
    texts = {path.name: path.read_text(encoding="utf-8") for path in SOURCES}
    assert [(n, way) for n, text in texts.items() for way in ways if way in text] == []


def test_the_wheel_holds_what_is_built_and_nothing_else_of_the_frontend(tmp_path: Path) -> None:
    build = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    subprocess.run(
        [sys.executable, "-c", build, tmp_path],
        check=True,
        cwd=ROOT,
        env=os.environ | {"PATH": ""},  # no Node
    )
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        inside = {name for name in wheel.namelist() if name.startswith("plugboard_nb/frontend/")}
    static = [path for path in FRONTEND.glob("static/*") if path.suffix in {".js", ".css"}]
    assert inside == {f"plugboard_nb/frontend/static/{path.name}" for path in static}
