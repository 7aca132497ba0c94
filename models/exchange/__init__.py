"""Files in and out: the JSON document of docs/exchange.md and what else the program reads and writes."""
