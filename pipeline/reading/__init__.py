"""Bytes to an Extraction: read, arbitrate between readings, tie out."""
