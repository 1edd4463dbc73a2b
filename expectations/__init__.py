"""The gate (质量校验) between raw rows and accepted deliveries: Great Expectations over figures measured in SQL."""

from expectations.gate import GateSummary, run_gates

__all__ = ["GateSummary", "run_gates"]
