"""The encrypted database, one noun a file. Values go in and come out; rows, sessions and SQL stay here."""
