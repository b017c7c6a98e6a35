"""Fixtures of pictures."""

from tests.pipeline.explorer.pictures.studios import one_process, pictures

__all__ = ["one_process", "pictures"]
