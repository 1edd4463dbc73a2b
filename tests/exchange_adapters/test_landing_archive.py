"""The landing store's second home: an S3-compatible server that we did not write, and another folder."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from exchange_adapters import landing_archive
from exchange_adapters.landing_archive import LandingArchive
from exchange_adapters.port import ChannelError
from ingest import load_pending
from tests.ingest.deliver import good, query
from warehouse_sql.landing import Landing


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["s3", "file"])
def url(request, tmp_path, monkeypatch) -> str:
    """Where the archive is; keys and endpoint come from the environment, as in production."""
    if request.param == "file":
        return f"file://{tmp_path}/archive"
    for name, value in {"AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s", "AWS_DEFAULT_REGION": "us-east-1",
                        "AWS_ENDPOINT_URL": request.getfixturevalue("s3")}.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    import s3fs

    s3fs.S3FileSystem.clear_instance_cache()
    bucket = f"b{abs(hash(request.node.name)) % 10**9}"
    s3fs.S3FileSystem().mkdir(bucket)
    return f"s3://{bucket}/landing"


def landed(base: Path, count: int = 3) -> Landing:
    root = base / "landing"
    for seq in range(1, count + 1):
        good(4 + seq, seq=seq).land(f"duckdb://{base}/w.duckdb", root)
    return Landing(root)


def tree(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for kind in ("objects", "deliveries", "packages", "balances")
        for path in (root / kind).rglob("*")
        if path.is_file()
    }


def test_what_is_pushed_can_be_pulled_into_nothing_and_makes_the_warehouse_again(url, tmp_path):
    landing = landed(tmp_path)
    pushed = LandingArchive(url).push(landing)
    assert (pushed.files, pushed.kept) == (9, 0)  # three objects, three manifests, three notes of arrival
    again = LandingArchive(url).push(landing)
    assert (again.files, again.kept) == (0, 9)
    new = Landing(tmp_path / "new")
    pulled = LandingArchive(url).pull(new)
    assert (pulled.files, pulled.damaged) == (9, [])
    assert tree(new.root) == tree(landing.root)
    assert LandingArchive(url).verify().kept == 3
    assert not list(new.partial.iterdir())
    shutil.rmtree(landing.root / "objects")
    assert LandingArchive(url).pull(landing).files == 3
    assert load_pending(f"duckdb://{tmp_path}/w.duckdb", landing.root).loaded == 3


def test_a_push_that_is_cut_leaves_a_store_that_speaks_of_nothing_it_has_not(url, tmp_path, monkeypatch):
    landing = landed(tmp_path)
    monkeypatch.setattr(landing_archive, "_AT_ONCE", 1)
    for after in (0, 1, 4, 8):
        place = f"{url}/{after}"
        archive = LandingArchive(place)
        put, left = archive._put, [after]

        def cut(*arguments, put=put, left=left):
            if not left[0]:
                raise ChannelError("cut")
            left[0] -= 1
            put(*arguments)

        monkeypatch.setattr(archive, "_put", cut)
        with pytest.raises(ChannelError, match="cut"):
            archive.push(landing)
        copy = Landing(tmp_path / f"copy{after}")
        if not after:
            with pytest.raises(ChannelError, match="没有落地文件的副本"):
                LandingArchive(place).pull(copy)
            continue
        assert LandingArchive(place).pull(copy).files == after
        assert copy.verify()["lost"] == copy.verify()["damaged"] == []
        assert LandingArchive(place).push(landing).files == 9 - after


def test_a_damaged_copy_is_named_and_not_fetched(tmp_path):
    landing = landed(tmp_path, 1)
    archive = LandingArchive(f"file://{tmp_path}/archive")
    archive.push(landing)
    (path,) = (tmp_path / "archive" / "objects").glob("*/*")
    path.chmod(0o640)
    path.write_bytes(b"x" + path.read_bytes()[1:])
    name = f"objects/{path.parent.name}/{path.name}"
    assert archive.verify().damaged == [name]
    new = Landing(tmp_path / "new")
    assert archive.pull(new).damaged == [name]
    assert new.verify()["lost"] != []


def test_a_store_that_cannot_be_reached_is_told():
    with pytest.raises(ChannelError, match="cannot be reached"):
        LandingArchive("nowhere://x/y")


def test_a_store_that_is_not_there_is_never_found_whole(url, tmp_path, monkeypatch):
    """A mistyped address is no backup."""
    monkeypatch.setenv("SIF_HOME", str(tmp_path / "nowhere"))
    monkeypatch.setenv("SIF_LANDING_ARCHIVE", f"{url}/nowhere")
    for arguments in (("verify",), ("verify", "--archive"), ("pull",), ("push",)):
        result = CliRunner().invoke(app, ["landing", *arguments])
        assert result.exit_code == 3, result.output
        assert "没有落地文件" in result.stderr and "请" in result.stderr and "完好" not in result.output
    assert not (tmp_path / "nowhere" / "landing" / "objects").exists()


def test_home_and_copy_are_closed_to_other_users(tmp_path, monkeypatch):
    monkeypatch.setenv("SIF_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SIF_WAREHOUSE", raising=False)
    monkeypatch.setenv("SIF_LANDING_ARCHIVE", f"file://{tmp_path}/archive")
    before = os.umask(0o022)
    try:
        assert CliRunner().invoke(app, ["init"]).exit_code == 0
        landed(tmp_path / "home", 1)
        for way in ("push", "pull"):
            assert CliRunner().invoke(app, ["landing", way]).exit_code == 0
            shutil.rmtree(tmp_path / "home" / "landing" / "deliveries")  # `pull` makes it again
        assert CliRunner().invoke(app, ["landing", "pull"]).exit_code == 0
    finally:
        os.umask(before)
    written = [path for top in ("home", "archive") for path in (tmp_path / top, *(tmp_path / top).rglob("*"))]
    assert len(written) > 12 and {oct(path.stat().st_mode & 0o007) for path in written} == {"0o0"}


def test_the_commands(tmp_path, monkeypatch):
    monkeypatch.setenv("SIF_HOME", str(tmp_path))
    monkeypatch.delenv("SIF_WAREHOUSE", raising=False)
    monkeypatch.delenv("SIF_LANDING_ARCHIVE", raising=False)
    landing = landed(tmp_path, 2)
    run = CliRunner().invoke
    assert run(app, ["landing", "push"]).exit_code == 2
    monkeypatch.setenv("SIF_LANDING_ARCHIVE", f"file://{tmp_path}/archive")
    assert run(app, ["landing", "push"]).exit_code == 0
    assert json.loads(run(app, ["landing", "verify", "--json"]).output)["right"] == 2
    assert run(app, ["landing", "verify", "--archive"]).exit_code == 0
    stray = landing.put((tmp_path / "w.state.duckdb").open("rb"))
    [known, _] = query(f"duckdb://{tmp_path}/w.duckdb", "select sha256 from control.delivery")
    known = known["sha256"]
    landing.path(known).chmod(0o640)
    landing.path(known).write_bytes(b"broken")
    found = json.loads(run(app, ["landing", "verify", "--json"]).output)
    assert (found["damaged"], found["unknown"]) == ([known], [stray.sha256])
    landing.path(known).unlink()
    shown = run(app, ["landing", "verify"])
    assert shown.exit_code == 1 and "丢失" in shown.output
    assert run(app, ["landing", "pull"]).exit_code == 0
    assert run(app, ["landing", "verify"]).exit_code == 0
