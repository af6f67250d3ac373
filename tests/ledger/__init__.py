"""The ledger of 2027: a club of sixty on the real bot, all it was told, and what must hold."""
