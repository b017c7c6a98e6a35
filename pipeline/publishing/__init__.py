"""From staged documents to datasets.

`shelves` says which documents share a file, `index` and `manifest` remember, `parquet` and `generation`
write, and `publish` is the order of it all.
"""
