"""A document of blocks set on pages: Chinese type, tables, charts."""
