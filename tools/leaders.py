"""Write data/actors/leaders.actors from REIGN's list of leaders (MIT): those in office since 1990.

  leaders.py leaders-1921-2021.csv data/actors data/actors/leaders.actors

People whom officials.actors already knows in the same country by the same surname are left to it."""
import calendar
import csv
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
KINGS = {"Rainier", "Albert", "Hans-Adam II", "Fahd", "Abdullah", "Salman", "Hassan II", "Muhammad VI", "Letsie III", "Mswati",
         "Birendra", "Gyanendra", "Hassanal Bolkiah"}
COMMON = {"may", "king", "note", "price", "horn", "rose", "scott", "young", "bush", "brown", "major", "berry", "prince", "hope", "franco",
          "jones", "lewis", "thomas", "anthony", "stuart", "king", "harris", "douglas", "arthur", "moore", "palmer", "clark", "chan",
          "banda", "michel", "christian", "guy", "sant", "parts", "kern", "rama", "meta", "kern", "li", "kun", "price", "popov", "dimitrov",
          "mitchell", "thompson", "campbell", "robinson", "perry", "doe", "deputy", "abdullah", "hussein", "mansour", "salam"}
# Whoever is in office when the list ends (March 2021) stays so: officials.actors knows better where it knows.
HEADS_OF_GOVERNMENT = set("""BHS JAM TTO BRB DMA GRD LCA VCT ATG KNA BLZ CAN GBR IRL NLD BEL LUX ESP ITA DEU AUT HUN CZE SVK MLT ALB MNE MKD XKX SVN GRC BGR
EST LVA FIN SWE NOR DNK ISL CPV ETH LSO MUS IRQ ISR LBN JPN IND PAK BGD NPL THA KHM MYS SGP AUS PNG NZL VUT SLB TUV FJI TON WSM GEO ARM SRB""".split())


def plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def known(folder: Path) -> set[tuple[str, str]]:
    """(country, last word) of the people of officials.actors."""
    out = set()
    for line in (folder / "officials.actors").read_text(encoding="utf-8").splitlines():
        if not line.startswith(("person ", "woman ")):
            continue
        names, *roles = line.split(" ", 1)[1].split("|")
        words = {w.lower() for n in names.split(";") for w in plain(n).replace("-", " ").split()}
        out |= {(r.split()[1], w) for r in roles for w in words}
    return out


def main() -> None:
    seen = known(Path(sys.argv[2]))
    people: dict[tuple[str, str], dict] = {}
    for row in csv.DictReader(open(sys.argv[1], encoding="utf-8", errors="replace")):
        end = row["eyear"].strip()
        if end and int(end) < 1990:
            continue
        country = ISO.get(row["stateabb"], row["stateabb"])
        name = re.sub(r"\s+", " ", re.sub(r"\(.*?\)|\b(dit|acting)\b.*", "", plain(row["leader"]))).strip(" .")
        words = name.lower().replace("-", " ").split()
        if country == "SMR" or not words or not re.fullmatch(r"[A-Za-z' .\-]+", name) or any((country, w) in seen for w in words if len(w) > 3):
            continue
        if name.lower() in COMMON or len(name) < 4:
            continue
        start = f"{row['syear']}-{int(row['smonth'] or 1):02d}-{int(row['sdate'] or 1):02d}"
        month = int(row["emonth"] or 12) if end else 12
        stop = f"{end}-{month:02d}-{calendar.monthrange(int(end), month)[1]:02d}" if end else ""
        office = "king" if row["leader"].strip() in KINGS else "prime minister" if country in HEADS_OF_GOVERNMENT else "president"
        p = people.setdefault((country, name), {"woman": row["gender"].strip() == "0", "roles": []})
        p["roles"].append(f"{start}..{max(stop, start) if stop else stop} {country} GOV {office}")
    with open(sys.argv[3], "w", encoding="utf-8") as out:
        out.write("# Heads of state and government since 1990, made by tools/leaders.py from REIGN (MIT). Format: docs/actors.md.\n")
        for (country, name), p in sorted(people.items()):
            out.write(f"{'woman' if p['woman'] else 'person'} {name} | {' | '.join(p['roles'])}\n")
    print(len(people), "people")


main()
