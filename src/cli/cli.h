/* cli.h - what the subcommands share: exit codes, messages, the pack, the terminal. For cli/ only. */
#ifndef NST_CLI_CLI_H
#define NST_CLI_CLI_H

#include <stdio.h>

#include "base/buf.h"

/** Exit codes, as the man page gives them. */
enum {
  CLI_OK = 0,       /**< everything asked for was done */
  CLI_PARTIAL = 1,  /**< some input was bad; the rest was done */
  CLI_USAGE = 2,    /**< wrong options or arguments; nothing was done */
  CLI_FAILED = 3,   /**< pack missing or bad, output not writable, out of memory */
  CLI_MISTAKES = 4, /**< a lexicon has mistakes */
  CLI_ALERT = 5     /**< an alert was raised */
};

/** "nestor: ..." on standard error. */
void cli_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
/** The same, with "try 'nestor COMMAND --help'"; returns CLI_USAGE. */
int cli_usage(const char *command, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** Print "nestor: PATH: line L: byte B: message", leaving out what the error does not know. */
void cli_report_error(const char *path, const nst_error *error);

enum { CLI_LEXICONS = 64 };
/** Options that every subcommand with a pack takes. */
typedef struct cli_pack_options {
  const char *path;                   /**< --pack; NULL: look in the usual places */
  const char *lexicons[CLI_LEXICONS]; /**< --lexicon, repeated */
  size_t n_lexicons;
  const char *data_dir; /**< lexicons from this folder in place of the pack's; NULL: the pack's */
  const char *model;    /**< --model; NULL: the pack's best */
} cli_pack_options;

/** Take `option` with optarg: 'p' --pack, 'l' --lexicon, 'm' --model. CLI_OK, or the exit code after a message: any other
 *  is a wrong option of the command. */
int cli_pack_option(cli_pack_options *options, const char *command, int option);
/** Open the pack: --pack, $NESTOR_PACK, en.npk beside the program, the installed one. Prints why it cannot. */
nst_pack *cli_open_pack(const cli_pack_options *options);
/** Where the pack is: the path that cli_open_pack would take, NULL if there is none. Free it. */
char *cli_find_pack(const cli_pack_options *options);

/** May colour be used on this stream? Only on a terminal, and not with NO_COLOR or TERM=dumb. */
bool cli_colour(FILE *stream);
/** Columns of the terminal behind stdout; 0 if it is none. */
int cli_width(void);
/** Write all of buf to stdout and empty it; false (with a message) if that fails. */
bool cli_flush(nst_buf *buf);
/** A quantity in words: "40", "60000 to 90000", "at least 40", "up to 90". */
void cli_put_range(nst_buf *buf, bool has_low, double low, bool has_high, double high);
/** A whole number between low and high, or false. */
bool cli_number(const char *text, long low, long high, long *out);

/** Subcommands: argv[0] is the subcommand's name. They return an exit code. */
int cli_code(int argc, char **argv);
int cli_actors(int argc, char **argv);
int cli_parse(int argc, char **argv);
int cli_relate(int argc, char **argv);
int cli_pack(int argc, char **argv);
int cli_query(int argc, char **argv);
int cli_picture(int argc, char **argv);
int cli_series(int argc, char **argv);
int cli_export(int argc, char **argv);
int cli_import(int argc, char **argv);
int cli_recode(int argc, char **argv);
int cli_lexicon(int argc, char **argv);
int cli_eval(int argc, char **argv);
int cli_serve(int argc, char **argv);

#endif
