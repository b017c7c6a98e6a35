"""Findings as people and other tools read them: terminal, HTML with crops of pages, JSON, SARIF, CSV.

`cases` brings the rows of published datasets (or of one file that is read on the spot) together, `statuses`
adds what people said of them, `crops` cuts page images; `audit_pages`, `finding_formats` and `highlight`
write. `run_report`, `run_page` and `run_summary` say what a run did.
"""
