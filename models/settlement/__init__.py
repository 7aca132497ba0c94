"""The account between the sides over a span of days, and the sums it is made of."""
