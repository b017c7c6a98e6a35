"""Mingzhang (明账): Chinese government disclosures as audited datasets."""

__version__ = "0.1.0"
