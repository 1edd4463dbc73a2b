"""`sif quality`: what an officer reads, how it ends, what it says to wrong questions."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import PERSONAL


def test_quality_names_table_place_month_who_must_act_and_why(sif, built):
    result = sif(built, "quality", "--period", "202401", "--region", "632200")
    assert result.exit_code == 1
    [line] = [line for line in result.stdout.splitlines() if "EP01" in line and "632200" in line]
    for shown in ("单位参保缴费", "海北藏族自治州", "202401", "未入库", "未知", "本部门", "有1份报送待核或未处理"):
        assert shown in line
    assert not [text for text in PERSONAL if text in result.stdout]


def test_quality_as_json_has_scores_and_what_they_rest_on(sif, built):
    result = sif(built, "quality", "--source", "HRSS", "--period", "2024", "--all", "--json")
    told = json.loads(result.stdout)
    cards = {(card["file_code"], card["region_code"], card["period"]): card for card in told["scorecard"]}
    units = cards["EP01", "632300", "202401"]
    assert (units["completeness_score"], units["taken_count"], units["absent_count"]) == ("1.0000", 7, 0)
    assert units["expected_unknown_zh"] == "上月无数据" and units["region_zh"] == "黄南藏族自治州"
    assert result.exit_code == 1 and told["ok"] is False
    scores = [float(card["overall_score"] or 0) for card in told["scorecard"]]
    assert scores == sorted(scores)


def test_quality_says_how_many_lines_it_leaves_out(sif, built):
    every = json.loads(sif(built, "quality", "--all", "--json").stdout)["scorecard"]
    shown = sif(built, "quality", "--all", "--limit", "1")
    assert f"还有 {len(every) - 1} 项未列出" in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--period", "202413"), 2, "is no month"),
        (("--period", "2024-01"), 2, "is no month"),
        (("--region", "63"), 2, "is no region code"),
        (("--region", "999999"), 2, "没有统筹区"),
        (("--source", "人社"), 2, "没有报送方"),
        (("--limit", "0"), 2, ""),
        # Of what is not known at all it is not said that nobody must act.
        (("--period", "199901"), 1, "nothing is known"),
    ],
)
def test_quality_asked_wrongly_says_so_and_never_that_all_is_well(sif, built, arguments, code, words):
    result = sif(built, "quality", *arguments)
    assert result.exit_code == code and words in result.stderr
    assert "没有需要处理" not in result.output


def test_quality_before_a_build_is_not_available(sif, tmp_path):
    from tests.cli.conftest import Home

    result = sif(Home(tmp_path, f"duckdb://{tmp_path / 'warehouse.duckdb'}"), "quality")
    assert result.exit_code == 3 and "没有需要处理" not in result.output
