"""`:name` parameters to an engine's own style. Only names that are given are replaced, so `::casts` and times stay."""

from __future__ import annotations

import re
from typing import Any

from warehouse_sql.port import Params

_NAME = re.compile(r"(?<![:\w]):([a-z_]\w*)")


def rewrite(sql: str, params: Params | None, template: str) -> tuple[str, dict[str, Any]]:
    """SQL with each `:name` as `template` (`$%s`, `%%(%s)s`), and the parameters it really uses."""
    given = dict(params or {})
    used: dict[str, Any] = {}

    def replace(match: re.Match[str]) -> str:
        name = match[1]
        if name not in given:
            return match[0]
        used[name] = given[name]
        return template % name

    return _NAME.sub(replace, sql), used
