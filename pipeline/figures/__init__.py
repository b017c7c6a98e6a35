"""What printed figures are: intervals, printings of one figure, derived figures, normal forms."""
