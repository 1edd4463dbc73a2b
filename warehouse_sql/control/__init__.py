"""Typed access to the control tables; every function takes a transaction, so that it commits with the caller's work."""
