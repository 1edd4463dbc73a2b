"""A synthetic province and its counterparties, for demo, tests and benchmarks."""
