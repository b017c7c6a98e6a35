"""Fixtures of the public face."""

from tests.mingzhang.published import out, samples

__all__ = ["out", "samples"]
