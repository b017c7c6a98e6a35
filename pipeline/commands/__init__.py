"""One module for each command that asks the datasets; `pipeline.cli` registers them."""
