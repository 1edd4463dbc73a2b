"""A local folder laid out like a counterparty's server: `outbox/` is read, `receipts/` is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from exchange_adapters import outbox, receipts
from exchange_adapters.port import ChannelError, Progress, ReceiveSummary
from exchange_adapters.remote_files import LocalFiles


class Folder:
    """One folder; its channel is named after it, so that its receipts find back."""

    def __init__(self, folder: Path) -> None:
        self._folder = Path(folder).resolve()
        self.name = f"folder:{self._folder}"

    def receive(self, warehouse_url: str | None, landing_root: Path, progress: Progress | None) -> ReceiveSummary:
        """Land and register what is new in `outbox/`."""
        if not (self._folder / "outbox").is_dir():
            raise ChannelError(f"{self._folder}: no outbox/ in this folder; give a folder with outbox/ (and receipts/)")
        return outbox.receive(LocalFiles(self._folder), self.name, warehouse_url, landing_root, progress)

    def send(self, unsent: Sequence[Mapping[str, Any]]) -> list[str]:
        """Write receipts below `receipts/`."""
        written: list[str] = []
        try:
            receipts.write(LocalFiles(self._folder), unsent, written)
        except ChannelError as error:
            error.sent = written
            raise
        return written
