"""What documents print and no pattern file knows yet."""
