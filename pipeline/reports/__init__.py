"""Findings as people and other tools read them: terminal, HTML with crops of pages, JSON, SARIF, CSV.

`gather` brings the rows of published datasets (or of one file that is read on the spot) together, `statuses`
adds what people said of them, `crops` cuts page images; `html` and `machine` write.
"""
