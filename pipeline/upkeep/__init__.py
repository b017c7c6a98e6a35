"""What keeps an output sound over months: the night, the doctor."""
