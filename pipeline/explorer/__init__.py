"""The web explorer: published datasets as pages in which every number is one click from its place.

A page is a function that asks an `Edition` (one published generation) and gives a record; the record is what
the template shows and what `.json` of the same address says. `app` puts pages, guards and pictures together.
"""
