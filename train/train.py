"""Train the model. See README.md for the command; `--help` for the options."""
from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import torch

from augment import Vary, lexicon_names, mend, read_wide
from batches import group, make_batch
from data import Item, Sentence, collect_labels, encode, read_bio, read_conllu, read_marked, read_named_news
from export import export, unfrozen
from model import Config, Model, load_bert
from pieces import Pieces
from weights import read

REPO = Path(__file__).resolve().parent.parent
WEIGHTS = {"arc": 1.0, "rel": 1.0, "upos": 0.5, "feats": 0.5, "lemma": 0.5, "ner": 1.0}


def arguments() -> argparse.Namespace:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, default=REPO.parent / "shared" / "data", help="folder with treebank/ and ner/")
    ap.add_argument("--bert", type=Path, help="start from the model.safetensors and vocab.txt of this folder")
    ap.add_argument("--start", type=Path, help="start from this weights file instead")
    ap.add_argument("--take", type=lambda x: [int(i) for i in x.split(",")], help="with --start: only these layers, e.g. 0,2,5")
    ap.add_argument("--vocab", type=int, default=0, help="with --start: keep only so many word pieces, the most frequent")
    ap.add_argument("--names", type=Path, default=REPO / "data", help="folder with actors/ and places/, for names")
    ap.add_argument("--own", type=Path, default=REPO / "train" / "names", help="folder with the project's own annotated names")
    ap.add_argument("--silver", type=Path, help="CoNLL-U that another model wrote, names in MISC")
    ap.add_argument("--silver-epoch", type=int, default=0, help="silver sentences an epoch")
    ap.add_argument("--bf16", action="store_true", help="encoder in bfloat16 (PyTorch 2, processors with AMX or AVX-512 BF16)")
    ap.add_argument("--soften", type=float, default=0.1, help="part of the name labels' weight given to the model's own opinion")
    ap.add_argument("--tree-part", type=float, default=1.0, help="part of the trees seen in an epoch")
    ap.add_argument("--warm", type=float, default=0.06, help="part of the budget for warming up")
    ap.add_argument("--out", type=Path, default=REPO / "build-model", help="output folder")
    ap.add_argument("--minutes", type=float, default=80.0, help="time budget; the schedule of the learning rate follows it")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--pieces", type=int, default=1500, help="word pieces a batch")
    ap.add_argument("--lr", type=float, default=2e-4, help="peak learning rate of the last encoder layer")
    ap.add_argument("--head-lr", type=float, default=1e-3)
    ap.add_argument("--decay", type=float, default=0.9, help="learning rate factor from layer to layer downwards")
    ap.add_argument("--quant-from", type=float, default=0.85, help="part of the budget after which int8 is simulated")
    ap.add_argument("--gmb", type=int, default=6000, help="sentences of gmb.train an epoch")
    ap.add_argument("--hold", type=int, default=66, help="every n-th EWT training sentence is held out")
    ap.add_argument("--save-minutes", type=float, default=10.0)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--resume", action="store_true", help="go on from OUT/checkpoint.pt")
    ap.add_argument("--steps", type=int, default=0, help="stop after so many steps (to measure speed)")
    ap.add_argument("--name", default=time.strftime("base %Y-%m-%d"))
    return ap.parse_args()


def load(a: argparse.Namespace) -> tuple[list[Sentence], list[Sentence], list[Sentence], list[Sentence], Vary]:
    """Trees (GUM with names), held-out trees, small name sets, the large name set, and what varies them."""
    ewt = read_conllu(a.data / "treebank/en_ewt-ud-train.conllu")
    gum = read_conllu(a.data / "treebank/en_gum-open-ud-train.conllu")
    names = read_bio(a.data / "ner/gum-open.train.bio")
    if len(names) == len(gum):
        for s, n in zip(gum, names):
            if s.words == n.words:
                s.ner, s.has_misc = n.ner, False
    print("GUM sentences with names:", sum(bool(s.ner) for s in gum), "of", len(gum), flush=True)
    held = ewt[::a.hold]
    trees = [s for i, s in enumerate(ewt) if i % a.hold] + gum
    clean = read_bio(a.data / "ner/wikigold.bio") + read_bio(a.data / "ner/crossner-politics.train.4class.bio")
    wide = read_wide(read_bio(a.data / "ner/re3d.all-but-bbc.bio"))
    gmb = read_bio(a.data / "ner/gmb.train.4class-notitle.bio")
    own = [s for path in sorted(a.own.glob("*.txt")) for s in read_marked(path)]
    own += read_named_news(a.own / "wikinews.tsv", a.data / "news")
    print("own sentences with names:", len(own), flush=True)
    known = lexicon_names(a.names)
    print("labels mended:", mend(gmb, known), mend(wide, known), flush=True)
    vary = Vary(known, clean + own + [s for s in gum if s.ner], random.Random(a.seed))
    return trees, held, clean + wide + 2 * own, gmb, vary


