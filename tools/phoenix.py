"""Carry persons with dated offices over from the Phoenix country dictionary of PETRARCH (MIT) to an .actors file.

  phoenix.py Phoenix.Countries.actors.txt data/actors OUT.actors

Facts only: full names of two words and more, country, sector and dates. Left out: people the lexicon knows already under one of their
names, names with titles in front, aliases that differ in spelling only by accident, offices that ended before 1988, entries without dates
and sectors that CAMEO does not share with Nestor. Offices still held end with the dictionary. No surname stands for these people: they are found by their full names."""
import re
import sys
from pathlib import Path

SECTORS = {"GOV": "GOV", "MIL": "MIL", "LEG": "LEG", "JUD": "JUD", "COP": "COP", "SPY": "SPY", "OPP": "OPP", "REB": "REB", "INS": "REB",
           "SEP": "REB", "BUS": "BUS", "MED": "MED", "EDU": "EDU", "LAB": "LAB", "REL": "REL", "CRM": "CRM", "ELI": "ELI", "UAF": "REB"}
CLOSED = "2013-12-31"  # whoever was in office when the dictionary was closed
TITLES = set("""president prime minister king queen prince princess chancellor kanzler bundeskanzler premier general gen dr mr mrs ms sir lord sheikh
sheik shaykh sultan emir colonel col major captain admiral ambassador foreign defence defense interior finance deputy vice acting the of for and
bishop archbishop cardinal pope ayatollah mullah sayyid hojjatoleslam opposition leader party former ex state secretary governor mayor senator
speaker chief justice judge lieutenant lt marshal brigadier brig honorable hon rev reverend father brother sister saint national high
commissioner commander army military police parliament ministry department council committee congress assembly court union movement front
group government forces republic democratic people democracy liberation islamic islam islamist christian muslim jewish association organization
organisation institute university company corporation bank news agency television radio newspaper city province state region district
leaders rebels militia militants officials south north east west northern southern eastern western central new""".split())

# A name of two such words is that of many people.
FIRST_NAMES = set("""john michael david james peter paul robert george richard chris mark andrew ian nick daniel bradley kenneth gary kate thomas
william charles joe stephen steven martin matthew kevin brian tony alan philip frank mary ann susan helen patrick simon henry edward carlos
jose juan luis eduardo ricardo raul pedro victor jorge pablo miguel ali mohammed mohamed mohammad muhammad ahmed ahmad abdul ibrahim hassan
hussein mahmoud khalid omar kim lee wang li zhang chen amadou park aung khin fred roger antonio alexander adam ben eric""".split())
LAST_NAMES = set("""smith brown jones carter wilson collins williams taylor johnson white black green hill scott young king wright walker hall wood
allen clark clarke lewis roberts parker davies davis evans thomas edwards hughes harris martin cooper ward turner campbell mitchell murphy
kelly walsh ryan moore morgan bell baker cook miller anderson gordon robertson thompson graham stewart murray burton ellis alexander gray
meyer klein swain byrne duncan delaney cullen wallace parker george allan laws balls filip goodwin alvarez gonzalez diaz martinez ortiz
rodriguez hernandez garcia lopez perez sanchez ramirez torres flores silva santos diallo abdullah ali ahmed hassan hussein saleh ibrahim
suleiman khan rahman zahir yang chow tom acevedo osorio meza monteiro sharma patel singh kumar das""".split())


def day(text: str, end: bool) -> str:
    """'040701' or '20040701' as 2004-07-01; '' where it is no date."""
    if len(text) == 6:
        text = ("19" if int(text[:2]) > 30 else "20") + text
    if not re.fullmatch(r"(19|20)\d{6}", text):
        return ""
    year, month, date = text[:4], text[4:6], text[6:]
    if not "01" <= month <= "12" or not "01" <= date <= "31":
        return ""
    if end and date == "31" and month in ("02", "04", "06", "09", "11"):
        date = "30" if month != "02" else "28"
    if month == "02" and date > "28":
        date = "28"
    if month in ("04", "06", "09", "11") and date > "30":
        date = "30"
    return f"{year}-{month}-{date}"


