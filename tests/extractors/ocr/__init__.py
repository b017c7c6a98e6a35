"""Tests of what OCR makes of pictures."""
