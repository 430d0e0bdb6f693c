"""Measured comparisons: `python -m benchmarks`. Run by hand; timing is never part of the tests."""
