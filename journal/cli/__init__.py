"""The command line: parse, call, print. Each command is imported when it is asked for, heavy things inside it."""