def frequent(a: argparse.Namespace, sentences: list[Sentence]) -> list[int]:
    """Numbers of the word pieces to keep: marks and single characters, then the most frequent of the data and of the silver text."""
    pieces = Pieces(read(a.start)["vocab"])
    count: Counter[int] = Counter()
    for s in [*sentences, *(read_conllu(a.silver) if a.silver and a.silver.exists() else [])]:
        for w in s.words:
            count.update(pieces.word(w))
    short = {i for i, p in enumerate(pieces.vocab) if len(p.removeprefix("##")) == 1 or p in ("[PAD]", "[UNK]", "[CLS]", "[SEP]")}
    short = {i for i in short if count[i] or pieces.vocab[i].isascii()}
    rest = sorted((i for i in range(len(pieces.vocab)) if i not in short and count[i]), key=lambda i: (-count[i], i))
    return sorted([*short, *rest[:a.vocab - len(short)]])


def optimisers(m: Model, a: argparse.Namespace) -> list[torch.optim.Optimizer]:
    """AdamW for everything but the word embedding, which gets a sparse Adam."""
    n = len(m.enc)
    groups = []

    def add(params: list[torch.nn.Parameter], lr: float) -> None:
        groups.append({"params": [p for p in params if p.ndim > 1], "lr": lr, "weight_decay": 0.01})
        groups.append({"params": [p for p in params if p.ndim == 1], "lr": lr, "weight_decay": 0.0})

    for i, layer in enumerate(m.enc):
        add(list(layer.parameters()), a.lr * a.decay ** (n - 1 - i))
    low = a.lr * a.decay ** n
    add([m.emb.pos, *m.emb.ln.parameters()], low)
    groups.append({"params": [m.emb.case], "lr": a.head_lr, "weight_decay": 0.0})
    for head in (m.upos, m.feats, m.lemma, m.ner, m.arc, m.rel):
        add(list(head.parameters()), a.head_lr)
    groups = [g for g in groups if g["params"]]
    fused = {"fused": True} if int(torch.__version__.split(".")[0]) >= 2 else {}
    dense = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-8, **fused)
    sparse = torch.optim.SparseAdam([m.emb.word.weight], lr=low, betas=(0.9, 0.98))
    for o in (dense, sparse):
        for g in o.param_groups:
            g["peak"] = g["lr"]
    return [dense, sparse]


def factor(done: float, warm: float) -> float:
    """Learning rate factor at a part of the time budget: linear warm-up, then linear to zero."""
    return done / warm if done < warm else max(0.0, (1.0 - done) / (1.0 - warm))


def greedy_scores(m: Model, items: list[Item], p: Pieces) -> dict[str, float]:
    """Quick accuracies on held-out trees: heads are taken greedily."""
    was = m.training
    m.eval()
    hit = {"upos": 0, "feats": 0, "uas": 0}
    total = 0
    with torch.no_grad():
        for idx in group(items, 3000):
            b = make_batch([items[i] for i in idx], p)
            v, root = m.encode(b)
            s = m.arcs(v, root)
            w = torch.arange(s.shape[2])
            s = s.masked_fill((w[None, :] > b.words[:, None])[:, None, :], -1e9)
            s = s.masked_fill((w[None, 1:, None] == w[None, None, :]).expand(s.shape), -1e9)
            real = b.labels["heads"] >= 0
            total += int(real.sum())
            hit["uas"] += int((s.argmax(-1) == b.labels["heads"])[real].sum())
            hit["upos"] += int((m.upos(v).argmax(-1) == b.labels["upos"])[real].sum())
            hit["feats"] += int((m.feats(v).argmax(-1) == b.labels["feats"])[real].sum())
    m.train(was)
    return {k: round(x / max(total, 1), 4) for k, x in hit.items()}


def save(m: Model, opts: list[torch.optim.Optimizer], state: dict, a: argparse.Namespace) -> None:
    """Checkpoint and weights file, each put in place by a rename."""
    tmp = a.out / "checkpoint.pt.tmp"
    torch.save({"model": m.state_dict(), "optim": [o.state_dict() for o in opts], "state": state,
                "labels": asdict(m.labels), "config": asdict(m.config), "name": a.name}, tmp)
    os.replace(tmp, a.out / "checkpoint.pt")
    export(m, a.out / "model.weights", a.name)


