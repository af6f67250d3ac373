"""The club's rules, as its charter has them.

Standard library only: no Slack, no SQL, no clock, no input or output. Whatever a rule needs (the time
included) is an argument, and whatever follows from it is the value returned. Reading this package alone
teaches how the club works; each rule names the charter article it stands on.
"""
