"""What runs: sources, the extract() flow, storage, workers, the command line."""
