"""Airflow DAGs: wiring only. Work is done by the stages; see docs/handbook.md for what to do with each DAG."""
