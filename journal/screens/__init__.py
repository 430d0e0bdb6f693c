"""One screen a file, its stylesheet beside it with the same name."""
