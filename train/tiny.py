"""Write a tiny random model and its labels on some sentences, for unit tests and fuzzing.

  tiny.py tests/data/tiny.weights tests/data/tiny.conllu
"""
from __future__ import annotations

import argparse
from pathlib import Path

import torch

from data import NER, Labels, Sentence
from exact import Exact, predict
from export import export
from model import Config, Model
from scores import write_conllu

SEED = 20261124
LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = """the of and to in a said on for president minister talks army police rebel attack town city north south
state war peace vote law court court's trade oil aid visit sign accuse reject deny kill arrest protest border
government people will not is was has be by with from at as it he she they who""".split()
ENDS = "s es ed ing er ers ly ion tion al an ian ese ish ment ness ist ity y ia land".split()
PUNCTUATION = list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~") + ["–", "—", "’", "“", "”", "…", "中", "国", "ß", "ø", "€", "д", "а"]

UPOS = "NOUN PUNCT VERB PROPN ADP DET ADJ PRON AUX ADV CCONJ NUM PART".split()
FEATS = ["_", "Number=Sing", "Number=Plur", "Degree=Pos", "Mood=Ind|Tense=Past|VerbForm=Fin", "VerbForm=Inf",
         "Tense=Pres|VerbForm=Part", "Definite=Def|PronType=Art", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"]
LEMMA = ["L|0|", "K|0|", "L|1|", "L|2|", "L|3|", "L|2|y", "L|1|e", "K|1|", "=|be", "=|have", "L|9|x"]
DEPREL = "punct case nsubj det root obl obj nmod advmod compound conj amod aux nmod:poss nsubj:pass flat".split()

SENTENCES = [
    "The president said on Monday that talks with the rebels will not begin .",
    "ARMY SHELLS BORDER TOWN , 14 KILLED",
    "\" We reject the law , \" said Mr. Çavuşoğlu , who visited İzmir and Łódź .",
    "Police",
    "... !",
    "State - owned oil firm cuts output by 3.5 % – source",
    "Write to press.office@foreign-ministry.example or see https://example.org/a?b=c",
    "中国 government's Straße ﬁnance ΣΟΦΟΣ XXIst iPhone ǅ ² 𝔘nicode €5bn",
    "He was arrested by the state police in a north city and the court has not said who it was that signed .",
    "antidisestablishmentarianistically-pseudopseudohypoparathyroidism-otorhinolaryngological-floccinaucinihilipilification "
    "minister's zzz\u0301\u200bq \u00ad",
    " ".join(["the army said"] * 80),
]


def model() -> Model:
    """The tiny model: fixed sizes, fixed seed."""
    torch.manual_seed(SEED)
    vocab = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *LETTERS, *("##" + c for c in LETTERS), *"0123456789",
             *("##" + c for c in "0123456789"), *PUNCTUATION]
    for w in [*WORDS, *("##" + e for e in ENDS)]:
        if w not in vocab and "'" not in w:
            vocab.append(w)
    c = Config(hidden=32, layers=2, heads=2, ffn=64, max_pieces=512, vocab=len(vocab), arc_dim=16, rel_dim=8)
    m = Model(c, Labels(UPOS, FEATS, LEMMA, DEPREL, list(NER)), vocab).eval()
    with torch.no_grad():
        for name, p in m.named_parameters():
            if ".ln" in name:
                p.add_(torch.randn_like(p) * 0.1)
            elif p.ndim == 1:
                p.copy_(torch.randn_like(p) * 0.1)
            elif name == "emb.word.weight":
                p.copy_(torch.randn_like(p))
            elif name.startswith("emb"):
                p.copy_(torch.randn_like(p) * 0.3)
            else:
                p.copy_(torch.randn_like(p) * ((0.6 if name.startswith("enc") else 1.5) / p.shape[1] ** 0.5))
    return m


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("weights", type=Path)
    ap.add_argument("labels", type=Path)
    a = ap.parse_args()
    torch.set_num_threads(1)
    export(model(), a.weights, "tiny random")
    sentences = [Sentence(s.split(" ")) for s in SENTENCES]
    write_conllu(a.labels, sentences, predict(Exact(a.weights), [s.words for s in sentences]))


if __name__ == "__main__":
    main()
