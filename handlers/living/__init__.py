"""The club between its meetings: who helps whom, who hosts, what a company owes, what a year brought."""
