"""What has no person yet: photos of cards, being read and then reviewed."""
