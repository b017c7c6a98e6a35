"""Copies of files without pages in which places are marked: the file itself, or what was read of it."""
