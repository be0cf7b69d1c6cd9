"""Write the labels that a weights file gives to our own test sentences; a C test compares with them.

  agree.py data/model/base.weights tests/data/agree.conllu
  agree.py --check FILE.conllu data/model/base.weights build/nestor parse --model base    500 sentences of FILE, both ways
"""
from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")   # the matrices are small: threads would only wait for each other

from data import Sentence, read_conllu
from exact import Exact, predict
from scores import write_conllu

# Invented sentences, words separated by spaces as in UD English EWT.
SENTENCES = """
The foreign minister of Veridia met her Turkish counterpart , Mevlüt Çavuşoğlu , in Ankara on Tuesday .
Rebels shelled two villages near the border overnight , killing at least 14 civilians , local officials said .
FLOOD KILLS 30 IN NORTHERN PROVINCE
Government Rejects Opposition Call for Early Election
U.N. envoy urges both sides to halt fighting
Parliament voted 212 - 98 to approve the budget after a debate that lasted until dawn .
" We will not negotiate with people who burn our schools , " President Amara Koné told reporters in Bamako .
Police arrested seventeen students who had occupied the main library of the university since Friday .
The two countries signed an agreement to exchange prisoners , but neither said when the first would be released .
The European Union extended sanctions against the regime 's banks by six months .
Prosecutors did n't say whether the former prime minister would be charged .
He 's been accused of taking bribes worth $ 2.4 million from a state - owned oil firm .
Thousands of protesters marched through the capital , demanding that the president resign .
Israel 's army said it had intercepted three rockets fired from southern Lebanon .
The ceasefire , brokered by Qatar and Egypt , collapsed within hours of taking effect .
Angela Merkel and Emmanuel Macron agreed on Monday to send medical aid to Serbia .
A suicide bomber blew himself up outside a mosque in Peshawar , wounding 23 worshippers .
China lodged a formal protest after a U.S. destroyer sailed past the disputed reef .
The court sentenced Mr. Okello to life in prison for ordering the massacre at Lake Nyara .
What did the ambassador promise , and who paid for it ?
Do not believe a word of it !
Workers at the Gdańsk shipyard went on strike for the third time this year , halting production of two ferries .
The Ministry of Defence denied that its drones had crossed into Moldovan airspace .
Please write to press.office@mfa-example.org or visit www.mfa-example.org / statements for the full text .
Kenya , Uganda and Tanzania pledged to share intelligence on armed groups along their borders .
According to the Red Cross , about 4,000 families have fled the fighting in the east since 12 March 2019 .
The opposition leader 's lawyer , Inés Núñez , said that her client had been beaten while in custody .
Russian troops withdrew from the airport , allowing humanitarian flights to resume .
If the strike goes ahead , the airline will cancel more than 300 flights , a spokeswoman warned .
The senator thanked the king for his hospitality and invited him to Washington .
OIL PRICES FALL AS SAUDI ARABIA RAISES OUTPUT , MINISTER SAYS
Soldiers loyal to General Tesfaye Bekele seized the television station and announced a curfew .
The World Bank approved a 150 - million - dollar loan to help Nepal rebuild roads destroyed by the earthquake .
North Korea fired what appeared to be a short - range ballistic missile into the sea , Japan 's coast guard said .
It was the first time since the 1990s that the two armies had held joint exercises .
Demonstrators threw stones at riot police , who responded with tear gas and rubber bullets .
Iran and Iraq restored diplomatic relations .
The mayor apologized to residents for the delay .
Ms. O'Brien - Kowalska , 47 , who led the inquiry , called the findings " deeply troubling " .
Hamas freed two hostages on Saturday in exchange for 40 Palestinian detainees held in Israeli jails .
The African Union suspended Guinea 's membership and threatened to impose further measures .
Customs officers seized 2.3 tonnes of cocaine hidden in a shipment of bananas at the port of Antwerp .
Vice President Nguyễn Thị Hạnh hailed the accord as " a new beginning " for the Mekong region .
No one claimed responsibility for the attack , but officials blamed al - Shabab .
The governor , a close ally of the president , refused to step down despite weeks of protests .
Turkey recalled its ambassador from Stockholm for consultations .
Several members of the Security Council , among them Brazil , abstained .
Farmers blocked roads with tractors across France and Belgium to protest against cheap imports .
Two helicopters collided during a training flight ; all nine crew members died .
The tribunal in The Hague acquitted the colonel of genocide but convicted him of crimes against humanity .
Tens of thousands of refugees crossed the river into neighbouring Chad , the U.N. refugee agency ( UNHCR ) said .
Who 'll pay ? Nobody knows .
POLICE OFFICER SHOT DEAD IN KARACHI
The bank - the country 's second largest - froze the accounts of 38 officials .
In a letter to Prime Minister Rishi Patel , the unions demanded higher wages , shorter hours and an end to layoffs .
The spokesman , speaking on condition of anonymity because he was not authorized to talk to the media , said that the delegation , which includes the deputy ministers of finance , trade and defence , would arrive in Geneva on Thursday and meet representatives of the rebel coalition the next day , provided that the truce that was announced last week in the north of the country holds and that the roads to the airport remain open .
Britain expelled four diplomats and froze all high - level contacts with the junta .
The ex-guerrilla commander has repeatedly asked the government to reopen peace talks .
Tunisia : journalists ' union calls for release of detained reporter
Protests in Śląsk , strikes in Łódź , calm in Warsaw
""".strip().split("\n")


def check(weights: Path, file: Path, command: list[str], most: int) -> int:
    """The words of a file labelled by the program and by the definition; how many differ."""
    sentences = read_conllu(file)[:most]
    with tempfile.NamedTemporaryFile("w", suffix=".conllu", encoding="utf-8") as f:
        for s in sentences:
            f.write("".join("\t".join([str(i + 1), w] + ["_"] * 8) + "\n" for i, w in enumerate(s.words)) + "\n")
        f.flush()
        said = subprocess.run([*command, "--from", "conllu", "--entities", f.name], check=True, stdout=subprocess.PIPE).stdout.decode()
    rows = [line.split("\t") for line in said.split("\n") if line and line[0].isdigit() and "-" not in line.split("\t")[0]]
    at = wrong = 0
    for s, p in zip(sentences, predict(Exact(weights), [s.words for s in sentences])):
        for i in range(len(s.words)):
            c = rows[at]
            at += 1
            name = next((m[7:] for m in c[9].split("|") if m.startswith("Entity=")), "O")
            wrong += [c[2], c[3], c[5], c[6], c[7], name] != [p.lemmas[i] or "_", p.upos[i], p.feats[i], str(p.heads[i]), p.deprels[i], p.ner[i]]
    print(f"{wrong} of {at} words in {len(sentences)} sentences differ")
    return wrong


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--check", type=Path, metavar="FILE", help="compare the program with the definition on this CoNLL-U file")
    ap.add_argument("--sentences", type=int, default=500)
    ap.add_argument("weights", type=Path)
    ap.add_argument("out", nargs=argparse.REMAINDER, help="the file to write; with --check: the program and its arguments")
    a = ap.parse_args()
    if a.check:
        sys.exit(check(a.weights, a.check, a.out, a.sentences) > 0)
    sentences = [Sentence(s.split(" "), comments=[f"# sent_id = agree-{i + 1:02d}"]) for i, s in enumerate(SENTENCES)]
    write_conllu(Path(a.out[0]), sentences, predict(Exact(a.weights), [s.words for s in sentences]))


if __name__ == "__main__":
    main()
