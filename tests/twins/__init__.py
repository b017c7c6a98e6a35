"""Twins: one invented disclosure written in every format that is read, and what must be equal of them."""
