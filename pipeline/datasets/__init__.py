"""What is published: schemas, ids, views, Parquet files and their description."""
