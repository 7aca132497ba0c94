"""The history on the screen: every act, what it changed, and the way back to any earlier state of a record."""
