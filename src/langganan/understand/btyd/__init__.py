"""Buy till you die: how often customers buy while they are customers, and when they stop being it.

A model is fitted to `Histories`, which count customers with equal histories once, and answers for each of them:
`models.fit("mbg", histories)`. Each family has a file of its own that names its papers and equations.
"""
