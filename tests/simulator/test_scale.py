"""Memory stays bounded however large the province is."""

from __future__ import annotations

import subprocess
import sys

import pytest

_MEASURE = """
import re, sys
from pathlib import Path
from simulator.generate import Request, generate
generate(Request(persons=200_000, periods=("202501",), seed=7, out=Path(sys.argv[1]), regions=None))
# Not getrusage: its maximum begins with what the parent had when it forked.
print(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.slow
def test_two_hundred_thousand_people_need_less_than_800_megabytes(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, str(tmp_path)], capture_output=True, text=True, check=True, timeout=300
    )
    assert int(done.stdout.split()[-1]) < 800_000
