"""Why a figure is what it is (溯源): from a row of a mart or a finding down to the line of the file it came from.

How a row is made of others is declared by the models (`explain_models`), never written here. Identifiers reach SQL only
after they were found among the published columns; values are always parameters. Personal data are masked before they
enter the result, unless `unmask` is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from catalogue import Catalogue, load_catalogue, masking
from warehouse_sql import explain_lines, explain_models, explain_parameters
from warehouse_sql.control import repairs
from warehouse_sql.explain_lines import Decode, LandedText, LineError, RawLine
from warehouse_sql.explain_models import Model, Origin, Rule
from warehouse_sql.explain_parameters import ParameterView
from warehouse_sql.landing import Landing
from warehouse_sql.port import Published, WarehouseError

FINDINGS = "fct_finding"
_MAX_DEPTH = 6
_LINEAGE = ("_delivery_id", "_line_no")


class UnknownError(WarehouseError):
    """A model or column that is not declared; the message lists what is."""


class NotFoundError(WarehouseError):
    """No row has this key."""


@dataclass(frozen=True)
class DeliveryView:
    """The delivery (报送文件) a row came with."""

    delivery_id: int
    source: str
    file_code: str | None
    table_zh: str
    region_code: str | None
    period: str | None
    seq: int | None
    file_name: str
    sha256: str
    status: str
    received_at: datetime | None
    decided_at: datetime | None


@dataclass(frozen=True)
class RepairView:
    """The rejected line (of `file_name`) that a line puts right, the columns changed (JSON), on whose word."""

    file_name: str
    line_no: int
    columns: str
    reason: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None
    decided_at: datetime | None


@dataclass
class LineView:
    """A line of a delivery; `raw` is None where it cannot be shown, `problem` says why."""

    line_no: int
    delivery: DeliveryView | None
    raw: RawLine | None = None
    problem: str | None = None
    repair: RepairView | None = None


@dataclass(frozen=True)
class SumCheck:
    """Whether a figure is the sum it is declared to be. `parts`: (model, its share); amounts in the figure's unit."""

    column: str
    label: str
    stated: Decimal
    computed: Decimal
    parts: tuple[tuple[str, Decimal], ...]

    @property
    def agrees(self) -> bool:
        return self.stated == self.computed


@dataclass
class Origins:
    """Rows of one model behind a row: how many there are, and the first of them."""

    model: str
    title_zh: str
    total: int
    rows: list[RowView] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.rows)


@dataclass
class RowView:
    """A row and everything it rests on. `values`: column → value (masked); `labels`: column → Chinese label."""

    model: str
    schema: str
    title_zh: str
    definition: str
    values: dict[str, Any]
    labels: dict[str, str]
    rule: Rule | None = None
    parameters: list[ParameterView] = field(default_factory=list)
    sums: list[SumCheck] = field(default_factory=list)
    origins: list[Origins] = field(default_factory=list)
    line: LineView | None = None


@dataclass
class Explanation:
    """The rows that have the key (at most `limit`), each explained; `total` is how many have it."""

    model: str
    total: int
    rows: list[RowView]

    @property
    def agrees(self) -> bool:
        """False where a declared sum is not true, or a line cannot be shown as it came."""
        return all(_agrees(row) for row in self.rows)


def explain(
    published: Published,
    landing: Landing,
    models_folder: Path,
    what: str,
    keys: Sequence[str],
    *,
    decode: Decode,
    limit: int = 5,
    unmask: bool = False,
) -> Explanation:
    """Explain the row(s) of a model, or a finding (`what` = "finding", key = a prefix of its finding_key).

    `keys` are values in the order of the model's grain, or `column=value`. Raises UnknownError, NotFoundError.
    """
    walk = _Walk(published, explain_models.read(models_folder), max(limit, 1), unmask)
    explanation = walk.finding(keys) if what == "finding" else walk.model(what, keys)
    walk.read_lines(landing, decode)
    return explanation