def role(code: str, dates: str, countries: set[str]) -> tuple[str, str, str, str] | None:
    land, rest = code[:3], code[3:6]
    if land not in countries or rest not in SECTORS:
        return None
    match = re.fullmatch(r"(?:([<>]?)(\d{6,8}))(?:-(\d{6,8}))?", dates.strip())
    if not match:
        return None
    sign, first, last = match.groups()
    start = "" if sign == "<" else day(first, False)
    stop = day(first, True) if sign == "<" else day(last, True) if last else ""
    if (sign != "<" and not start) or (last and not stop) or (start and stop and start > stop):
        return None
    if stop and stop < "1988" or (not stop and not sign):
        return None
    stop = stop or CLOSED
    if start > stop:
        return None
    return start, stop, land, SECTORS[rest]


def title(name: str) -> str:
    small = {"al", "el", "bin", "ibn", "de", "da", "dos", "van", "von", "der", "di", "du", "la", "ould", "abu"}
    words = []
    for word in name.split():
        parts = [p if p.lower() in ("al", "el", "ul", "i", "e") and i + 1 < word.count("-") + 1 else p.capitalize()
                 for i, p in enumerate(word.split("-"))]
        words.append("-".join(p.lower() if p.lower() in ("al", "el") and len(parts) > 1 else p for p in parts))
    return " ".join(w.lower() if w.lower() in small and i else w for i, w in enumerate(words))


def known(folder: Path, out: Path) -> tuple[set[str], set[str]]:
    names, countries = set(), set()
    for path in folder.glob("*.actors"):
        if path.resolve() == out.resolve():
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith(("person ", "woman ")):
                names |= {plain(n) for n in line.split(" ", 1)[1].split("|")[0].split(";")}
            elif line.startswith("country "):
                countries.add(line.split()[1])
            if not line.startswith("#"):
                names |= {plain(n) for n in re.split(r"[;|]", line.split(" ", 3)[-1])}
    return names, countries


def plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


def usable(name: str) -> bool:
    words = name.lower().split()
    return (2 <= len(words) <= 5 and all(re.fullmatch(r"[a-z][a-z'\-]*", w) for w in words) and not set(words) & TITLES
            and not (words[0] in FIRST_NAMES and words[-1] in LAST_NAMES) and max(len(w) for w in words) > 3 and sum(len(w) > 1 for w in words) >= 2)


def main() -> None:
    out = Path(sys.argv[3])
    names, countries = known(Path(sys.argv[2]), out)
    block: list[str] = []
    roles: list[tuple] = []
    people: dict[str, tuple[list[str], list[tuple]]] = {}

    def close() -> None:
        good = [n for n in block if usable(n)]
        if good and roles and not any(plain(n) in names for n in block):
            offices = [r for r in roles if r[3] != "ELI"]
            if offices:
                first = title(good[0])
                aliases = [first] + [a for a in (title(n) for n in good[1:3]) if a != first and plain(a)[-4:] == plain(first)[-4:]]
                people.setdefault(first, (aliases, []))[1].extend(r for r in offices if r not in people[first][1])
        block.clear()
        roles.clear()

    for line in open(sys.argv[1], encoding="utf-8", errors="replace"):
        line = line.split("#")[0].rstrip()
        if not line.strip():
            continue
        head = line[0] not in " \t+"
        if head:
            close()
        for code, dates in re.findall(r"\[([A-Z]{3,12})\s*([<>]?\d[\d\-]*)?\]", line):
            found = role(code, dates or "", countries)
            if found:
                roles.append(found)
        if head or line[0] == "+":
            name = re.sub(r"\[.*", "", line.lstrip("+")).replace("_", " ").strip()
            block.append(name)
    close()
    with open(out, "w", encoding="utf-8") as file:
        file.write("# People with dated offices from the Phoenix country dictionary of PETRARCH (MIT), by tools/phoenix.py; full names only.\n"
                   "# Format: docs/actors.md. Good to 2014.\n")
        for first, (aliases, found) in sorted(people.items(), key=lambda p: (p[1][1][0][2], p[0])):
            terms = " | ".join(f"{a}..{b} {c} {s}" for a, b, c, s in sorted(found, key=lambda r: (r[0], r[1])))
            file.write(f"person {'; '.join(aliases)}; - | {terms}\n")
    print(len(people), "people")


if __name__ == "__main__":
    main()
