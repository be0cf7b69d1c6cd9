"""The mean of the weights of several models that were trained from the same start.

  soup.py --name "base 2026-11-30" OUT.weights ONE.weights TWO.weights ...
"""
from __future__ import annotations

import argparse
from pathlib import Path

from export import export, unfrozen


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out", type=Path)
    ap.add_argument("weights", type=Path, nargs="+")
    ap.add_argument("--name", required=True)
    a = ap.parse_args()
    models = [unfrozen(path) for path in a.weights]
    states = [m.state_dict() for m in models]
    mean = {k: sum(s[k].double() for s in states).div(len(states)).float() for k in states[0]}
    models[0].load_state_dict(mean)
    export(models[0].eval(), a.out, a.name)


if __name__ == "__main__":
    main()
