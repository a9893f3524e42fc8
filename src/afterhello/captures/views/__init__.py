"""What captures show: a file a noun."""
