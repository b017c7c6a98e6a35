"""Disclosures of known truth in layouts of many kinds, printed with several programs, and how they are read."""
