"""Choosing and evaluating together: topics, ballots, votes, results, works (CHOISIR, ÉVALUER)."""
