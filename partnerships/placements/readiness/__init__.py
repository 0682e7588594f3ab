"""Whether a placement may begin: each rule green, warning or blocking, with its source."""
