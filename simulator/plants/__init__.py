"""Anomalies that rules look for, and traps: lawful look-alikes they must leave alone.

One module a family of rules; a function each, registered under its name with the rule it is about. A plant takes people
nobody else uses, decrees what is special about them and writes into the truth what a right set of rules says: `open`
findings, `closed` ones (the money came back), or `none`. `simulator/README.md` says how to plant and how the rules were
read.
"""

from simulator.plants import injury, maternity, medical, payment, pension, person, resident, unemployment, unit
from simulator.plants.planner import KINDS, NobodyFitsError, Planner, ceiling, describe, lowest_floor, plant

FAMILIES = (person, unit, pension, resident, medical, injury, maternity, unemployment, payment)

__all__ = ["FAMILIES", "KINDS", "NobodyFitsError", "Planner", "ceiling", "describe", "lowest_floor", "plant"]
