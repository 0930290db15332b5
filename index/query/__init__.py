"""What a person typed, made into a tree and back; pure."""
