"""The trail: canonical entries, their tree, and the check that needs nothing but the entries themselves."""
