"""Text that says nothing of social value, in any quantity: the straw in which a long draft hides its needles."""

from collections.abc import Iterator, Sequence
from random import Random

SECTIONS = [
    "Floors", "Windows", "Keys", "Stores", "Bins", "Stairs", "Lifts", "Kitchens", "Halls", "Meeting rooms",
    "Libraries", "Depots", "Car parks", "Entrances", "Roof terraces", "Archives", "Machines", "Alarms", "Lights",
    "Heating rooms", "Uniforms", "Log books", "Signs", "Carpets", "Furniture",
]  # fmt: skip
SUBJECTS = [
    "The caretaker", "The site manager", "The evening team", "Whoever opens the building", "The night porter",
    "The team leader", "A named member of staff", "The supplier's office", "The keyholder", "Each crew",
    "The person on duty", "The desk at the entrance",
]  # fmt: skip
DEEDS = [
    "locks", "inspects", "clears", "counts", "labels", "dusts", "checks", "airs", "empties", "sweeps",
    "notes in the log", "photographs", "reports on", "polishes", "signs for", "rinses",
]  # fmt: skip
THINGS = [
    "the corridor on the ground floor", "the cupboards beside the lift", "every second bin", "the mats at the doors",
    "the tall windows of the hall", "the spare keys", "the ladders", "the trolleys", "the sinks in the kitchen",
    "the chairs of the meeting room", "the switches in the basement", "the shelves of the archive", "the hand rails",
    "the glass of the front doors", "the buckets and cloths", "the vents above the stairs",
]  # fmt: skip
TIMES = [
    "before half past six", "after the last visitor has left", "on the first Monday of the month", "twice a day",
    "once in each shift", "whenever it rains", "on Tuesdays and Fridays", "at the end of the week", "every morning",
    "in the hour before lunch", "on the day after an event", "as soon as the doors are open",
]  # fmt: skip
TAILS = [
    "and leaves a slip with the date", "and puts the tools back in their place", "unless the room is in use",
    "so that the next shift finds it ready", "with the machine that belongs to the floor",
    "in the order of the plan on the wall", "and tells the desk when something is broken",
    "with clean water and a dry cloth", "while a colleague holds the door", "and enters the time in the book",
]  # fmt: skip
OPENINGS = [
    "",
    "",
    "",
    "In the older buildings ",
    "In the new wing ",
    "In winter ",
    "In summer ",
    "On the upper floors ",
]


def filler(seed: int, sections: int) -> Iterator[tuple[str, Sequence[str]]]:
    """Give sections, each a heading and ten paragraphs of about sixty words; the same seed gives the same."""
    drawn = Random(seed)
    for number in range(1, sections + 1):
        title = f"{seed}.{number} {drawn.choice(SECTIONS)} of building {drawn.randint(1, 41)}"
        yield title, [" ".join(_sentence(drawn) for _ in range(drawn.randint(3, 5))) for _ in range(10)]


def _sentence(drawn: Random) -> str:
    subject = drawn.choice(SUBJECTS)
    opening = drawn.choice(OPENINGS)
    if opening:
        subject = subject[0].lower() + subject[1:]
    deed, thing, time, tail = (drawn.choice(words) for words in (DEEDS, THINGS, TIMES, TAILS))
    return f"{opening}{subject} {deed} {thing} {time} {tail}."
