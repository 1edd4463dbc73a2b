"""The outside world, one module folder a channel: files and messages in, receipts out."""
