"""A timeline as a file: a zip archive of JSON and arrays."""
