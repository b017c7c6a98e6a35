"""From staged documents to datasets.

`publish` is the order of it all. `shards` says which documents share a file; `disclosures`, `entities`,
`relations` and `across` what documents are to each other; `partition_files` and `run_files` which rows go
into which file; `ledger`, `manifest` and `index` remember what files were made of; `generation` puts them all
in place at once.
"""
