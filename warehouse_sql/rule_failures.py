"""Which supervision rules failed in a build, where nothing else did.

A rule that fails must not keep the findings of all others from being published, and its own findings of before must not
stand as if it had run: it is left out, and `fct_rule_run` says `error` for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from warehouse_sql.dbt_run import NodeResult

STATUS: Final = "rule error"
_FAILED: Final = ("error", "fail", "runtime error")


def only_rules_failed(nodes: Sequence[NodeResult], manifest: Any) -> list[str]:
    """Ids of the rules whose SELECT or own test failed; empty where nothing failed, or something else did too."""
    by_model = {
        node.name: node.config.meta["rule"]["id"]
        for node in manifest.nodes.values()
        if str(node.resource_type) == "model" and "rule" in node.config.meta
    }
    tested = {
        node.name: [manifest.nodes[one].name for one in node.depends_on.nodes if one in manifest.nodes]
        for node in manifest.nodes.values()
        if str(node.resource_type) == "test"
    }
    found: set[str] = set()
    for node in nodes:
        if node.status in _FAILED:
            models = tested.get(node.name, [node.name])
            if not models or not all(model in by_model for model in models):
                return []
            found |= {by_model[model] for model in models}
    return sorted(found)
