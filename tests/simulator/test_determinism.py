"""The same request gives the same bytes, whatever the size of a chunk and the number of processes; a part of the
months gives the same months."""

from __future__ import annotations

import hashlib
from pathlib import Path

from simulator.generate import generate
from tests.simulator.conftest import request_for


def _digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_another_chunk_size_gives_the_same_bytes(outbox, tmp_path):
    generate(request_for(tmp_path, chunk=701))
    assert _digests(tmp_path) == _digests(outbox.folder)


def test_more_processes_give_the_same_bytes(outbox, tmp_path):
    summary = generate(request_for(tmp_path, processes=2))
    assert len({region[:4] for region in summary["regions"]}) > 1
    assert _digests(tmp_path) == _digests(outbox.folder)


def test_another_seed_gives_other_people(outbox, tmp_path):
    generate(request_for(tmp_path, seed=12, persons=900, plants=(), traps=False))
    mine, theirs = _digests(outbox.folder), _digests(tmp_path)
    name = next(name for name in mine if "PSB_PS01" in name and name.endswith(".zip"))
    assert mine[name] != theirs[name]


def test_a_month_does_not_depend_on_the_other_months_asked_for(tmp_path):
    for name, periods in (("one", ("202502",)), ("three", ("202501", "202502", "202503"))):
        generate(request_for(tmp_path / name, persons=1_500, periods=periods, plants=(), traps=False))
    one, three = _digests(tmp_path / "one"), _digests(tmp_path / "three")
    february = {name: digest for name, digest in one.items() if "/202502/" in name}
    assert len(february) > 40
    assert february == {name: three[name] for name in february}
