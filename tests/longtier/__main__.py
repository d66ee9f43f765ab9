"""`python -m tests.longtier`: keep the last result of each test, and write the table of them."""

from tests.longtier.page import write
from tests.longtier.results import read, tidy

results = read()
tidy(results)
write(results)
