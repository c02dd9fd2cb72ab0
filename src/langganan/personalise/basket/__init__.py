"""The next basket: what a customer will take next, learned from everybody's orders so far."""
