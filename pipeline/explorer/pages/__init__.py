"""The pages, one module each: what is asked, what is answered, and the record that both forms show."""