class _Walk:
    def __init__(self, published: Published, models: dict[str, Model], limit: int, unmask: bool) -> None:
        self._published, self._models, self._limit, self._unmask = published, models, limit, unmask
        self._catalogue: Catalogue = load_catalogue()
        self._published_columns = _published_columns(published)
        self._deliveries: dict[int, tuple[DeliveryView | None, str | None]] = {}
        self._lines: list[tuple[LineView, str | None]] = []

    # --- where to begin -------------------------------------------------------------------------------------------

    def model(self, name: str, keys: Sequence[str]) -> Explanation:
        model = self._model(name)
        conditions = self._conditions(model, keys)
        total, rows = self._rows(model, conditions)
        if not total:
            shown = " ".join(f"{column}={masking.masked(column, value)}" for column, value in conditions)
            raise NotFoundError(f"{name} 中没有 {shown} 的记录；请核对主键，或用 column=value 放宽条件")
        return Explanation(name, total, [self._explained(model, row, 0) for row in rows])

    def finding(self, keys: Sequence[str]) -> Explanation:
        findings = self._model(FINDINGS)
        if len(keys) != 1 or not keys[0].strip():
            raise UnknownError("用法：why finding <finding_key 或其前几位>（sif findings 列出 finding_key）")
        prefix = keys[0].strip().removeprefix("finding_key=")
        relation = f"{findings.schema}.{findings.name}"
        found = self._published.query(
            f"select * from {relation} where substr(cast(finding_key as varchar), 1, :size) = :prefix"
            f" order by finding_key limit {self._limit + 1}",
            {"size": len(prefix), "prefix": prefix},
        ).to_pylist()
        if not found:
            raise NotFoundError(f"没有 finding_key 以 {masking.mask_text(prefix)} 开头的疑点；用 sif findings 查看")
        if len(found) > 1:
            some = "、".join(str(row["finding_key"])[: len(prefix) + 6] for row in found[: self._limit])
            raise NotFoundError(f"不止一条疑点的 finding_key 以 {prefix} 开头（{some} …）；请多给几位")
        of_rule = [m for m in self._models.values() if m.rule and m.rule.rule_id == found[0].get("rule_id")]
        if not of_rule:
            return Explanation(FINDINGS, 1, [self._explained(findings, found[0], 0)])
        model = of_rule[0]
        _, rows = self._rows(model, [("finding_key", found[0]["finding_key"])])
        return Explanation(model.name, 1, [self._explained(model, row, 0) for row in rows or found])

    # --- one row --------------------------------------------------------------------------------------------------

    def _explained(self, model: Model, row: Mapping[str, Any], depth: int) -> RowView:
        values = {name: value for name, value in row.items() if name not in _LINEAGE}
        view = RowView(
            model=model.name,
            schema=model.schema,
            title_zh=model.title_zh,
            definition=model.definition,
            values=values if self._unmask else masking.masked_row(values),
            labels={name: self._label(model, name) for name in values},
            rule=model.rule,
        )
        if model.rule and ("core", "dim_parameter") in self._published_columns:
            view.parameters = explain_parameters.taken(
                self._published, self._published_columns["core", "dim_parameter"], model.rule, row
            )
        parts: dict[str, list[tuple[str, Decimal]]] = {}
        for origin in model.origins if depth < _MAX_DEPTH else ():
            source = self._model(origin.model)
            conditions = self._joined(model, source, origin, row)
            if conditions is None:
                view.origins.append(Origins(source.name, source.title_zh, 0))
                continue
            total, rows = self._rows(source, conditions)
            behind = Origins(source.name, source.title_zh, total)
            behind.rows = [self._explained(source, child, depth + 1) for child in rows]
            view.origins.append(behind)
            for column, terms in (origin.adds_up or {}).items():
                share = self._sum(source, conditions, terms)
                parts.setdefault(column, []).append((source.name, share))
        for column, shares in parts.items():
            if column not in row:
                raise UnknownError(f"{model.name}: adds_up names {column!r}, which is not among its columns")
            stated, computed = _decimal(row[column]), sum((share for _, share in shares), Decimal(0))
            view.sums.append(SumCheck(column, self._label(model, column), stated, computed, tuple(shares)))
        if not any(behind.rows for behind in view.origins):
            view.line = self._line(row)
        return view

    # --- rows behind a row ----------------------------------------------------------------------------------------

    def _joined(
        self, model: Model, source: Model, origin: Origin, row: Mapping[str, Any]
    ) -> list[tuple[str, Any]] | None:
        """Conditions on the source's rows; None where a key of ours is empty (then there are none)."""
        conditions: list[tuple[str, Any]] = []
        for ours, its in origin.on:
            if ours not in row:
                raise UnknownError(f"{model.name}: explain.from.on names {ours!r}, which is not among its columns")
            if row[ours] is None:
                return None
            conditions.append((self._column(source, its), row[ours]))
        return conditions + [(self._column(source, name), value) for name, value in origin.where]

    def _rows(self, model: Model, conditions: Sequence[tuple[str, Any]]) -> tuple[int, list[dict[str, Any]]]:
        """How many rows satisfy the conditions, and the first of them in a fixed order."""
        where, params = _where(conditions)
        relation = f"{model.schema}.{model.name}"
        columns = self._columns(model)
        [counted] = self._published.query(f"select count(*) as n from {relation}{where}", params).to_pylist()
        total = int(counted["n"])
        if not total:
            return 0, []
        order = [name for name in (*model.grain, *_LINEAGE) if name in columns] or columns
        rows = self._published.query(
            f"select * from {relation}{where} order by {', '.join(order)} limit {self._limit}", params
        ).to_pylist()
        return total, rows

    def _sum(self, model: Model, conditions: Sequence[tuple[str, Any]], terms: Iterable[tuple[int, str]]) -> Decimal:
        where, params = _where(conditions)
        sums = ", ".join(
            f"{sign} * coalesce(sum({self._column(model, name)}), 0) as s{i}" for i, (sign, name) in enumerate(terms)
        )
        [row] = self._published.query(f"select {sums} from {model.schema}.{model.name}{where}", params).to_pylist()
        return sum((_decimal(value) for value in row.values()), Decimal(0))

    # --- deliveries and lines -------------------------------------------------------------------------------------

    def _line(self, row: Mapping[str, Any]) -> LineView | None:
        delivery_id, line_no = (row.get(name) for name in _LINEAGE)
        if delivery_id is None or line_no is None:
            return None
        delivery, encoding = self._delivery(int(delivery_id))
        line = LineView(int(line_no), delivery, repair=self._repair(delivery, int(line_no)))
        if delivery is None:
            line.problem = f"登记表中没有第 {delivery_id} 号报送；请运行 sif doctor"
        self._lines.append((line, encoding))
        return line

    def _delivery(self, delivery_id: int) -> tuple[DeliveryView | None, str | None]:
        """The delivery and the encoding of its file."""
        if delivery_id not in self._deliveries:
            rows = self._published.query(
                "select delivery_id, source, file_code, region_code, period, seq, file_name, sha256, status,"
                " received_at, decided_at, encoding from control.delivery where delivery_id = :id",
                {"id": delivery_id},
            ).to_pylist()
            self._deliveries[delivery_id] = (None, None)
            for row in rows:
                encoding = row.pop("encoding")
                table = self._catalogue.tables.get(row["file_code"] or "")
                self._deliveries[delivery_id] = (DeliveryView(table_zh=table.name_zh if table else "", **row), encoding)
        return self._deliveries[delivery_id]

    def _repair(self, delivery: DeliveryView | None, line_no: int) -> RepairView | None:
        """What a line of a replayed repair puts right."""
        if delivery is None or not repairs.is_stem(delivery.file_name.rsplit(".", 1)[0]):
            return None
        rows = self._published.query(
            "select d.file_name, r.line_no, r.columns, r.reason, r.proposed_by, r.proposed_at, r.decided_by,"
            " r.decided_at from control.repair r join control.delivery d on d.delivery_id = r.delivery_id"
            " where r.replay_delivery_id = :id and r.replay_line_no = :line",
            {"id": delivery.delivery_id, "line": line_no},
        ).to_pylist()
        return RepairView(**rows[0]) if rows else None

    def read_lines(self, landing: Landing, decode: Decode) -> None:
        """Fill in the lines met on the way: each landed object is read once."""
        by_object: dict[tuple[str, str, str | None, str | None], list[LineView]] = {}
        for line, encoding in self._lines:
            if line.delivery is not None:
                stem = line.delivery.file_name.rsplit(".", 1)[0]
                key = (line.delivery.sha256, stem, encoding, line.delivery.file_code)
                by_object.setdefault(key, []).append(line)
        for (sha256, stem, encoding, file_code), lines in by_object.items():
            text = LandedText(sha256, stem, encoding, self._catalogue.tables.get(file_code or ""), file_code or "")
            try:
                numbers = {line.line_no for line in lines}
                found = explain_lines.read(landing, text, numbers, decode, unmask=self._unmask)
            except LineError as error:
                for line in lines:
                    line.problem = str(error)
                continue
            for line in lines:
                line.raw = found.get(line.line_no)
                if line.raw is None:
                    line.problem = f"文件没有第 {line.line_no} 行；请运行 sif doctor"

    # --- names ----------------------------------------------------------------------------------------------------

    def _model(self, name: str) -> Model:
        if name not in self._models:
            known = sorted(n for n, m in self._models.items() if m.grain)
            raise UnknownError(f"没有名为 {name[:80]!r} 的模型；可解释的有：finding、{'、'.join(known)}")
        if (self._models[name].schema, name) not in self._published_columns:
            raise UnknownError(f"模型 {name} 还没有发布；请先运行 sif build")
        return self._models[name]

    def _column(self, model: Model, name: str) -> str:
        columns = self._columns(model)
        if name not in columns:
            raise UnknownError(f"{model.name} 没有列 {name[:80]!r}；有：{'、'.join(columns)}")
        return name

    def _columns(self, model: Model) -> list[str]:
        return self._published_columns[model.schema, model.name]

    def _conditions(self, model: Model, keys: Sequence[str]) -> list[tuple[str, Any]]:
        """Keys as typed, to conditions on columns that exist. Values stay text and are compared as text."""
        pairs = [(name, _Text(value)) for name, sign, value in (key.partition("=") for key in keys) if sign]
        placed = [key for key in keys if "=" not in key]
        given = {name for name, _ in pairs}
        waiting = [name for name in model.grain if name not in given]
        if not keys or (placed and len(placed) != len(waiting)):
            grain = " ".join(f"<{name}>" for name in model.grain) or "<column=value>"
            raise UnknownError(f"主键不全或过多：sif why {model.name} {grain}（也可写成 column=value）")
        pairs += [(name, _Text(value)) for name, value in zip(waiting, placed, strict=False)]
        return [(self._column(model, name), value) for name, value in pairs]

    def _label(self, model: Model, column: str) -> str:
        quantity = self._catalogue.quantities.get(column)
        return model.labels.get(column) or _LABELS.get(column) or (quantity.label_zh if quantity else column)


