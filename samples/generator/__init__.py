"""Writes the samples from invented accounts."""
