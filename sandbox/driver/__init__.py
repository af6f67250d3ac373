"""Acting and seeing as a person does: controls are found by the words on them."""
