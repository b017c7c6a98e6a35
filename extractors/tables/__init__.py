"""Grids to logical tables, and those to facts."""
