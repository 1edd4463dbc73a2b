"""The production layout, as far as it can be checked without an engine; `make check` also validates its schema."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
DOCKER = ROOT / "docker"


def compose(name: str) -> dict[str, Any]:
    return yaml.safe_load((DOCKER / name).read_text(encoding="utf-8"))


@pytest.fixture(params=["compose.yml", "compose.sftp.yml"])
def layout(request: pytest.FixtureRequest) -> dict[str, Any]:
    return compose(request.param)


def test_every_long_running_service_is_healthy_or_restarted_and_without_root(layout: dict[str, Any]) -> None:
    for name, service in layout["services"].items():
        if service["restart"] == "no":
            continue
        assert service["restart"] == "unless-stopped", name
        assert service["healthcheck"]["test"], name
        dockerfile = service.get("build", {}).get("dockerfile")
        folder = DOCKER / service["build"]["context"] if "build" in service else None
        if folder is None:
            assert service["user"] != "root", name
        else:
            text = (folder / (dockerfile or "Dockerfile")).read_text(encoding="utf-8")
            users = [line.split()[1] for line in text.splitlines() if line.startswith("USER ")]
            assert users, name
            assert users[-1] not in ("root", "0"), name
            assert service["cap_drop"] == ["ALL"], name
            assert service["read_only"] is True, name


def test_secrets_are_declared_files_and_never_values(layout: dict[str, Any]) -> None:
    for name, service in layout["services"].items():
        used = set(service.get("secrets", []))
        assert used <= set(layout["secrets"]), name
        for variable, value in (service.get("environment") or {}).items():
            if any(word in variable for word in ("PASSWORD", "SECRET", "_KEY", "CONN", "WAREHOUSE")):
                assert variable.endswith("_FILE"), f"{name}: {variable}"
                assert str(value).removeprefix("/run/secrets/") in used, f"{name}: {variable}"
    assert all(set(secret) == {"file"} for secret in layout["secrets"].values())


def test_only_loopback_is_published_for_the_pages() -> None:
    services = compose("compose.yml")["services"]
    assert [port for service in services.values() for port in service.get("ports", [])] == [
        "127.0.0.1:8080:8080",
        "127.0.0.1:8087:8087",
    ]


def test_the_endpoint_that_tax_calls_is_a_service_with_a_health_of_its_own() -> None:
    service = compose("compose.yml")["services"]["tax-endpoint"]
    assert service["command"][:2] == ["sif", "tax-endpoint"]
    port = service["command"][service["command"].index("--port") + 1]
    assert service["ports"] == [f"127.0.0.1:{port}:{port}"]
    assert f":{port}/health" in service["healthcheck"]["test"][-1]


def test_the_four_airflow_services_stand_alone() -> None:
    services = compose("compose.yml")["services"]
    commands = {name: service["command"][1] for name, service in services.items() if service["command"][0] == "airflow"}
    assert commands == {
        "api-server": "api-server",
        "scheduler": "scheduler",
        "dag-processor": "dag-processor",
        "triggerer": "triggerer",
    }


def test_a_health_check_that_calls_us_reads_the_secrets_first() -> None:
    """A health check does not pass the image's ENTRYPOINT, which alone turns secret files into variables."""
    services = compose("compose.yml")["services"]
    checks = [service["healthcheck"]["test"][1:] for service in services.values() if "healthcheck" in service]
    ours = [check for check in checks if {"airflow", "sif"} & set(check)]
    assert len(ours) == 3
    assert all(check[0] == "/opt/sif/docker/entrypoint" for check in ours)


def test_pools_are_imported_only_where_one_is_missing() -> None:
    """An import sets every pool to its file's slots again, whatever an operator gave it."""
    script = compose("compose.yml")["services"]["migrate"]["command"][-1]
    [line] = [line for line in script.splitlines() if "pool" in line]
    asked, imported = line.split(" || ")
    pools = json.loads((ROOT / "dags" / "pools.json").read_text(encoding="utf-8"))
    assert asked.split(" && ") == [f"airflow pools get {name}" for name in pools]
    assert imported == "airflow pools import dags/pools.json"


def test_the_image_installs_from_the_lock_by_hash() -> None:
    text = (DOCKER / "Dockerfile").read_text(encoding="utf-8")
    assert "--require-hashes" in text
    assert "docker/requirements.lock" in text


def test_entrypoint_turns_secret_files_into_variables(tmp_path: Path) -> None:
    secret = tmp_path / "url"
    secret.write_text("postgresql://a:b@c/d\n", encoding="utf-8")
    show = "import os, json; print(json.dumps({k: v for k, v in os.environ.items() if k.startswith('SIF_')}))"
    done = subprocess.run(
        [DOCKER / "entrypoint", "python3", "-c", show],
        env={"PATH": os.environ["PATH"], "SIF_WAREHOUSE_FILE": str(secret), "OTHER_FILE": "left alone"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == {"SIF_WAREHOUSE": "postgresql://a:b@c/d"}


def test_entrypoint_names_a_secret_that_is_missing(tmp_path: Path) -> None:
    done = subprocess.run(
        [DOCKER / "entrypoint", "true"],
        env={"PATH": os.environ["PATH"], "SIF_WAREHOUSE_FILE": str(tmp_path / "none")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 78
    assert "SIF_WAREHOUSE_FILE" in done.stderr
