"""What the features of belonging share."""
