"""Timeline files: whole or not there, and one clear sentence for whatever is no such file."""

import io
import json
import os
import struct
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugboard_nb.exceptions import TimelineFileError
from plugboard_nb.timeline.codec import Codec
from plugboard_nb.timeline.file.archive import read_archive, write_archive
from strategies import examples
from timeline.exactness import exact

PARTS: dict[str, Any] = {
    "state.json": {"text": "ü\u2028", "n": [1, -0.5, None, True], "d": {}},
    "history/main/tank.level.npy": np.random.default_rng(1).normal(size=1000),
    "history/main/tank.on.npy": np.arange(5000) % 500 == 0,
    "values/0.npy": np.array([("a", 1)], [("é", "U3"), ("y", ">i2")]),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "run.pbnb"


def contents(path: Path, **kwargs: Any) -> dict[str, Any]:
    with read_archive(path, **kwargs) as archive:
        return dict(archive)


# Writing and reading ----------------------------------------------------------------------------


def test_what_is_read_is_what_was_written(path: Path) -> None:
    write_archive(path, PARTS, {"process": "tank", "ticks": 7})
    with read_archive(path) as archive:
        assert (archive.about, archive.path) == ({"process": "tank", "ticks": 7}, str(path))
        assert archive.written_by.startswith("plugboard_nb")
        assert set(archive) == set(PARTS)
        assert len(archive) == 4
        for name, part in PARTS.items():
            assert exact(archive[name])[:4] == exact(part)[:4]
        with pytest.raises(KeyError):
            archive["other.json"]


def test_numpy_opens_the_arrays(path: Path) -> None:
    write_archive(path, PARTS)
    with np.load(path) as arrays:
        found = arrays["history/main/tank.level"]
    np.testing.assert_array_equal(found, PARTS["history/main/tank.level.npy"])


def test_equal_timelines_make_equal_files(path: Path) -> None:
    write_archive(path, PARTS)
    first = path.read_bytes()
    write_archive(path, PARTS)
    assert path.read_bytes() == first


def test_only_what_shrinks_is_deflated(path: Path) -> None:
    write_archive(path, PARTS)
    with zipfile.ZipFile(path) as file:
        how = {info.filename: info.compress_type for info in file.infolist()}
    assert next(iter(how)) == "manifest.json"
    assert how["history/main/tank.level.npy"] == zipfile.ZIP_STORED
    assert how["history/main/tank.on.npy"] == zipfile.ZIP_DEFLATED


def test_constants_never_look_like_a_bomb(path: Path) -> None:
    write_archive(path, {"x.npy": np.zeros(40 << 20)})
    assert contents(path)["x.npy"].nbytes == 320 << 20


def test_the_codec_reads_members_of_the_file(path: Path) -> None:
    parts: dict[str, Any] = {}
    value = {"table": np.arange(9000), "text": "\ud800", "rows": list(range(1000))}
    parts["state.json"] = {"value": Codec(parts).pack(value, "x")}
    write_archive(path, parts)
    with read_archive(path) as archive:
        found = archive.codec({}).unpack(archive["state.json"]["value"], "x")
    assert exact(found) == exact(value)


@pytest.mark.parametrize(
    "part",
    [("../x.json", {}), ("manifest.json", {}), ("x.txt", {}), ("x.json", [1]), ("x.npy", {})],
    ids=str,
)
def test_a_part_that_could_not_be_read_is_not_written(path: Path, part: tuple[str, Any]) -> None:
    with pytest.raises(ValueError, match="a timeline file"):
        write_archive(path, dict([part]))


def test_a_save_that_fails_leaves_the_old_file_and_nothing_else(path: Path) -> None:
    write_archive(path, PARTS)
    before = path.read_bytes()
    with pytest.raises(TypeError):
        write_archive(path, {"a.json": {}, "x.json": {"x": object()}})
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == ["run.pbnb"]


def test_a_place_that_cannot_be_written_to_is_an_error_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(TimelineFileError, match=r"cannot be written: it is a folder") as caught:
        write_archive(tmp_path, PARTS)
    assert caught.value.path == str(tmp_path)


KILLED = """
import os, random, select, signal, sys
import numpy as np
from plugboard_nb.timeline.file.archive import read_archive, write_archive

path, seen = sys.argv[1], set()
random.seed(1)
write_archive(path, {"n.json": {"n": 0}, "x.npy": np.full(300_000, 0.1)})
for trial in range(40):
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        for n in range(10_000):
            write_archive(path, {"n.json": {"n": n}, "x.npy": np.full(300_000, n + 0.1)})
            os.write(tell, b".")
    for saved in range(random.randint(1, 3)):
        os.read(told, 1)
    select.select([], [], [], random.uniform(0, 0.01))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(told)
    os.close(tell)
    with read_archive(path) as archive:
        n = archive["n.json"]["n"]
        assert (archive["x.npy"] == n + 0.1).all() and len(archive["x.npy"]) == 300_000
        seen.add(n)
drafts = [name for name in os.listdir(os.path.dirname(path)) if name.endswith(".tmp")]
print(len(seen), len(drafts))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and kill -9")
def test_a_kill_at_any_moment_of_a_save_leaves_a_whole_file(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    versions, drafts = map(int, done.stdout.split())
    assert versions > 1
    assert drafts > 5  # so many kills have hit a save


# Files that are none ----------------------------------------------------------------------------


def manifest(*members: str, **changes: Any) -> bytes:
    fields = {"format": "plugboard_nb timeline", "version": 1, "written_by": "x", "about": {}}
    return json.dumps({**fields, "members": members, **changes}).encode()


def zipped(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> None:
    given = {"manifest.json": manifest(*members), **members}
    with zipfile.ZipFile(path, "w", method) as file:
        for name, data in given.items():
            file.writestr(name, data)


def npy(array: Any, allow_pickle: bool = False) -> bytes:
    file = io.BytesIO()
    np.save(file, array, allow_pickle=allow_pickle)
    return file.getvalue()


def twice(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("manifest.json", manifest())
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr("manifest.json", manifest())


def patched(path: Path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new))


def encrypted(path: Path) -> None:
    zipped(path, {})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: None, "the file cannot be read: No such file or directory"),
        (lambda path: path.mkdir(), "the file cannot be read: Is a directory"),
        (lambda path: path.write_bytes(b""), "this is no timeline file"),
        (lambda path: path.write_text("tick,level\n1,2\n"), "this is no timeline file"),
        (lambda path: zipped(path, {"manifest.json": manifest(format=None)}), "no timeline file"),
        (lambda path: zipfile.ZipFile(path, "w").close(), "this is no timeline file"),
        (lambda path: zipped(path, {"manifest.json": b"[]"}), "holds no JSON object"),
        (
            lambda path: zipped(path, {"manifest.json": manifest(format="other")}),
            "this is no timeline file",
        ),
        (
            lambda path: zipped(
                path, {"manifest.json": manifest(version=2, written_by="plugboard_nb 9.1")}
            ),
            r"it was written by plugboard_nb 9\.1 in format 2; this is plugboard_nb[ \d.]*, which "
            "reads formats up to 1: update it",
        ),
        (lambda path: zipped(path, {"manifest.json": manifest(version="1")}), "no timeline file"),
        (lambda path: zipped(path, {"manifest.json": manifest(members=5)}), "makes no sense"),
        (lambda path: zipped(path, {"manifest.json": manifest(about=5)}), "makes no sense"),
        (lambda path: zipped(path, {"manifest.json": manifest("a.npy")}), "'a.npy' is missing"),
        (
            lambda path: zipped(path, {"manifest.json": manifest(), "a.npy": b""}),
            "'a.npy' does not belong there",
        ),
        (twice, "a part of it is there twice"),
        (encrypted, "it is encrypted"),
        (lambda path: zipped(path, {"../evil.json": b"{}"}), r"'\.\./evil\.json' is none of a"),
        (lambda path: zipped(path, {"/etc/evil.json": b"{}"}), "'/etc/evil.json' is none of a"),
        (lambda path: zipped(path, {"a.exe": b"{}"}), "'a.exe' is none of a timeline file"),
        (lambda path: zipped(path, {"a.json": b"{}"}, zipfile.ZIP_LZMA), "is none of|cut off"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_timeline_gets_one_sentence(
    path: Path, make: Callable[[Path], object], message: str
) -> None:
    make(path)
    with pytest.raises(TimelineFileError, match=f"run.pbnb: .*{message}") as caught:
        read_archive(path)
    assert caught.value.path == str(path)
    assert "\n" not in str(caught.value)


def test_a_file_cut_off_anywhere_says_so(path: Path) -> None:
    write_archive(path, PARTS)
    whole = path.read_bytes()
    for length in range(4, len(whole), 97):
        path.write_bytes(whole[:length])
        with pytest.raises(TimelineFileError, match="the file is cut off or damaged"):
            read_archive(path)


HEADER = b"\x93NUMPY\1\0"


def with_header(text: str, data: bytes = b"") -> bytes:
    return HEADER + struct.pack("<H", len(text)) + text.encode("latin-1") + data


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.json", b"[" * 100_000, "'a.json' is nested too deep"),
        ("a.json", b"[1]", "'a.json' holds no JSON object"),
        ("a.json", b'{"a": NaN}', "'a.json' is no JSON"),
        ("a.json", b'{"a": -Infinity}', "'a.json' is no JSON"),
        ("a.json", b'{"a": "\xff"}', "'a.json' is no JSON"),
        ("a.json", b'{"a": 1' + b"0" * 9999 + b"}", "'a.json' is no JSON"),
        ("a.npy", b"", "'a.npy' is no array: it does not begin like a .npy file"),
        ("a.npy", npy(np.array([len]), True), "its items are objects, which only pickle"),
        ("a.npy", npy(np.array([(1, len)], "i4,O"), True), "its items are objects"),
        ("a.npy", npy(np.arange(9))[:-1], "its size is another than its header says"),
        (
            "a.npy",
            with_header("{'descr': '<f8', 'fortran_order': False, 'shape': (10**12,)}"),
            "its header makes no sense",
        ),
        (
            "a.npy",
            with_header("{'descr': '<f8', 'fortran_order': False, 'shape': (999999999999,)}"),
            "its size is another",
        ),
        (
            "a.npy",
            with_header("{'descr': '|S0', 'fortran_order': False, 'shape': (999999999999,)}"),
            "its items are objects",
        ),
        (
            "a.npy",
            with_header("{'descr': '|b1', 'fortran_order': False, 'shape': (1,)}", b"\7"),
            "its booleans are neither true nor false",
        ),
        (
            "a.npy",
            with_header("{'descr': '<U1', 'fortran_order': False, 'shape': (1,)}", b"\xff" * 4),
            "its text is none",
        ),
        (
            "a.npy",
            with_header("{'descr': 'T', 'fortran_order': False, 'shape': ()}", b"\0" * 16),
            "its items are objects",
        ),
        (
            "a.npy",
            with_header("{'descr': ('<f8', (2,)), 'fortran_order': False, 'shape': ()}"),
            "its items are objects|makes no sense",
        ),
        ("a.npy", with_header("__import__('os').system('ls')"), "its header makes no sense"),
        ("a.npy", with_header("(" * 9000), "its header makes no sense"),
        ("a.npy", with_header("-" * 9000 + "1"), "its header makes no sense"),
        ("a.npy", with_header(" " * 20_000), "its header is cut off or too long"),
        ("a.npy", HEADER + b"\xff\xff", "its header is cut off or too long"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_a_part_that_nobody_wrote_gets_one_sentence(
    path: Path, name: str, data: bytes, message: str
) -> None:
    zipped(path, {name: data})
    with pytest.raises(TimelineFileError, match=f"run.pbnb: the file is damaged: .*{message}"):
        contents(path)


def test_a_wrong_checksum_is_found_when_the_part_is_read(path: Path) -> None:
    write_archive(path, PARTS)
    level = PARTS["history/main/tank.level.npy"]
    patched(path, level[500].tobytes(), level[501].tobytes())
    with read_archive(path) as archive:
        assert archive["state.json"]
        with pytest.raises(TimelineFileError, match=r"tank\.level\.npy' is cut off or changed"):
            archive["history/main/tank.level.npy"]


# Limits -----------------------------------------------------------------------------------------


def test_a_bomb_is_seen_before_it_goes_off(path: Path) -> None:
    zipped(path, {"a.npy": bytes(300 << 20)})
    with pytest.raises(TimelineFileError, match=r"bytes cannot hold the 314,57\d,\d+ that"):
        read_archive(path)


def test_a_bomb_that_says_it_is_small_is_never_unpacked(path: Path) -> None:
    zipped(path, {"a.npy": bytes(100 << 20)})
    patched(path, struct.pack("<L", 100 << 20), struct.pack("<L", 1000))
    tracemalloc.start()
    try:
        with pytest.raises(TimelineFileError, match=r"'a\.npy' is cut off or changed"):
            contents(path)
        assert tracemalloc.get_traced_memory()[1] < 3 << 20
    finally:
        tracemalloc.stop()


def test_a_file_beyond_the_limit_says_how_to_read_it(path: Path) -> None:
    write_archive(path, {"a.npy": np.arange(1000), "b.json": {"a": "x" * 1000}})
    for limit in (5000, 9000):
        with pytest.raises(TimelineFileError, match=f"limit is {limit:,}, .* a larger max_bytes"):
            read_archive(path, max_bytes=limit)
    assert len(contents(path, max_bytes=20_000)) == 2


# Files that were changed ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("fuzz") / "run.pbnb"
    write_archive(path, PARTS)
    return path


CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=3)


@given(CHANGES, st.floats(0, 1), st.booleans(), st.binary(max_size=4))
@examples(500)
def test_a_changed_file_gives_the_same_or_a_clear_error(
    whole: Path, changes: list[tuple[float, int]], cut: float, at_end: bool, more: bytes
) -> None:
    data = bytearray(whole.read_bytes())
    span = min(len(data), 700) if at_end else len(data)  # the end holds the directory
    for place, byte in changes:
        data[len(data) - span + int(place * (span - 1))] = byte
    if cut < 0.2:
        del data[int(cut * 5 * len(data)) :]
    path = whole.with_name("changed.pbnb")
    path.write_bytes(bytes(data) + more)
    with suppress(TimelineFileError):
        found = contents(path)
        assert exact({name: found[name] for name in PARTS}) == exact(
            {name: _read_only(part) for name, part in PARTS.items()}
        )


def _read_only(part: Any) -> Any:
    if isinstance(part, np.ndarray):
        part = part.copy()
        part.flags.writeable = False
    return part


MEMBERS = {
    "a.npy": npy(np.arange(5.0)),
    "b.npy": npy(np.array([("a", True)], [("x", "U3"), ("y", "?")])),
    "c.json": json.dumps({"a": [1, 2.5, "x", {"b": None}]}).encode(),
}


@given(st.sampled_from(sorted(MEMBERS)), st.data())
@examples(500)
def test_a_changed_part_with_a_right_checksum_gives_something_or_a_clear_error(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    member = bytearray(MEMBERS[name])
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(member) - 1))
        member[place] = data.draw(st.sampled_from([*b"0159'(){}[],OTSUV|<\x00\xff"]))
    path = tmp_path_factory.getbasetemp() / "part.pbnb"
    zipped(path, {name: bytes(member)})
    with suppress(TimelineFileError):
        contents(path)
