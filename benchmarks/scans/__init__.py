"""Digital documents rendered to scans, and the datasets of the scan held against those of the digital file."""
