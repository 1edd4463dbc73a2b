"""From one file that somebody sends to drafts of everything the catalogue needs to know about it."""

from ingest.new_feed.draft import Draft, about
from ingest.new_feed.sample import Sample, SampleError, read

__all__ = ["Draft", "Sample", "SampleError", "about", "read"]
