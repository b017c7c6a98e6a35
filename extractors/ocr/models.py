"""The models that recognise, until they are here: none."""

from __future__ import annotations


def recogniser_available() -> bool:
    """Whether pages can be recognised here."""
    return models_hash() is not None


def models_hash() -> str | None:
    """What the models are, as a part of what results depend on; null where they cannot be used."""
    return None
