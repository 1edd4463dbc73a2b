"""A delivery becomes rows: manifest, archive, text, types, reject, load."""

from ingest.load import LoadSummary, load_pending

__all__ = ["LoadSummary", "load_pending"]
