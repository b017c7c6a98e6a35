"""What asks the published datasets: SQL, named questions, rankings and charts, search, exports."""
