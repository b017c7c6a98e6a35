"""Disclosures as offices really produce them, invented by a second hand, each with its truth."""
