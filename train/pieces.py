"""Words to word pieces, letter case and lemma scripts, exactly as docs/model.md has them."""
from __future__ import annotations

import unicodedata
from functools import lru_cache

MAX_WORDS = 256
MAX_PIECES = 510
FIRST_CAP = 8
MAX_UNIT = 100
CASE_CLASSES = 8

# Blocks of ideographs that are cut into single characters (the same list as BERT's tokeniser).
CJK = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
       (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))


def simple_lower(text: str) -> str:
    """Lower-case every code point by its simple mapping (never more than one code point)."""
    return "".join(c.lower()[0] for c in text)


def normalise(word: str) -> str:
    """NFD, marks of category Mn dropped, simple lower case."""
    return simple_lower("".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn"))


def is_punctuation(c: str) -> bool:
    """ASCII punctuation and symbols, and every code point of a category P*."""
    o = ord(c)
    if 33 <= o <= 47 or 58 <= o <= 64 or 91 <= o <= 96 or 123 <= o <= 126:
        return True
    return unicodedata.category(c).startswith("P")


def is_cjk(c: str) -> bool:
    """Whether a code point is a CJK ideograph."""
    o = ord(c)
    return o >= 0x3400 and any(a <= o <= b for a, b in CJK)


def units(word: str) -> list[str]:
    """The parts of a word that go through WordPiece one by one."""
    out, current = [], ""
    for c in normalise(word):
        if c.isspace() or unicodedata.category(c) in ("Cc", "Cf", "Zs", "Zl", "Zp"):
            continue
        if is_punctuation(c) or is_cjk(c):
            if current:
                out.append(current)
            out.append(c)
            current = ""
        else:
            current += c
    if current:
        out.append(current)
    return out


class Pieces:
    """Greedy longest-match WordPiece over a vocabulary."""

    def __init__(self, vocab: list[str]):
        self.vocab = vocab
        self.ids = {p: i for i, p in enumerate(vocab)}
        self.unk, self.cls, self.sep = self.ids["[UNK]"], self.ids["[CLS]"], self.ids["[SEP]"]
        self.word = lru_cache(maxsize=400_000)(self._word)

    def _unit(self, unit: str) -> list[int]:
        if len(unit) > MAX_UNIT:
            return [self.unk]
        out, start = [], 0
        while start < len(unit):
            for end in range(len(unit), start, -1):
                piece = self.ids.get(("##" if start else "") + unit[start:end])
                if piece is not None:
                    break
            else:
                return [self.unk]
            out.append(piece)
            start = end
        return out

    def _word(self, word: str) -> tuple[int, ...]:
        """All pieces of a word, not yet cut to a number."""
        out = [p for u in units(word) for p in self._unit(u)]
        return tuple(out) or (self.unk,)

    def sentence(self, words: list[str]) -> list[tuple[int, ...]]:
        """Pieces of every word, cut so that the sentence has at most MAX_PIECES."""
        full = [self.word(w) for w in words]
        cap = FIRST_CAP
        while cap > 1 and sum(min(len(w), cap) for w in full) > MAX_PIECES:
            cap -= 1
        return [w[:cap] for w in full]


@lru_cache(maxsize=400_000)
def case_class(word: str) -> int:
    """Letter case class 0..6 of a word in its original form."""
    cased = ""
    for c in word:
        cat = unicodedata.category(c)
        if cat == "Nd":
            return 6
        if cat in ("Lu", "Lt"):
            cased += "U"
        elif cat == "Ll":
            cased += "l"
    if not cased:
        return 0
    if "U" not in cased:
        return 1
    if len(cased) == 1:
        return 4
    if "l" not in cased:
        return 3
    if cased[0] == "U" and "U" not in cased[1:]:
        return 2
    return 5


def lemma_script(form: str, lemma: str, upos: str) -> str:
    """The edit script that training gives to a word.

    A cutting script has to leave at least one code point of the form; else the lemma is spelt out.
    """
    for c in ("K", "L") if upos == "PROPN" else ("L", "K"):
        base = simple_lower(form) if c == "L" else form
        n = 0
        while n < min(len(base), len(lemma)) and base[n] == lemma[n]:
            n += 1
        if n:
            return f"{c}|{len(base) - n}|{lemma[n:]}"
    return "=|" + lemma


def apply_script(script: str, form: str) -> str:
    """The lemma that a script makes of a form."""
    kind, _, rest = script.partition("|")
    if kind == "=":
        return rest
    cut, _, suffix = rest.partition("|")
    base = simple_lower(form) if kind == "L" else form
    n = int(cut)
    if len(base) < n:
        return base
    return base[:len(base) - n] + suffix
