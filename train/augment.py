"""Named entity sources made fit to learn from: types mended, spelling and names varied.

The large set of world news (gmb) was annotated by machine and is of one time and one agency. `mend` gives names that the
project's own lexicons know the type they have there, and takes religions and the like, which it marks at random, out of
the loss. `Vary` writes the same sentence with other names (of all regions), with hyphens and abbreviations cut as other
tokenisers cut them, and two sentences as one.
"""
from __future__ import annotations

import random
import re
from pathlib import Path

from data import Sentence

# Adjectives and nouns of religion and origin that the silver set marks now one way, now another.
UNSURE = set("""Muslim Muslims Islamic Islam Islamist Islamists Christian Christians Jewish Jews Jew Sunni Sunnis Shi'ite Shi'ites
Shiite Shiites Shia Hindu Hindus Buddhist Buddhists Catholic Catholics Kurdish Kurds Kurd Arab Arabs European Europeans Asian Asians
African Western Democrat Democrats Republican Republicans Maoist Maoists Olympic Olympics Christmas Ramadan Tamil Tamils Hutu Tutsi
Christianity Judaism Hinduism Buddhism Orthodox Pashtun Pashtuns Communist Marxist""".split())


def bio(tags: list[str]) -> list[tuple[int, int, str]]:
    """Names (first word, end, type) of a clean BIO sequence."""
    out, start = [], -1
    for i, t in enumerate([*tags, "O"]):
        if start >= 0 and not (t.startswith("I-") and t[2:] == tags[start][2:]):
            out.append((start, i, tags[start][2:]))
            start = -1
        if t.startswith("B-"):
            start = i
    return out


