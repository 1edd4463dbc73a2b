"""Which supervision rules failed in a build, where nothing else did.

A rule that fails must not keep the findings of all others from being published, and its own findings of before must not
stand as if it had run: it is left out, and `fct_rule_run` says `error` for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from warehouse_sql.dbt_run import FAILED, NodeResult

STATUS: Final = "rule error"


def only_rules_failed(nodes: Sequence[NodeResult], manifest: Any) -> list[str]:
    """Ids of the rules whose SELECT or key failed; empty where nothing failed, or something else did too."""
    by_model = {
        node.name: node.config.meta["rule"]["id"]
        for node in manifest.nodes.values()
        if str(node.resource_type) == "model" and "rule" in node.config.meta
    }
    failed = [node.name for node in nodes if node.status in FAILED]
    return sorted(by_model[name] for name in failed) if by_model.keys() >= set(failed) else []
