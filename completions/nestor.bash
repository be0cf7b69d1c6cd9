# bash completion for nestor
_nestor() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} words=
  case $previous in
    -f|--format) words="table jsonl csv none"; [ "${COMP_WORDS[1]}" != actors ] || words="table jsonl"
      [ "${COMP_WORDS[1]}" != eval ] || words="table json jsonl" ;;
    --from) words="text conllu" ;;
    -m|--model) words="base small" ;;
    -P|--port|--listen|--connections|-d|--date|--number|--min|-i|--id|-t|--threads|-c|--min-confidence|--errors) return ;;
    -l|--lexicon|-p|--pack|--records|--second|-o|--output|-D|--db|--token-file|--log|--actors|--agents|--verbs) COMPREPLY=($(compgen -f -- "$current")); return ;;
    --scheme) words="cameo weis" ;;
  esac
  if [ -z "$words" ]; then
    if [ "$COMP_CWORD" -eq 1 ]; then
      words="code actors relate eval parse lexicon serve pack --help --version"
    else
      case ${COMP_WORDS[1]} in
        code) words="--date --id --format --db --explain --threads --min-confidence --lexicon --model --pack --strict --help" ;;
        actors) words="--date --format --unknown --lexicon --pack --help" ;;
        relate) words="--evidence --lexicon --pack --help" ;;
        eval) words="--records --second --format --errors --min-confidence --threads --lexicon --model --pack --help" ;;
        parse) words="--from --entities --model --pack --help" ;;
        lexicon) words="check show test import lookup missing --format --date --number --min --lexicon --pack --actors --agents --verbs --scheme --other --output --quiet --help" ;;
        pack) words="build show --output --help" ;;
      esac
      if [[ $current != -* ]]; then
        local word plain=
        for word in $words; do [[ $word == -* ]] || plain="$plain $word"; done
        COMPREPLY=($(compgen -W "$plain" -- "$current") $(compgen -f -- "$current"))
        return
      fi
    fi
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o filenames -F _nestor nestor
