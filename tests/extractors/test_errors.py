"""Why a source cannot be read."""

from __future__ import annotations

from extractors.errors import Unreadable


def test_a_refusal_has_a_kind_for_programs_and_a_message_for_people():
    error = Unreadable("scan", "its pages are images: run OCR first")
    assert error.kind == "scan"
    assert error.message == str(error) == "its pages are images: run OCR first"
