"""The paper: official documents, minutes, reports, archive packages. Data in, bytes out."""