def lexicon_names(folder: Path) -> dict[str, set[str]]:
    """Names by type out of data/actors and data/places."""
    out: dict[str, set[str]] = {k: set() for k in ("PER", "ORG", "LOC", "MISC")}
    heads = {"person": "PER", "woman": "PER", "man": "PER", "country": "LOC", "org": "ORG", "body": "ORG", "group": "ORG",
             "adj": "MISC", "people": "MISC", "capital": "LOC"}
    lead = {"person": 1, "woman": 1, "man": 1, "country": 2, "org": 3, "body": 3, "group": 3, "adj": 1, "people": 1, "capital": 1}
    for path in sorted((folder / "actors").glob("*.actors")):
        of = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            words = line.split("|")[0].split()
            if not words or words[0] not in heads:
                continue
            if not line.startswith(" "):
                of = words[0]
            elif of != "country":
                continue
            for name in " ".join(words[lead[words[0]]:]).split(";"):
                name = name.strip()
                if name and name[0].isupper() and not any(c.isdigit() for c in name):
                    out[heads[words[0]]].add(name)
    for path in sorted((folder / "places").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                out["LOC"].add(line.split("\t")[0])
    return out


def mend(sentences: list[Sentence], known: dict[str, set[str]]) -> int:
    """Types of known names put right and unsure words left out of the loss ("?"), in place. Returns the number of changes."""
    kind = {n: k for k in ("ORG", "LOC") for n in known[k]}
    for n in known["ORG"] & known["LOC"]:
        del kind[n]
    kind.update({"West Bank": "LOC", "U.S.": "LOC", "US": "LOC", "U.N.": "ORG", "UN": "ORG"})
    changes = 0
    for s in sentences:
        for a, b, was in bio(s.ner):
            now = kind.get(" ".join(s.words[a:b]), was)
            if now != was and was != "PER":
                s.ner[a:b] = ["B-" + now] + ["I-" + now] * (b - a - 1)
                changes += 1
        for i, w in enumerate(s.words):
            alone = not s.ner[i].startswith("I-") and not (i + 1 < len(s.ner) and s.ner[i + 1].startswith("I-"))
            if w in UNSURE and alone:
                s.ner[i] = "?"
                changes += 1
    return changes


def read_wide(sentences: list[Sentence]) -> list[Sentence]:
    """Sentences of a source with wide mentions and types of its own: names that are all capitals and articles stay, the
    words of other mentions are left out of the loss."""
    kinds = {"Organisation": "ORG", "Location": "LOC", "Person": "PER", "Nationality": "MISC"}
    titles = {"President", "Minister", "Prime", "Secretary", "General", "Colonel", "Ambassador", "Director", "Sir", "Commander"}
    small = {"of", "the", "and", "for", "in", "de", "al", "-", "&"}
    out = []
    for s in sentences:
        tags = ["O"] * len(s.ner)
        for a, b, kind in bio(s.ner):
            if kind not in kinds:
                if kind in ("MilitaryPlatform", "Weapon", "DocumentReference"):
                    tags[a:b] = ["?"] * (b - a)
                continue
            words = s.words[a:b]
            plain = all(w[0].isupper() or w in small for w in words) and words[0][0].isupper() and words[0] not in ("The", "A", "An")
            if plain and not (kind == "Person" and titles.intersection(words)):
                tags[a:b] = ["B-" + kinds[kind]] + ["I-" + kinds[kind]] * (b - a - 1)
            else:
                tags[a:b] = ["?"] * (b - a)
        out.append(Sentence(s.words, ner=tags))
    return out


def _cut_word(word: str, dots: bool, hyphens: bool) -> list[str]:
    if hyphens and "-" in word.strip("-") and len(word) > 2:
        return [p for p in re.split("(-)", word) if p]
    if dots and re.fullmatch(r"([A-Za-z]\.){2,}", word):
        return [p for p in re.split(r"(\.)", word) if p]
    return [word]


class Vary:
    """Writes sentences with names anew. `known`: names by type; those of the clean sources are added to them."""

    def __init__(self, known: dict[str, set[str]], clean: list[Sentence], rng: random.Random):
        pools = {k: [n.split() for n in sorted(v)] for k, v in known.items()}
        for s in clean:
            for a, b, kind in bio(s.ner):
                if b - a <= 6:
                    pools[kind].append(s.words[a:b])
        self.pools, self.rng = pools, rng
        full = [n for n in pools["PER"] if len(n) >= 2]
        self.given, self.family = [n[0] for n in full], [n[-1] for n in full]

    def name(self, kind: str, long: bool) -> list[str]:
        """A name of a type; `long`: whether the name in its place has several words."""
        r = self.rng
        if kind == "PER" and long and r.random() < 0.6:
            return [r.choice(self.given), r.choice(self.family)]
        if kind == "PER" and not long:
            return [r.choice(self.family if r.random() < 0.7 else self.given)]
        for _ in range(8):
            n = r.choice(self.pools[kind])
            if (len(n) > 1) == long:
                return list(n)
        return list(n)

    def names(self, s: Sentence, part: float) -> Sentence:
        """The sentence with a part of its names replaced by others of their type; the same name by the same one."""
        words: list[str] = []
        tags: list[str] = []
        at, done = 0, {}
        for a, b, kind in bio(s.ner):
            words += s.words[at:a]
            tags += s.ner[at:a]
            old = " ".join(s.words[a:b])
            if old not in done:
                swap = self.rng.random() < part and kind != "MISC"
                done[old] = self.name(kind, b - a > 1) if swap else s.words[a:b]
            new = done[old]
            words += new
            tags += ["B-" + kind] + ["I-" + kind] * (len(new) - 1)
            at = b
        return Sentence(words + s.words[at:], ner=tags + s.ner[at:], has_misc=s.has_misc)

    def cuts(self, s: Sentence) -> Sentence:
        """The sentence as another tokeniser would cut it."""
        hyphens, dots = self.rng.random() < 0.6, self.rng.random() < 0.15
        curly = self.rng.random() < 0.1
        words: list[str] = []
        tags: list[str] = []
        for w, t in zip(s.words, s.ner):
            parts = _cut_word(w, dots, hyphens)
            if len(parts) > 1 and t == "O" and "-" in parts and any(p[0].isupper() for p in parts):
                t = "?"                                       # "Geneva-based" is no name, its first part is one
            words += [p.replace("'", "’") for p in parts] if curly else parts
            tags += [t] + [("I" + t[1:]) if t[0] == "B" else t] * (len(parts) - 1)
        return Sentence(words, ner=tags, has_misc=s.has_misc)

    def all(self, sentences: list[Sentence], part: float = 0.3, join: float = 0.15) -> list[Sentence]:
        """New versions of all sentences."""
        out: list[Sentence] = []
        for s in sentences:
            if self.rng.random() < part:
                s = self.names(s, 0.7)
            s = self.cuts(s)
            if out and self.rng.random() < join and out[-1].has_misc == s.has_misc and len(out[-1].words) + len(s.words) < 90:
                out[-1] = Sentence(out[-1].words + s.words, ner=out[-1].ner + s.ner, has_misc=s.has_misc)
            else:
                out.append(s)
        return out
