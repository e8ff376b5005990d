"""Where Twilio processes the calls of the number."""

# Ireland, so that requests stay in the EEA.
REGION, EDGE = "ie1", "dublin"