def main() -> None:
    a = arguments()
    a.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    trees, held, small, gmb, vary = load(a)
    print(json.dumps(vars(a), default=str), flush=True)
    if a.start:
        keep = frequent(a, [*trees, *held, *small, *gmb]) if a.vocab else None
        m = unfrozen(a.start, a.take, keep, sparse=True)
    else:
        vocab = (a.bert / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
        m = Model(Config(vocab=len(vocab)), collect_labels(trees + held), vocab, sparse=True)
        load_bert(m, a.bert / "model.safetensors")
    labels, pieces = m.labels, Pieces(m.vocab)
    print({k: len(v) for k, v in asdict(labels).items()}, flush=True)

    def numbers(ss: list[Sentence]) -> list[Item]:
        return [i for i in (encode(s, pieces, labels) for s in ss) if i is not None]

    tree_items, held_items = numbers(trees), numbers(held)
    silver_items: list[Item] = []
    print("sentences", len(tree_items), len(held_items), len(small), len(gmb), len(silver_items),
          "tree words", sum(len(i.case) for i in tree_items), flush=True)
    opts = optimisers(m, a)
    state = {"elapsed": 0.0, "step": 0, "epoch": 0, "gmb_at": 0, "silver_at": 0}
    if a.resume and (a.out / "checkpoint.pt").exists():
        c = torch.load(a.out / "checkpoint.pt", map_location="cpu")
        m.load_state_dict(c["model"])
        for o, s in zip(opts, c["optim"]):
            o.load_state_dict(s)
        state = c["state"]
        rng.seed(a.seed * 1000 + state["step"])
        torch.manual_seed(a.seed * 1000 + state["step"])
    rng_order = random.Random(a.seed)
    rng_order.shuffle(gmb)
    dense_params = [p for g in opts[0].param_groups for p in g["params"]]

    m.train()
    start = time.time() - state["elapsed"]
    budget = a.minutes * 60
    last_save = last_log = time.time()
    sums: dict[str, float] = {}
    count = words = 0
    over = False
    while not over:
        if a.silver and not silver_items and a.silver.exists():       # it may be made while the first epoch runs
            silver_items = numbers(read_conllu(a.silver))
            rng_order.shuffle(silver_items)
            print("silver sentences", len(silver_items), flush=True)
        pick = [gmb[(state["gmb_at"] + k) % len(gmb)] for k in range(a.gmb)]
        state["gmb_at"] = (state["gmb_at"] + a.gmb) % len(gmb)
        taught = [silver_items[(state["silver_at"] + k) % len(silver_items)] for k in range(a.silver_epoch)] if silver_items else []
        state["silver_at"] += a.silver_epoch
        seen = rng.sample(tree_items, int(a.tree_part * len(tree_items)))
        items = seen + numbers(vary.all(rng.sample(small, len(small)) + pick)) + taught
        groups = group(items, a.pieces, rng)
        print(f"epoch {state['epoch']}: {len(groups)} batches", flush=True)
        for idx in groups:
            done = (time.time() - start) / budget
            if done >= 1 or (a.steps and state["step"] >= a.steps):
                over = True
                break
            m.set_quant(done >= a.quant_from)
            for o in opts:
                for g in o.param_groups:
                    g["lr"] = g["peak"] * factor(done, a.warm)
            b = make_batch([items[i] for i in idx], pieces, rng, word_drop=0.02, case_noise=0.05, name_drop=0.08)
            losses = m.losses(b, a.soften, a.bf16)
            loss = sum(WEIGHTS[k] * v for k, v in losses.items())
            for o in opts:
                o.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(dense_params, 5.0)
            for o in opts:
                o.step()
            state["step"] += 1
            count += 1
            words += int(b.words.sum())
            for k, v in losses.items():
                sums[k] = sums.get(k, 0.0) + float(v.detach())
            now = time.time()
            if state["step"] % 50 == 0:
                print(f"{now - start:7.0f}s step {state['step']} {words / (now - last_log):.0f} words/s",
                      " ".join(f"{k} {v / count:.3f}" for k, v in sums.items()), flush=True)
                sums, count, words, last_log = {}, 0, 0, now
            if now - last_save > a.save_minutes * 60:
                state["elapsed"] = now - start
                save(m, opts, state, a)
                print("saved; held out:", greedy_scores(m, held_items, pieces), flush=True)
                last_save = last_log = time.time()
                sums, count, words = {}, 0, 0
        else:
            state["epoch"] += 1
    state["elapsed"] = time.time() - start
    save(m, opts, state, a)
    m.set_quant(True)
    print("held out, int8:", greedy_scores(m, held_items, pieces), flush=True)
    m.set_quant(False)
    print("held out, float:", greedy_scores(m, held_items, pieces), flush=True)
    print("done", json.dumps(state), flush=True)


if __name__ == "__main__":
    main()
