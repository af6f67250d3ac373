"""What the features of events share."""
