"""Answers to events: who comes, with whom, who waits, and what organisers plan (PARTICIPER, FACILITER)."""
