"""Which pupil goes to which place: exact, explained, and without a database."""
