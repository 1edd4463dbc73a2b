"""Stages and events of a life (人生阶段): school, work, unemployment, maternity, work injury, retirement, death.

All are functions of the person and the month. Enterprise pension needs stages and unemployment; maternity and injury
are there for the funds that pay for them (contributions to pension go on meanwhile).
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from simulator.draws import Draws
from simulator.insurance import Fund, Insured
from simulator.months import months_of_days
from simulator.population import People

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


class Stage(IntEnum):
    UNBORN = 0
    CHILD = 1
    SCHOOL = 2
    BEFORE_WORK = 3
    WORK = 4
    UNEMPLOYED = 5
    RETIRED = 6
    DEAD = 7


SCHOOL_FROM, SCHOOL_TO = 6 * 12, 15 * 12
"""Nine years of compulsory school, months of age; who goes on does so until work begins."""
MATERNITY_LEAVE = 4
"""Months of leave counted from the month of birth (98 days)."""
_BIRTHS_A_YEAR, _INJURIES_A_YEAR = 0.055, 0.004


def stage(fund: Fund, insured: Insured, month: int) -> Ints:
    """The stage of each insured person in a month."""
    people = insured.people
    age = month - people.birth_month
    _, between = fund.spell(insured, month)
    working = months_of_days(insured.work_day) <= month
    conditions = [
        people.death_month < month,
        age < 0,
        insured.retirement_month < month,
        working & between,
        working,
        age < SCHOOL_FROM,
        age < SCHOOL_TO,
    ]
    stages = [
        Stage.DEAD, Stage.UNBORN, Stage.RETIRED, Stage.UNEMPLOYED, Stage.WORK, Stage.CHILD, Stage.SCHOOL,
    ]  # fmt: skip
    return np.select(conditions, [np.int64(s) for s in stages], np.int64(Stage.BEFORE_WORK))


def gives_birth(draws: Draws, people: People, month: int) -> Bools:
    """Women of 20 to 40 years who give birth in a month, some one in twenty a year.

    Fertile years of a woman are every third one from her own beginning, so that births lie apart."""
    age = month - people.birth_month
    turn = (month + draws.below("birth turn", people.key, 36)) % 36
    mother = (people.sex == 2) & (age >= 240) & (age < 480) & (people.death_month >= month) & (turn < 12)
    return (
        mother
        & (draws.uniform("gives birth", people.key, month) < 3 * _BIRTHS_A_YEAR / 12)
        & _first(draws, people, month, turn)
    )


def _first(draws: Draws, people: People, month: int, turn: Ints) -> Bools:
    """No birth earlier within the same fertile year."""
    earlier = np.zeros(len(people), dtype=bool)
    for back in range(1, 12):
        drawn = draws.uniform("gives birth", people.key, month - back) < 3 * _BIRTHS_A_YEAR / 12
        earlier |= drawn & (turn >= back)
    return ~earlier


def on_maternity_leave(draws: Draws, people: People, month: int) -> Bools:
    leave = np.zeros(len(people), dtype=bool)
    for back in range(MATERNITY_LEAVE):
        leave |= gives_birth(draws, people, month - back)
    return leave & (people.death_month >= month)


def injured_at_work(fund: Fund, insured: Insured, month: int) -> Bools:
    """Who has a work injury (工伤) in a month; only those at work."""
    drawn = fund.draws.uniform("work injury", insured.people.key, month) < _INJURIES_A_YEAR / 12
    return drawn & (stage(fund, insured, month) == Stage.WORK)
