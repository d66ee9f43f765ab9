"""The trail: canonical entries, their tree, what is signed of it by whom, and the checks that need nothing else."""
