"""Files in and out: values in, values out. Nothing here knows the database."""
