# bash completion for nestor
_nestor() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} words=
  case $previous in
    -f|--format) words="table jsonl csv none"; [ "${COMP_WORDS[1]}" != actors ] || words="table jsonl"
      [ "${COMP_WORDS[1]}" != eval ] || words="table json jsonl"
      case ${COMP_WORDS[1]} in
        query | series) words="table jsonl csv" ;;
        picture) words="table json" ;;
        export) words="jsonl csv icews gdelt mentions polecat petrarch edges parquet" ;;
        import) words="jsonl icews gdelt polecat" ;;
        recode) words="text jsonl" ;;
      esac ;;
    --by) words="day week month" ;;
    --ledger) words="talks forces conditions demands claims casualties" ;;
    --status) words="actual negated disputed hypothetical" ;;
    --type) words="AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST MOBILIZE SANCTION COERCE ASSAULT" ;;
    --source|--target|--actor|--dyad|--quad|--since|--until|--place|--text|--min-sources|--limit|--after|--alert|--as-of) return ;;
    --from) words="text conllu" ;;
    -m|--model) words="base small" ;;
    -P|--port|--listen|--connections|-d|--date|--number|--min|-i|--id|-t|--threads|-c|--min-confidence|--errors) return ;;
    -l|--lexicon|-p|--pack|--records|--second|-o|--output|-D|--db|--token-file|--log|--actors|--agents|--verbs) COMPREPLY=($(compgen -f -- "$current")); return ;;
    --scheme) words="cameo weis" ;;
  esac
  if [ -z "$words" ]; then
    if [ "$COMP_CWORD" -eq 1 ]; then
      words="code actors relate eval query picture series export import recode parse lexicon serve pack --help --version"
    else
      case ${COMP_WORDS[1]} in
        code) words="--date --id --format --db --explain --threads --min-confidence --lexicon --model --pack --strict --help" ;;
        actors) words="--date --format --unknown --lexicon --pack --help" ;;
        relate) words="--evidence --lexicon --pack --help" ;;
        eval) words="--records --second --format --errors --min-confidence --threads --lexicon --model --pack --help" ;;
        parse) words="--from --entities --model --pack --help" ;;
        lexicon) words="check show test import lookup missing --format --date --number --min --db --lexicon --pack --actors --agents --verbs --scheme --other --output --quiet --help" ;;
        query) words="--db --source --target --actor --dyad --type --quad --status --since --until --place --text --min-confidence --min-sources --one-a-day --conditional --by --records --format --limit --after --oldest-first --count --help" ;;
        picture) words="--db --since --until --ledger --limit --format --help" ;;
        series) words="--db --source --target --actor --dyad --type --quad --status --since --until --place --text --min-confidence --min-sources --one-a-day --conditional --by --format --alert --as-of --help" ;;
        export) words="--db --source --target --actor --dyad --type --quad --status --since --until --place --text --min-confidence --min-sources --one-a-day --conditional --format --output --all-records --help" ;;
        import) words="--db --format --strict --help" ;;
        recode) words="--db --dry-run --format --all --threads --min-confidence --lexicon --model --pack --help" ;;
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
