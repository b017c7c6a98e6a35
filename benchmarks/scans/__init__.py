"""Digital documents rendered to scans, and the datasets of a scan held against those of the file."""
