"""A run: jobs, workers, executors, receipts."""
