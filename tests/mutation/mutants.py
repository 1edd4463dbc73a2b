"""Small mistakes made in a SELECT, one at a time: what a wrong finger or a wrong thought would have written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlglot import exp, parse_one

DIALECT = "duckdb"
_FLIPPED = {exp.LT: exp.LTE, exp.LTE: exp.LT, exp.GT: exp.GTE, exp.GTE: exp.GT, exp.EQ: exp.NEQ, exp.NEQ: exp.EQ}
_EXCHANGED = {
    exp.Min: exp.Max, exp.Max: exp.Min, exp.Greatest: exp.Least, exp.Least: exp.Greatest,
    exp.Add: exp.Sub, exp.Sub: exp.Add,
}  # fmt: skip
# What a condition may be besides a comparison: it is turned round as a whole.
_CONDITIONS = (exp.In, exp.Like, exp.Exists, exp.Column, exp.Between)


@dataclass(frozen=True)
class Mutant:
    """One mistake. `name` stays where lines move; `line` is of the compiled SELECT, 1-based."""

    name: str
    line: int
    sql: str

    @property
    def mistake(self) -> str:
        """The name without aliases and texts: the same for what a macro writes into several rules."""
        return re.sub(r"\b\w+\.(?=\w)|'[^']*'| #\d+$| as \w+(?=, )", "", self.name)


def plain(sql: str) -> exp.Expression:
    """The SELECT, its relations by their names alone."""
    tree = parse_one(sql, read=DIALECT)
    for table in tree.find_all(exp.Table):
        table.set("db", None)
        table.set("catalog", None)
    return tree


def mutants(sql: str) -> list[Mutant]:
    """Every mutant of the SELECT that reads otherwise than it and than the others."""
    tree = plain(sql)
    seen, made, names = {tree.sql(dialect=DIALECT)}, [], dict[str, int]()
    for node in list(tree.walk()):
        if _written_by_macro(node):
            continue
        for what, changed in list(_changes(node)):
            name, line = _named(what, node, changed)
            text = _sql_with(tree, node, changed)
            if text in seen:
                continue
            seen.add(text)
            names[name] = number = names.get(name, 0) + 1
            made.append(Mutant(name if number == 1 else f"{name} #{number}", line, text))
    return made


def _sql_with(tree: exp.Expression, node: exp.Expression, changed: exp.Expression) -> str:
    """The SELECT with the one node changed; put back afterwards: copying a tree takes longer than this."""
    if node is tree:
        return changed.sql(dialect=DIALECT)
    node.replace(changed)
    text = tree.sql(dialect=DIALECT)
    changed.replace(node)
    return text


def _changes(node: exp.Expression) -> Iterator[tuple[str, exp.Expression]]:
    if type(node) in _FLIPPED:
        yield "compare", _as(node, _FLIPPED[type(node)])
    if type(node) in _EXCHANGED:
        yield "exchange", _as(node, _EXCHANGED[type(node)])
    if isinstance(node, exp.Connector):
        yield from _connector(node)
    elif _is_whole_condition(node) and not isinstance(node, exp.Boolean):
        yield "drop", exp.true()
    if isinstance(node, exp.Between):
        value, low, high = node.this, node.args["low"], node.args["high"]
        for above, below in ((exp.GT, exp.LTE), (exp.GTE, exp.LT)):
            sides = (above(this=value.copy(), expression=low.copy()), below(this=value.copy(), expression=high.copy()))
            yield "border", exp.paren(exp.and_(*sides))
    if isinstance(node, exp.Not):
        yield "negate", node.this.copy()
    elif not isinstance(node.parent, exp.Not) and (
        isinstance(node, exp.Is) or (isinstance(node, _CONDITIONS) and _is_condition(node))
    ):
        yield "negate", exp.paren(exp.Not(this=node.copy()))
    if isinstance(node, exp.Join) and not node.args.get("kind"):
        if node.side == "LEFT":
            yield "join", _with(node, side=None, kind="INNER")
    elif isinstance(node, exp.Join) and node.kind == "INNER":
        yield "join", _with(node, side="LEFT", kind=None)
    if isinstance(node, exp.Literal) and not node.is_string and _counts(node):
        for step in (1, -1):
            number = str(int(node.this) + step) if node.this.isdigit() else str(float(node.this) + step)
            yield "number", parse_one(number, read=DIALECT)
    if isinstance(node, exp.Select) and node.args.get("distinct"):
        yield "distinct", _with(node, distinct=None)
    if isinstance(node, exp.Distinct) and isinstance(node.parent, exp.AggFunc):
        yield "distinct", node.expressions[0].copy()
    if isinstance(node, exp.Union) and node.args.get("distinct"):
        yield "distinct", _with(node, distinct=False)
    if isinstance(node, exp.Coalesce):
        yield "default", node.this.copy()


def _connector(node: exp.Connector) -> Iterator[tuple[str, exp.Expression]]:
    if not isinstance(node.right, exp.Boolean):  # `and true` is what a macro writes where nothing is asked for
        yield "drop right", node.left.copy()
    if not isinstance(node.left, type(node) | exp.Boolean):  # else its parts are dropped one by one
        yield "drop left", node.right.copy()
    if isinstance(node.left, exp.Boolean) or isinstance(node.right, exp.Boolean):
        return
    other = exp.Or if isinstance(node, exp.And) else exp.And
    left, right = (
        exp.paren(each) if isinstance(each, exp.Connector) else each.copy() for each in (node.left, node.right)
    )
    yield "connect", exp.paren(other(this=left, expression=right))


def _named(what: str, node: exp.Expression, changed: exp.Expression) -> tuple[str, int]:
    """What was done to what, and the line where that stands."""
    if isinstance(node, exp.Connector):
        part = node.left if what == "drop left" else node.right
        return f"{what.split()[0]}: … {node.key} {_short(part)}", _line(part)
    if isinstance(node, exp.Join):
        return f"join: {_short(node.this)}, {changed.side or changed.kind}".lower(), _line(node)
    if isinstance(node, exp.Literal) and node.parent is not None:
        return f"number: {node.this} → {changed.sql()} in {_short(node.parent)}", _line(node)
    if what == "drop":
        return f"drop: {_short(node)}", _line(node)
    return f"{what}: {_short(node)} → {_short(changed)}", _line(node)


def _is_whole_condition(node: exp.Expression) -> bool:
    parent = node.parent
    return isinstance(parent, exp.Where | exp.Having | exp.Qualify) or (
        isinstance(parent, exp.Join) and node.arg_key == "on"
    )


def _is_condition(node: exp.Expression) -> bool:
    """It decides: what is only compared, added or shown does not."""
    parent = node.parent
    while isinstance(parent, exp.Paren):
        node, parent = parent, parent.parent
    case = isinstance(parent, exp.If) and node.arg_key == "this" and not _is_simple_case(parent)
    return _is_whole_condition(node) or isinstance(parent, exp.Connector) or case


def _is_simple_case(when: exp.If) -> bool:
    return isinstance(when.parent, exp.Case) and when.parent.this is not None


def _counts(literal: exp.Literal) -> bool:
    """Not the digits of a type, nor the 1 of `exists (select 1 …)`, nor the 0 of `partition by …, 0`."""
    of_exists = isinstance(literal.parent, exp.Select) and literal.find_ancestor(exp.Exists) is not None
    return not (of_exists or isinstance(literal.parent, exp.Window) or literal.find_ancestor(exp.DataType))


def _written_by_macro(node: exp.Expression) -> bool:
    """What the macro `finding` writes by itself: the key of a finding, and its state where nothing can be recovered."""
    alias = node if isinstance(node, exp.Alias) else node.find_ancestor(exp.Alias)
    while alias is not None:
        if alias.alias == "finding_key":
            return True
        text = alias.this.sql(dialect=DIALECT)
        if (alias.alias == "status" and " WHEN 0 >= " in text) or text == "CAST(0 AS DECIMAL(18, 2))":
            return True
        alias = alias.find_ancestor(exp.Alias)
    return False


def _as(node: exp.Expression, kind: type[exp.Expression]) -> exp.Expression:
    copy = node.copy()
    return kind(**copy.args)


def _with(node: exp.Expression, **changed: object) -> exp.Expression:
    copy = node.copy()
    for name, value in changed.items():
        copy.set(name, value)
    return copy


def _short(node: exp.Expression) -> str:
    text = " ".join(node.sql(dialect=DIALECT, comments=False).split())
    return text if len(text) <= 110 else f"{text[:70]} … {text[-37:]}"


def _line(node: exp.Expression) -> int:
    around: exp.Expression | None = node
    while around is not None:
        lines = [each.meta["line"] for each in around.find_all(exp.Identifier) if "line" in each.meta]
        if lines:
            return min(lines)
        around = around.parent
    return 1
