"""Adds up every award again: from the JSON of an Evaluation alone, with the standard library alone.

`python tests/engine/recompute.py evaluation.json` adds up shares by weights and ranks by the declared ties and draw.
"""

import json
import sys
from fractions import Fraction
from pathlib import Path


def differences(evaluation):
    return [line for lot in evaluation["lots"] for line in _lot(lot, evaluation["criteria"])]


def _lot(lot, criteria):
    tree = {one["id"]: one for one in criteria if one["lot"] == lot["lot"]}
    points, numbers, ranked = {}, {}, [bid for bid in lot["assessments"] if bid["status"] == "ranked"]
    for bid in lot["assessments"] if lot["importance"] == "percentages" else ():
        shares = {score["criterion"]: score["share"] for score in bid["scores"]}
        points[bid["bid"]] = earned = {name: _earned(tree, name, shares) for name in tree}
        tops = [earned[name] for name in tree if not tree[name]["parent"]]
        total = None if None in tops or bid["status"] in {"gated", "undecided"} else sum(tops)
        shown = {score["criterion"]: score["exact"] for score in bid["scores"]} | {"total": bid["total_exact"]}
        for name, text in shown.items():
            if (text and Fraction(text)) != {**earned, "total": total}[name]:
                yield f"{bid['bid']}, {name}: {text}, recomputed {earned.get(name, total)}"
        numbers[bid["bid"]] = Fraction(bid["index_exact"]) if bid["index_exact"] else total
    sign = 1 if lot["decision"] and lot["decision"]["lower_wins"] else -1
    drawn = lot["draw"]["order"] if lot["draw"] else []
    keys = {bid["bid"]: [sign * _compared(numbers[bid["bid"]], lot)] for bid in ranked}
    for bid, key in keys.items():
        key += [-points[bid][tie] for tie in lot["ties"]]
    for bid in ranked:
        equal = [other for other, key in keys.items() if key == keys[bid["bid"]]]
        settled = set(equal) <= set(drawn)
        ahead = sum(key < keys[bid["bid"]] for key in keys.values())
        rank = 1 + ahead + (sum(drawn.index(one) < drawn.index(bid["bid"]) for one in equal) if settled else 0)
        if (bid["rank"], bid["joint"]) != (rank, len(equal) > 1 and not settled):
            yield f"{bid['bid']}: rank {bid['rank']}, recomputed {rank}"


def _earned(tree, name, shares):
    below = [_earned(tree, child, shares) for child in tree if tree[child]["parent"] == name]
    alone = None if shares.get(name) is None else Fraction(shares[name]) * _weight(tree, name) * 100
    return alone if not below else None if None in below else sum(below)


def _weight(tree, name):
    return Fraction(tree[name]["weight"].rstrip("%")) / 100 * _weight(tree, tree[name]["parent"]) if name else 1


def _compared(number, lot):
    scaled = abs(number) * 10 ** lot["rounding"]["places"]
    up = {"half_up": scaled % 1 >= Fraction(1, 2), "half_even": round(scaled) > int(scaled), "down": False}
    return number if lot["ties_on"] == "exact" else (int(scaled) + up[lot["rounding"]["mode"]]) * (-1) ** (number < 0)


if __name__ == "__main__":
    sys.exit("\n".join(differences(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
