"""Readers of CoNLL-U and BIO files, label sets, sentences as numbers."""
from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path

from pieces import MAX_WORDS, Pieces, case_class, lemma_script

NER = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"]
IGNORE = -100


@dataclass
class Sentence:
    """Words with whatever annotation the source has; an absent layer is an empty list."""
    words: list[str]
    upos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    ner: list[str] = field(default_factory=list)
    has_misc: bool = True   # whether the source marks MISC names
    comments: list[str] = field(default_factory=list)
    lines: list[list[str]] = field(default_factory=list)   # CoNLL-U columns, ranges and empty nodes too


def read_conllu(path: Path) -> list[Sentence]:
    """Sentences of a treebank; multiword ranges and empty nodes are kept only in `lines`."""
    out: list[Sentence] = []
    s = Sentence([])
    with open(path, encoding="utf-8") as f:
        for raw in f:
            line = raw.rstrip("\n")
            if not line:
                if s.words:
                    out.append(s)
                s = Sentence([])
            elif line.startswith("#"):
                s.comments.append(line)
            else:
                c = line.split("\t")
                s.lines.append(c)
                if "-" in c[0] or "." in c[0]:
                    continue
                s.words.append(c[1])
                s.lemmas.append(c[2])
                s.upos.append(c[3])
                s.feats.append(c[5])
                s.heads.append(int(c[6]) if c[6] != "_" else 0)
                s.deprels.append(c[7])
                entity = c[9].split("Entity=")[-1].split("|")[0] if "Entity=" in c[9] else "O"
                s.ner.append(entity if entity in NER else "O")
    if s.words:
        out.append(s)
    for s in out:
        if all(t == "O" for t in s.ner):     # not annotated, or annotated in another way
            s.ner = []
    return out


def read_bio(path: Path, has_misc: bool = True) -> list[Sentence]:
    """Sentences of a two-column BIO file."""
    out: list[Sentence] = []
    s = Sentence([], has_misc=has_misc)
    with open(path, encoding="utf-8") as f:
        for raw in f:
            line = raw.rstrip("\n")
            if not line.strip():
                if s.words:
                    out.append(s)
                s = Sentence([], has_misc=has_misc)
                continue
            cols = line.split("\t") if "\t" in line else line.split()
            s.words.append(cols[0])
            s.ner.append(cols[-1])
    if s.words:
        out.append(s)
    return out


TOKEN = re.compile(r"""(?:[A-Za-z]\.){2,} | \b(?:Mr|Mrs|Ms|Dr|St|Ste|Mt|Gen|Col|Lt|Sgt|Capt|Maj|Prof|Rev|Hon|Sen|Gov|Rep|Jr|Sr|Co|Inc|Ltd|Corp|No|vs)\.(?=\s)
    | \d+(?:[.,:]\d+)* | \w+?(?=n['’]t\b) | n['’]t\b | ['’](?:s|re|ve|ll|d|m)\b
    | \w+(?:(?:[-&/.](?=\w)|['’](?!(?:s|re|ve|ll|d|m)\b))\w+)* | \.\.\. | \S""", re.X)


def marked_words(text: str) -> Sentence:
    """Words and names of running text in which names stand as `[KIND name]`."""
    s = Sentence([])
    for part in re.split(r"(\[(?:PER|ORG|LOC|MISC) [^\[\]]*\])", text):
        name = re.fullmatch(r"\[([A-Z]+) (.*)\]", part, re.S)
        kind, text = name.groups() if name else ("", part)
        words = TOKEN.findall(text)
        s.words += words
        s.ner += [f"{'I' if i else 'B'}-{kind}" if kind else "O" for i in range(len(words))]
    return s


def read_marked(path: Path) -> list[Sentence]:
    """Sentences of names/*.txt, one a line."""
    return [marked_words(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_named_news(path: Path, news: Path) -> list[Sentence]:
    """Sentences of names/wikinews.tsv; `news` is the folder with wikinews.jsonl.gz."""
    with gzip.open(news / "wikinews.jsonl.gz", "rt", encoding="utf-8") as f:
        text = {a["id"]: a["text"] for a in map(json.loads, f)}
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        article, sentence, *names = line.split("\t")
        at, last = map(int, sentence.split("-"))
        marked = ""
        for name in names:
            begin, end, kind = re.split("[-:]", name)
            marked += f"{text[article][at:int(begin)]}[{kind} {text[article][int(begin):int(end)]}]"
            at = int(end)
        out.append(marked_words(marked + text[article][at:last]))
    return out


@dataclass
class Labels:
    """The label sets of all heads."""
    upos: list[str]
    feats: list[str]
    lemma: list[str]
    deprel: list[str]
    ner: list[str]

    @cached_property
    def index(self) -> dict[str, dict[str, int]]:
        """Number of every label of every head."""
        return {f.name: {x: i for i, x in enumerate(getattr(self, f.name))} for f in fields(self)}


def collect_labels(trees: list[Sentence]) -> Labels:
    """Label sets of the training trees, frequent labels first; lemma scripts seen fewer than 3 times are dropped."""
    upos, feats, lemma, deprel = Counter(), Counter(), Counter(), Counter()
    for s in trees:
        upos.update(s.upos)
        feats.update(s.feats)
        deprel.update(s.deprels)
        lemma.update(lemma_script(w, m, u) for w, m, u in zip(s.words, s.lemmas, s.upos))

    def order(c: Counter, least: int = 1) -> list[str]:
        return [k for k, n in sorted(c.items(), key=lambda x: (-x[1], x[0])) if n >= least]

    return Labels(order(upos), order(feats), order(lemma, 3), order(deprel), list(NER))


@dataclass
class Item:
    """A sentence as numbers."""
    pieces: list[tuple[int, ...]]
    case: list[int]
    case_upper: list[int]
    case_title: list[int]
    case_lower: list[int]
    upos: list[int]
    feats: list[int]
    lemma: list[int]
    heads: list[int]
    deprel: list[int]
    ner: list[int]
    has_misc: bool
    n_pieces: int


def encode(s: Sentence, pieces: Pieces, labels: Labels) -> Item | None:
    """Numbers for a sentence; None if it has too many words."""
    if len(s.words) > MAX_WORDS:
        return None
    ix = labels.index
    p = pieces.sentence(s.words)
    scripts = [lemma_script(w, m, u) for w, m, u in zip(s.words, s.lemmas, s.upos)]
    root = ix["deprel"].get("root", IGNORE)
    return Item(
        p, [case_class(w) for w in s.words], [case_class(w.upper()) for w in s.words],
        [case_class(w.capitalize()) for w in s.words], [case_class(w.lower()) for w in s.words],
        [ix["upos"].get(x, IGNORE) for x in s.upos], [ix["feats"].get(x, IGNORE) for x in s.feats],
        [ix["lemma"].get(x, IGNORE) for x in scripts], list(s.heads),
        [IGNORE if ix["deprel"].get(x) == root else ix["deprel"].get(x, IGNORE) for x in s.deprels],
        [ix["ner"].get(x, IGNORE) for x in s.ner], s.has_misc, sum(map(len, p)) + 2)
