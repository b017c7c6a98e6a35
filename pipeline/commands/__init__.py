"""One module for each command; `pipeline.cli` lists them. What a command does is done below, in its room."""
