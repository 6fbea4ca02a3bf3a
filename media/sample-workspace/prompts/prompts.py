"""Prompts where they usually live: inside string literals. What stands in {braces} is asked for before the run."""

FRUIT = "Pick a random fruit, only return the fruit"

COLOUR = "Pick a random colour, only return the colour"


def villain(genre: str) -> str:
    return f"Name the villain of a {genre} novel.\nOnly return the name."


CITY = """Pick a random city, only return the city"""
