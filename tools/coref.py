#!/usr/bin/env python3
"""coref.py NESTOR TREEBANK.conllu [--genres news,interview] [--errors N]   coreference of actors, measured on GUM

Gold: the entities of GUM (Entity= in MISC) that can act: persons, organizations, and places that have a name; a link is a mention that is not the
first of its entity, and it is right where the system puts it into a cluster with an earlier mention of the same entity.
Precision is over the links that the system makes between gold mentions, recall over the gold links.

Beside Nestor: `names`, mentions whose head has the form of an earlier one (no coreference of pronouns and descriptions);
`subject`, the same, and every third-person pronoun goes to the nearest subject before it.

Only the words of the treebank are used, as raw text; Nestor parses it itself. Python standard library only.
"""
import collections
import json
import re
import subprocess
import sys
import tempfile

TYPES = ("person", "organization", "place")
PRONOUNS = set("he him his himself she her hers herself it its itself they them their theirs themselves".split())


def read(path, genres):
    """Documents: text, words with character offsets, mentions with entity and head word."""
    doc, docs = None, []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id"):
            doc = {"id": line.split("= ")[1], "genre": "", "date": None, "text": "", "words": [], "open": [], "mentions": []}
            docs.append(doc)
        elif line.startswith("# meta::genre"):
            doc["genre"] = line.split("= ")[1]
        elif line.startswith("# meta::dateCreated"):
            doc["date"] = line.split("= ")[1]
        elif line.startswith("# newpar"):
            if doc["text"] and not doc["text"].endswith("\n\n"):
                doc["text"] = doc["text"].rstrip(" ") + "\n\n"
        elif line and not line.startswith("#"):
            word(doc, line.split("\t"))
        elif not line:
            sentence_end(doc)
    return [d for d in docs if d["genre"] in genres]


def word(doc, c):
    if "." in c[0]:
        return
    misc = dict(x.split("=", 1) for x in c[9].split("|") if "=" in x)
    if "-" in c[0]:
        a, b = map(int, c[0].split("-"))
        doc["mwt"] = (a, b, misc.get("SpaceAfter") == "No")
        return
    i = int(c[0])
    if i == 1:
        doc["first"] = len(doc["words"])
    begin = len(doc["text"])
    doc["text"] += c[1]
    a, b, tight = doc.get("mwt") or (0, -1, False)
    inside = a <= i < b
    no_space = inside or (tight if i == b else misc.get("SpaceAfter") == "No")
    doc["text"] += "" if no_space else " "
    n = len(doc["words"])
    doc["words"].append({"form": c[1], "upos": c[3], "head": int(c[6]), "rel": c[7], "at": begin})
    for part in re.findall(r"\([^()]*\)?|[^()]+\)", misc.get("Entity", "")):
        if part.startswith("("):
            fields = part.strip("()").split("-")
            doc["open"].append((fields[0], fields[1], n))
        if part.endswith(")"):
            entity = part.strip("()").split("-")[0]
            for k in range(len(doc["open"]) - 1, -1, -1):
                if doc["open"][k][0] == entity:
                    e, kind, start = doc["open"].pop(k)
                    doc["mentions"].append({"entity": e, "type": kind, "first": start, "end": n + 1})
                    break


def sentence_end(doc):
    if doc is None or not doc["words"]:
        return
    first = doc.get("first", 0)
    for w in doc["words"][first:]:
        w["up"] = first + w["head"] - 1 if w["head"] else -1
    doc["mwt"] = None
    if not doc["text"].endswith((" ", "\n")):
        doc["text"] += " "


def heads(doc):
    """Gold mentions of the types, by head word; of several with one head the widest."""
    out = {}
    is_head = lambda m, i: not m["first"] <= doc["words"][i]["up"] < m["end"]
    named = {m["entity"] for m in doc["mentions"] for i in range(m["first"], m["end"])
             if is_head(m, i) and doc["words"][i]["upos"] == "PROPN"}
    for m in sorted(doc["mentions"], key=lambda m: (m["first"], -m["end"])):
        if m["type"] not in TYPES or (m["type"] == "place" and m["entity"] not in named):
            continue
        head = next(i for i in range(m["first"], m["end"]) if is_head(m, i))
        out.setdefault(head, m["entity"])
    return dict(sorted(out.items()))