_LABELS = {
    "fund_code": "险种",
    "other_paid_amount": "其他实发金额",
    "backpay_amount": "补发金额",
    "paid_for_month_amount": "当月实发金额",
    "registered_period": "登记年月",
    "contribution_months": "累计缴费月数",
    "is_pre_1949_worker": "建国前老工人",
    "is_paid": "已支付",
    "region_code": "统筹区",
    "region_code_raw": "报送区划",
    "period": "期别",
    "person_key": "人员键",
    "unit_key": "单位键",
    "finding_key": "疑点编号",
    "rule_id": "规则",
    "kind": "类别",
    "status": "状态",
    "subject_type": "对象",
    "amount_at_stake": "涉及金额",
    "recovered_amount": "已追回金额",
    "observed": "实际",
    "expected": "应为",
    "due_amount": "应缴金额",
    "paid_amount": "实缴或实发金额",
    "paid_supplementary_amount": "实补金额",
    "due_supplementary_amount": "应补金额",
    "arrears_repaid_amount": "补缴欠费金额",
    "arrears_balance_amount": "累计欠费金额",
    "collection_rate": "征缴率",
    "unit_count": "单位数",
    "amount": "金额",
    "death_period": "死亡年月",
    "death_registered_period": "死亡登记年月",
    "death_source": "死亡信息来源",
    "retirement_period": "退休年月",
}


