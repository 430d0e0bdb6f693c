"""What leaves for peers and comes back: keys, cards, safety words, envelopes, and the rules for taking one in.

Below, without files, clock and database, bytes, keys and values go in and come out. Above, `meeting`, `drafting`,
`post` and `receiving` bring them together with what the journal keeps: one function for each thing a person does.
"""
