"""What holds of any bytes at all, and a fuzzer that looks for bytes of which it does not hold."""
