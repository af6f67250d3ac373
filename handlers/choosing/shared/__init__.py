"""What the features of choosing share."""
