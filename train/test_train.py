"""Unit tests of the training code: python3 -m unittest discover -s train"""
from __future__ import annotations

import itertools
import tempfile
import unittest
from pathlib import Path

import numpy as np

import tiny
from data import marked_words, read_marked
from evaluate import predict
from export import export, load
from scores import spans, viterbi
from mst import tree
from pieces import Pieces, apply_script, case_class, lemma_script, units


class PiecesTest(unittest.TestCase):
    def test_units(self) -> None:
        self.assertEqual(units("Çavuşoğlu's"), ["cavusoglu", "'", "s"])
        self.assertEqual(units("İ\u200b"), ["i"])
        self.assertEqual(units("\u200b"), [])
        self.assertEqual(units("中国x"), ["中", "国", "x"])

    def test_pieces(self) -> None:
        p = Pieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "ab", "##b", "##c", "-"])
        self.assertEqual(p.word("abc-a"), (5, 7, 8, 4))
        self.assertEqual(p.word("abx"), (1,))
        self.assertEqual(p.word(""), (1,))
        self.assertEqual([len(w) for w in p.sentence(["ac" * 1, "-" * 20])], [2, 8])
        self.assertEqual(max(len(w) for w in p.sentence(["----"] * 200)), 2)

    def test_case(self) -> None:
        for word, c in (("...", 0), ("abc", 1), ("Abc", 2), ("ABC", 3), ("A", 4), ("A.", 4), ("aBc", 5), ("A1", 6), ("McX", 5)):
            self.assertEqual(case_class(word), c, word)

    def test_scripts(self) -> None:
        self.assertEqual(lemma_script("Talks", "talk", "NOUN"), "L|1|")
        self.assertEqual(lemma_script("Talks", "Talks", "PROPN"), "K|0|")
        self.assertEqual(lemma_script("are", "be", "AUX"), "=|be")
        for form, lemma, upos in (("Went", "go", "VERB"), ("I", "I", "PRON"), ("Cities", "city", "NOUN")):
            self.assertEqual(apply_script(lemma_script(form, lemma, upos), form), lemma)
        self.assertEqual(apply_script("L|5|x", "Ab"), "ab")


class MarkedTest(unittest.TestCase):
    def test_marks(self) -> None:
        s = marked_words("Dr. [PER Ana O'Neill]'s clinic in [LOC St. Louis] isn't open [sic], the U.S. paper said on 1.5.")
        self.assertEqual(s.words, ["Dr.", "Ana", "O'Neill", "'s", "clinic", "in", "St.", "Louis", "is", "n't", "open", "[", "sic", "]", ",",
                                   "the", "U.S.", "paper", "said", "on", "1.5", "."])
        self.assertEqual([t for t in s.ner if t != "O"], ["B-PER", "I-PER", "B-LOC", "I-LOC"])
        self.assertEqual(s.ner[1:3] + s.ner[6:8], ["B-PER", "I-PER", "B-LOC", "I-LOC"])

    def test_own_names(self) -> None:
        for path in (Path(__file__).parent / "names").glob("*.txt"):
            for s in read_marked(path):
                self.assertEqual(len(s.words), len(s.ner))
                self.assertFalse({"[", "]"} & set(s.words), (path.name, s.words))


class TreeTest(unittest.TestCase):
    def test_against_all_trees(self) -> None:
        rng = np.random.default_rng(3)
        for n in (1, 2, 3, 4, 5):
            for _ in range(60):
                s = rng.normal(size=(n, n + 1))
                best = max((h for h in itertools.product(range(n + 1), repeat=n) if self.fine(h)),
                           key=lambda h: sum(s[i, x] for i, x in enumerate(h)))
                self.assertEqual(tuple(tree(s)), best)

    @staticmethod
    def fine(heads: tuple[int, ...]) -> bool:
        if heads.count(0) != 1:
            return False
        for i in range(1, len(heads) + 1):
            for _ in heads:
                i = heads[i - 1] if i else 0
            if i:
                return False
        return True


class NamesTest(unittest.TestCase):
    def test_viterbi(self) -> None:
        labels = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]
        got = viterbi(np.array([[0, 1, 5, 0.5, 0], [0, 0, 0, 0, 2]], dtype=np.float32), labels)
        self.assertEqual(got, ["B-ORG", "I-ORG"])

    def test_spans(self) -> None:
        self.assertEqual(spans(["B-PER", "I-PER", "B-PER", "O", "I-LOC"]), {(0, 2, "PER"), (2, 3, "PER"), (4, 5, "LOC")})


class FileTest(unittest.TestCase):
    def test_round_trip(self) -> None:
        m = tiny.model()
        m.set_quant(True)
        words = [s.split(" ") for s in tiny.SENTENCES]
        with tempfile.TemporaryDirectory() as d:
            path = Path(d) / "tiny.weights"
            export(m, path, "x")
            before, after = predict(m, words), predict(load(path), words)
        same = total = 0
        for a, b in zip(before, after):
            for k in ("upos", "feats", "lemmas", "heads", "deprels", "ner"):
                same += sum(x == y for x, y in zip(getattr(a, k), getattr(b, k)))
                total += len(getattr(a, k))
        self.assertGreater(same / total, 0.99)


if __name__ == "__main__":
    unittest.main()
