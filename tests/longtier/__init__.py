"""The long tier: how much the test programme asks for before a release, what was run of it, and a table of both."""
