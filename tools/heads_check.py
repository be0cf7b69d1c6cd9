"""Draw who governs each state on random days from the lexicon, to be checked against facts.

  heads_check.py data/actors [leaders-1921-2021.csv] [--days N] [--seed N]

One line a state and day: the day, the state, whoever holds the office of head of government or, where there is none, of head of state.
With REIGN's list of leaders (MIT) the lines that disagree with it are marked. At the end: draws, draws with nobody, draws that disagree."""
import argparse
import calendar
import csv
import datetime
import difflib
import random
import re
from pathlib import Path

from leaders import ISO, heads, plain

GOVERNMENT = ("prime minister", "premier", "chancellor", "chief executive")
STATE = ("president", "king", "queen", "sultan", "emir", "leader", "head of state", "supreme leader", "presidency member", "prince", "pope",
         "grand duke", "acting president")
PRESIDENTIAL = set("""USA MEX GTM HND SLV NIC CRI PAN COL VEN ECU BOL PRY URY ARG CHL BRA DOM CUB AGO BEN BDI BWA CAF TCD COM COG DJI ERI GAB GHA GIN
GMB KEN LBR MWI MLI MRT MOZ NAM NGA RWA SEN SYC SLE ZAF SSD SDN TZA TGO UGA ZMB ZWE CMR CIV COD GNB GNQ MDG BFA NER EGY DZA SYR YEM IRN AFG IDN PHL
MDV TJK TKM UZB KAZ KGZ BLR AZE CYP KIR MHL FSM NRU PLW TLS RUS LKA KOR CHN TWN VNM LAO MMR PRK GUY SUR HTI PER FRA ROU UKR MNG GEO ARM PSE""".split())


def governing(table: dict, state: str, date: datetime.date) -> list[str]:
    held = [(office, names.split(";")[0].strip()) for first, last, office, names in table.get(state, []) if first <= date <= last]
    for offices in ((STATE, GOVERNMENT) if state in PRESIDENTIAL else (GOVERNMENT, STATE)):
        found = [name for office, name in held if office in offices]
        if found:
            return list(dict.fromkeys(found))
    return []


def reign(path: str) -> dict[str, list[tuple]]:
    out: dict[str, list[tuple]] = {}
    for row in csv.DictReader(open(path, encoding="utf-8", errors="replace")):
        end = int(row["eyear"] or 0)
        first = datetime.date(int(row["syear"]), int(row["smonth"] or 1), int(row["sdate"] or 1))
        month = int(row["emonth"] or 12)
        last = datetime.date(end, month, calendar.monthrange(end, month)[1]) if end else datetime.date(2021, 3, 31)
        out.setdefault(ISO.get(row["stateabb"], row["stateabb"]), []).append((first, last, row["leader"]))
    return out


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("actors", type=Path)
    ask.add_argument("reign", nargs="?")
    ask.add_argument("--days", type=int, default=20)
    ask.add_argument("--seed", type=int, default=1)
    args = ask.parse_args()
    draw = random.Random(args.seed)
    span = (datetime.date(2025, 10, 31) - datetime.date(1990, 1, 1)).days
    days = sorted(datetime.date(1990, 1, 1) + datetime.timedelta(draw.randrange(span)) for _ in range(args.days))
    table = heads(args.actors)
    other = reign(args.reign) if args.reign else {}
    states = sorted(s for s in table if len(s) == 3 and any(o in STATE + GOVERNMENT for _, _, o, _ in table[s]))
    draws = nobody = differ = 0
    for date in days:
        for state in states:
            names = governing(table, state, date)
            if not names and date < min(f for f, _, o, _ in table[state] if o in STATE + GOVERNMENT):
                continue  # before independence, or before the list begins
            draws += 1
            nobody += not names
            listed = [n for first, last, n in other.get(state, []) if first <= date <= last]
            known = {w for first, last, _, n in table[state] if first <= date <= last for w in plain(n).split()}
            agree = not listed or any(difflib.get_close_matches(w, known, 1, 0.75)
                                      for n in listed for w in plain(re.sub(r"\(.*?\)", "", n)).split() if len(w) > 2)
            differ += not agree
            print(date, state, ", ".join(names) or "-", "" if agree else f"REIGN: {'; '.join(listed)}")
    print(f"{draws} draws over {len(states)} states, nobody {nobody}, disagree with REIGN {differ}")


if __name__ == "__main__":
    main()