class _Text(str):
    """A key typed by a person: compared with the column's text, whatever the column's type is."""

    __slots__ = ()


def _where(conditions: Sequence[tuple[str, Any]]) -> tuple[str, dict[str, Any]]:
    """Conditions on columns already found to exist, as SQL and parameters."""
    terms: list[str] = []
    params: dict[str, Any] = {}
    for number, (column, value) in enumerate(conditions):
        if value is None:
            terms.append(f"{column} is null")
            continue
        name = f"k{number}"
        if isinstance(value, list):
            names = [f"{name}_{place}" for place in range(len(value))]
            terms.append(f"{column} in ({', '.join(f':{one}' for one in names)})")
            params |= dict(zip(names, value, strict=True))
            continue
        terms.append(f"cast({column} as varchar) = :{name}" if isinstance(value, _Text) else f"{column} = :{name}")
        params[name] = str(value) if isinstance(value, _Text) else value
    return (" where " + " and ".join(terms) if terms else ""), params


def _published_columns(published: Published) -> dict[tuple[str, str], list[str]]:
    """(schema, name) of every published relation → its columns in order."""
    rows = published.query(
        "select table_schema, table_name, column_name from information_schema.columns"
        " where table_schema in ('base', 'intermediate', 'core', 'rule', 'mart', 'share', 'seed')"
        " order by table_schema, table_name, ordinal_position"
    ).to_pylist()
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        found.setdefault((row["table_schema"], row["table_name"]), []).append(row["column_name"])
    return found


def _decimal(value: Any) -> Decimal:
    return Decimal(0) if value is None else Decimal(str(value))


def _agrees(row: RowView) -> bool:
    if not all(check.agrees for check in row.sums) or (row.line is not None and row.line.problem is not None):
        return False
    return all(_agrees(child) for behind in row.origins for child in behind.rows)
