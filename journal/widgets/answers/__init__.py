"""The lines of a check-in, one small class for each kind of answer."""
