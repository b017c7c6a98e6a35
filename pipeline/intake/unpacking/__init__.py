"""What archives hold, format by format: a list of members, and the bytes of one."""
