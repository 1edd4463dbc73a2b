"""A delivery becomes rows: manifest, archive, text, types, reject, load. Packages are opened and registered."""

from ingest.load import LoadSummary, load_pending
from ingest.open_packages import PackageSummary, open_packages, restore_packages

__all__ = ["LoadSummary", "PackageSummary", "load_pending", "open_packages", "restore_packages"]
