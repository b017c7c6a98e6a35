"""Answers that are made once for a generation: what views of `views.sql` say, kept as tables in a file.

A cache and never the truth: it can be deleted at any time, and is made anew where it is missing, damaged or
of other data or another version.
"""
