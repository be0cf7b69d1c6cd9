"""Compare a parse of raw text with a treebank: words, sentences, lemmas, tags, trees.

  score.py text GOLD.conllu > raw.txt        the raw text of a treebank
  score.py GOLD.conllu SYSTEM.conllu         one line of figures
  score.py --json GOLD.conllu SYSTEM.conllu

As in the CoNLL 2018 shared task: words and sentences are spans of characters, white space apart; a sentence counts where both
its ends are right, a word where its span is, and its lemma, tag and head where they are too. A word with several syntactic words
("don't") is one span for each of its parts, in order. Relations without subtypes; lemmas without regard to letter case.
"""
from __future__ import annotations

import json
import sys
from dataclasses import dataclass


@dataclass
class Word:
    """A syntactic word: characters first..end, number within its span, sentence number, columns."""
    first: int
    end: int
    part: int
    sentence: int
    columns: list[str]


PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "`": "'", "´": "'", "–": "-", "—": "-", "…": "."})


def read(path: str) -> tuple[str, list[Word], list[tuple[int, int]]]:
    """Characters without white space, words, sentences as spans."""
    text, words, sentences = [], [], []
    at, start, cover, part = 0, 0, 0, 0
    span = (0, 0)
    for raw in open(path, encoding="utf-8"):
        line = raw.rstrip("\n")
        if line.startswith("#"):
            continue
        if not line:
            if at > start:
                sentences.append((start, at))
            start, cover = at, 0
            continue
        c = line.split("\t")
        if "." in c[0]:
            continue
        form = "".join(c[1].split())
        if "-" in c[0]:
            cover, part = int(c[0].split("-")[1]), 0
            span = (at, at + len(form))
        elif int(c[0]) <= cover:
            words.append(Word(*span, part, len(sentences), c))
            part += 1
            continue
        else:
            words.append(Word(at, at + len(form), 0, len(sentences), c))
        text.append(form)
        at += len(form)
    if at > start:
        sentences.append((start, at))
    return "".join(text), words, sentences


def f1(right: int, system: int, gold: int) -> float:
    return 2 * right / (system + gold) if system + gold else 0.0


def scores(gold_path: str, system_path: str) -> dict[str, float]:
    """F1 of words, sentences, lemmas, tags, UAS, LAS."""
    gold_text, gold, gold_sentences = read(gold_path)
    text, system, sentences = read(system_path)
    gold_text, text = gold_text.translate(PLAIN), text.translate(PLAIN)
    if gold_text != text:
        at = next((i for i, (a, b) in enumerate(zip(gold_text, text)) if a != b), min(len(gold_text), len(text)))
        raise SystemExit(f"the texts differ at character {at}: {gold_text[at:at + 30]!r}, {text[at:at + 30]!r}")
    by_place = {(w.first, w.end, w.part): w for w in system}
    same = [(g, by_place[k]) for g in gold if (k := (g.first, g.end, g.part)) in by_place]
    firsts = [{}, {}]
    for side, words in enumerate((gold, system)):
        for w in words:
            firsts[side].setdefault(w.sentence, {})[w.columns[0]] = (w.first, w.end, w.part)
    right = {"words": len(same), "upos": 0, "lemma": 0, "uas": 0, "las": 0}
    for g, s in same:
        right["upos"] += g.columns[3] == s.columns[3]
        right["lemma"] += g.columns[2].lower() == s.columns[2].lower() or g.columns[2] == "_"
        head = firsts[0][g.sentence].get(g.columns[6]) == firsts[1][s.sentence].get(s.columns[6])
        right["uas"] += head
        right["las"] += head and g.columns[7].split(":")[0] == s.columns[7].split(":")[0]
    out = {k: f1(v, len(system), len(gold)) for k, v in right.items()}
    out["sentences"] = f1(len(set(gold_sentences) & set(sentences)), len(sentences), len(gold_sentences))
    return out


def raw_text(path: str) -> str:
    """Sentences of a paragraph follow each other, paragraphs stand apart."""
    out: list[str] = []
    space, cover = "", 0
    for raw in open(path, encoding="utf-8"):
        line = raw.rstrip("\n")
        if line.startswith(("# newdoc", "# newpar")) and out:
            space = "\n\n"
        elif line.startswith("# text ="):
            out += [space] if out else []
            out.append(line[8:].strip())
        elif line and not line.startswith("#"):
            c = line.split("\t")
            if "-" in c[0]:
                cover = int(c[0].split("-")[1])
            if "." not in c[0] and ("-" in c[0] or int(c[0]) > cover):
                space = "" if "SpaceAfter=No" in c[9] else " "
        elif not line:
            cover = 0
    return "".join(out) + "\n"


def main() -> None:
    args = sys.argv[1:]
    if args[:1] == ["text"]:
        sys.stdout.write(raw_text(args[1]))
        return
    as_json = args[:1] == ["--json"]
    got = scores(*args[as_json:])
    print(json.dumps(got) if as_json else "  ".join(f"{k} {v:.4f}" for k, v in got.items()))


if __name__ == "__main__":
    main()
