"""What is kept between runs: folders, locks, bundles, the journal."""
