"""The rules: pure, no clock, no Flask, no SQL."""
