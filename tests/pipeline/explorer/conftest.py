"""Fixtures of the explorer."""

from tests.pipeline.explorer.shown import client, edition, samples_output

__all__ = ["client", "edition", "samples_output"]
