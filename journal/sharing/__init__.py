"""What leaves for peers and comes back: keys, cards, safety words, envelopes, and the rules for taking one in.

No files, no clock and no database: bytes, keys and values go in and come out.
"""
