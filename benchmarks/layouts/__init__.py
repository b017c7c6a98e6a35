"""Disclosures of known truth in layouts of many kinds, and how exactly they are read."""
