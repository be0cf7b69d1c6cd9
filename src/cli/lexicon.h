/* lexicon.h - the parts of nestor lexicon. For cli/ only. */
#ifndef NST_CLI_LEXICON_H
#define NST_CLI_LEXICON_H

#include "cli/cli.h"

/** Print every frame entry of a word, and its examples. */
int lexicon_show(const cli_pack_options *options, const char *word, bool jsonl);
/** Code the examples of the pack (path NULL), of a data folder, or of one frame file, and tell which fail. */
int lexicon_test(const cli_pack_options *options, const char *path);

int cli_lexicon_import(int argc, char **argv);
int cli_lexicon_lookup(int argc, char **argv);
int cli_lexicon_missing(int argc, char **argv);

#endif
