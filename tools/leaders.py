"""Compare the heads of state and government in data/actors/*.actors with REIGN's list of leaders (MIT), 1990 to March 2021.

  leaders.py leaders-1921-2021.csv data/actors     prints every leader of REIGN whom the lexicon does not have in high office
                                                   in the middle of the term, and the share that it has"""
import calendar
import csv
import datetime
import difflib
import re
import sys
import unicodedata
from pathlib import Path

CODES = """BHM BHS HAI HTI TRI TTO BAR BRB GRN GRD SLU LCA SVG VCT AAB ATG SKN KNA GUA GTM HON HND SAL SLV COS CRI PAR PRY URU URY UKG GBR IRE IRL NTH NLD
FRN FRA MNC MCO SWZ CHE SPN ESP POR PRT GMY DEU GDR DEU AUS AUT CZR CZE SLO SVK SNM SMR MNG MNE MAC MKD CRO HRV YUG SRB BOS BIH KOS XKX SLV SVN BUL BGR
MLD MDA ROM ROU LAT LVA LIT LTU GRG GEO SWD SWE DEN DNK ICE ISL CAP CPV EQG GNQ GAM GMB MAA MRT NIR NER CDI CIV GUI GIN BFO BFA SIE SLE TOG TGO CAO CMR
NIG NGA CEN CAF CHA TCD CON COG DRC COD TAZ TZA BUI BDI ANG AGO MZM MOZ ZAM ZMB ZIM ZWE MAW MWI SAF ZAF LES LSO BOT BWA SWA SWZ MAG MDG MAS MUS MOR MAR
ALG DZA LIB LBY SUD SDN LEB LBN YAR YEM YPR YEM KUW KWT BAH BHR UAE ARE OMA OMN TAJ TJK KYR KGZ KZK KAZ MON MNG ROK KOR BHU BTN BNG BGD MYA MMR SRI LKA
SEY SYC MAD MDV NEP NPL THI THA CAM KHM DRV VNM MAL MYS SIN SGP BRU BRN PHI PHL INS IDN ETM TLS AUL AUS NEW NZL VAN VUT SOL SLB FIJ FJI TON TON NAU NRU MSI MHL
PAL PLW LIE LIE""".split()
ISO = dict(zip(CODES[::2], CODES[1::2]))
HIGH = ("president", "prime minister", "king", "queen", "leader", "premier", "chancellor", "emir", "head of state", "supreme leader", "sultan",
        "emperor", "prince", "grand duke", "chief executive", "acting president", "party leader", "crown prince", "second prime minister", "pope")


def plain(text: str) -> str:
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return re.sub(r"[^a-z ]", "", text.lower().replace("-", " "))


def day(word: str, end: bool) -> datetime.date:
    """The first or last day of 2001, 2001-02, 2001-02-03 or of nothing."""
    if not word:
        return datetime.date.max if end else datetime.date.min
    parts = [int(p) for p in word.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12 if end else 1
    return datetime.date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1] if end else 1)


def heads(folder: Path) -> dict[str, list[tuple]]:
    """country: [(from, to, office, names)] of all who held high office."""
    out: dict[str, list[tuple]] = {}
    for path in sorted(folder.glob("*.actors")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith(("person ", "woman ")):
                continue
            names, *roles = line.split(" ", 1)[1].split("|")
            for role in roles:
                when, code, sector, *office = role.split(None, 3)
                if sector in ("GOV", "MIL", "REB") and office and office[0].startswith(HIGH):
                    first, last = when.split("..")
                    out.setdefault(code, []).append((day(first, False), day(last, True), office[0].strip(), names))
    return out


def main() -> None:
    table = heads(Path(sys.argv[2]))
    good = total = 0
    for row in csv.DictReader(open(sys.argv[1], encoding="utf-8", errors="replace")):
        end = row["eyear"].strip()
        country = ISO.get(row["stateabb"], row["stateabb"])
        if (end and int(end) < 1990) or country in ("SMR",):
            continue
        first = datetime.date(int(row["syear"]), int(row["smonth"] or 1), int(row["sdate"] or 1))
        month = int(row["emonth"] or 12) if end else 3
        last = datetime.date(int(end or 2021), month, calendar.monthrange(int(end or 2021), month)[1])
        first = max(first, datetime.date(1990, 3, 1))
        middle = first + (last - first) / 2
        in_office = [names for a, b, _, names in table.get(country, []) if a <= middle <= b]
        known = {w for names in in_office for w in plain(names).split()}
        words = [w for w in plain(re.sub(r"\(.*?\)", "", row["leader"])).split() if len(w) > 2]
        total += 1
        if any(difflib.get_close_matches(w, known, 1, 0.75) for w in words):
            good += 1
        else:
            print(f"{country} {middle} REIGN: {row['leader']} ({first}..{last}); lexicon: {'; '.join(n.split(';')[0].strip() for n in in_office)}")
    print(f"{good} of {total} leaders found in office")


if __name__ == "__main__":
    main()
