"""From staged documents to datasets.

`publish` is the order of it all. `shares` says which documents share a file; `disclosures`, `entities`,
`relations` and `across` what documents are to each other; `share_files`, `body_files` and `run_files` which
rows go into which file; `file_list` knows what is published; `generation` puts all files in place at once.
"""