def links_of(clusters, gold):
    """(right, made): gold mentions whose cluster holds an earlier gold mention, and those where its entity agrees."""
    right = made = 0
    seen = collections.defaultdict(list)
    for head, entity in gold.items():
        cluster = clusters.get(head)
        if cluster is not None and seen[cluster]:
            made += 1
            right += entity in seen[cluster]
        if cluster is not None:
            seen[cluster].append(entity)
    return right, made


def by_name(doc, gold, nearest):
    clusters, names, subject = {}, {}, None
    for head in gold:
        w = doc["words"][head]
        low = w["form"].lower()
        if w["upos"] == "PROPN" or (w["upos"] == "NOUN" and low in names):
            clusters[head] = names.setdefault(low, head)
        elif w["upos"] == "NOUN":
            clusters[head] = names.setdefault(low, head)
        elif nearest and low in PRONOUNS and subject is not None:
            clusters[head] = clusters.get(subject, subject)
        else:
            clusters[head] = head
        if w["rel"].startswith("nsubj"):
            subject = head
    return clusters


def by_nestor(nestor, docs):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        for d in docs:
            date = d["date"] if d["date"] and re.fullmatch(r"\d{4}-\d\d-\d\d", d["date"]) else None
            f.write(json.dumps({"id": d["id"], "text": d["text"]} | ({"date": date} if date else {})) + "\n")
        f.flush()
        out = subprocess.run([nestor, "actors", "--format=jsonl", "--unknown", f.name], check=True, capture_output=True,
                             text=True).stdout
    found = collections.defaultdict(list)
    for line in out.splitlines():
        m = json.loads(line)
        found[m["doc"]].append(m)
    return found


def system_clusters(doc, mentions):
    """Nestor's clusters by gold head word: the identity that it gives."""
    text = doc["text"]
    offsets = [0] * (len(text) + 1)
    for i, ch in enumerate(text):
        offsets[i + 1] = offsets[i] + len(ch.encode())
    at = {offsets[w["at"]]: i for i, w in enumerate(doc["words"])}
    return {at[m["head"][0]]: m["identity"] for m in mentions if m["head"][0] in at}


def main():
    nestor, path = sys.argv[1], sys.argv[2]
    option = lambda name, default: sys.argv[sys.argv.index(name) + 1] if name in sys.argv else default
    genres, show = option("--genres", "news,interview").split(","), int(option("--errors", "0"))
    docs = read(path, genres)
    found = by_nestor(nestor, docs)
    for genre in genres + (["all"] if len(genres) > 1 else []):
        for system in ("names", "subject", "nestor"):
            right = made = wanted = 0
            for d in docs:
                if genre not in ("all", d["genre"]):
                    continue
                gold = heads(d)
                wanted += len(gold) - len(set(gold.values()))
                clusters = system_clusters(d, found[d["id"]]) if system == "nestor" else by_name(d, gold, system == "subject")
                r, m = links_of(clusters, gold)
                right, made = right + r, made + m
                if system == "nestor" and genre == d["genre"]:
                    show = errors(d, gold, clusters, show)
            p, r = right / made if made else 0, right / wanted if wanted else 0
            print(f"{genre:10} {system:8} links {wanted:4}  p {p:.3f}  r {r:.3f}  f1 {2 * p * r / (p + r) if p + r else 0:.3f}")


def errors(doc, gold, clusters, show):
    seen, first = collections.defaultdict(list), {}
    for head, entity in gold.items():
        cluster = clusters.get(head)
        w = doc["words"][head]
        near = " ".join(x["form"] for x in doc["words"][max(0, head - 8):head + 4])
        mate = seen.get(cluster) if cluster is not None else None
        if show > 0 and mate and all(e != entity for _, e in mate):
            print(f"   WRONG {doc['id']} {w['form']} -> {doc['words'][mate[-1][0]]['form']}, gold {first.get(entity)}: {near}")
            show -= 1
        elif show > 0 and not mate and entity in first:
            print(f"   MISS  {doc['id']} {w['form']} ({'no mention' if cluster is None else 'new'}), gold {first[entity]}: {near}")
            show -= 1
        if cluster is not None:
            seen[cluster].append((head, entity))
        first.setdefault(entity, w["form"])
    return show


main()
