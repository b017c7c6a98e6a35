"""Invented disclosures in the wordings of many provinces, each with its truth, and how they are read."""
