"""The assignment against greedy-and-swap, on made-up problems of four shapes."""
