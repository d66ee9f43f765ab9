"""Rows of a file that were made elsewhere: what is understood of each, and what keeps one from being taken."""
