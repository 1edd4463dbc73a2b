"""Lives go forward: school before work, work before retirement, nothing after death; births lie apart."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from simulator import life
from simulator.insurance import Fund
from simulator.life import Stage
from simulator.months import month_index
from simulator.population import Population


@pytest.fixture(scope="module")
def fund():
    sizes = {"630102": 12_000, "630106": 3_000}
    return Fund(Population(21, sizes), list(sizes), {"630102": 200, "630106": 60})


@pytest.fixture(scope="module")
def members(fund):
    return fund.members("630102", np.arange(fund.population.size("630102")))


def test_stages_only_go_forward(fund, members):
    _, insured = members
    order = {Stage.UNBORN: 0, Stage.CHILD: 1, Stage.SCHOOL: 2, Stage.BEFORE_WORK: 3, Stage.WORK: 4, Stage.UNEMPLOYED: 4,
             Stage.RETIRED: 5, Stage.DEAD: 6}  # fmt: skip
    rank = np.array([order[Stage(s)] for s in range(len(Stage))])
    before = None
    seen = set()
    for month in range(month_index("202101"), month_index("202601"), 3):
        now = life.stage(fund, insured, month)
        seen |= {Stage(int(s)) for s in np.unique(now)}
        assert before is None or (rank[now] >= rank[before]).all()
        before = now
    assert {Stage.WORK, Stage.UNEMPLOYED, Stage.RETIRED, Stage.DEAD} <= seen


def test_unemployed_people_pay_nothing_and_workers_pay(fund, members):
    _, insured = members
    month = month_index("202502")
    state, stage = fund.month(insured, month), life.stage(fund, insured, month)
    idle = (stage == Stage.UNEMPLOYED) & state.listed
    assert idle.sum() > 20 and not state.base[idle].any()
    assert (state.base[(stage == Stage.WORK) & state.listed] > 0).all()


def test_job_changes_and_moves_happen_and_are_rare(fund, members):
    _, insured = members
    months = range(month_index("202401"), month_index("202501"))
    states = [fund.month(insured, m) for m in months]
    pairs = list(pairwise(states))
    both = [a.listed & b.listed for a, b in pairs]
    changes = sum(int((m & (a.unit != b.unit)).sum()) for (a, b), m in zip(pairs, both, strict=True))
    moves = sum(int((m & (a.region != b.region)).sum()) for (a, b), m in zip(pairs, both, strict=True))
    people_months = sum(int(m.sum()) for m in both)
    assert 0.005 < changes / people_months < 0.05
    assert 0 < moves < changes


def test_births_of_one_woman_lie_apart(fund, members):
    people, _ = members
    months = range(month_index("201801"), month_index("202501"))
    births = np.stack([life.gives_birth(fund.draws, people, m) for m in months])
    assert not births[:, people.sex == 1].any()
    counts = births.sum(axis=0)
    assert counts.max() >= 2
    for woman in np.flatnonzero(counts >= 2):
        assert np.diff(np.flatnonzero(births[:, woman])).min() >= 10


def test_a_birth_gives_leave_and_injuries_need_work(fund, members):
    people, insured = members
    month = month_index("202501")
    assert (life.on_maternity_leave(fund.draws, people, month) >= life.gives_birth(fund.draws, people, month)).all()
    injured = np.zeros(len(insured), dtype=bool)
    for back in range(24):
        now = life.injured_at_work(fund, insured, month - back)
        assert (life.stage(fund, insured, month - back)[now] == Stage.WORK).all()
        injured |= now
    assert injured.any()
