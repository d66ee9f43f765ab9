"""`make bench`: what a step through the one door costs against the raw driver, and how verifying grows with the log."""
