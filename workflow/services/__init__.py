"""The use cases: the only writers. Actor and time are arguments; each use case is one unit of work."""
