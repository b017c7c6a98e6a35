"""What to read: files, folders, addresses, archives; where each source is and how its bytes are got."""
