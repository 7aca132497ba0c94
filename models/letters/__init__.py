"""What each letter rests on: facts, figures and derived amounts, computed once; reports only choose the words."""
