"""The fields of guided forms: each holds one answer as text, however it is given."""
