/* keeper.h - coded reports into a store, batch by batch. For cli/ only. */
#ifndef NST_CLI_KEEPER_H
#define NST_CLI_KEEPER_H

#include "base/hash.h"
#include "cli/cli.h"
#include "cli/pool.h"
#include "store/store.h"

typedef struct keeper keeper;

/** Open the store (made if it is not there) and note what codes: version, pack, options. NULL after a message. */
keeper *keeper_new(const char *path, const cli_pack_options *pack_options, const nst_pack *pack,
                   double threshold);
/** What codes, as a store notes it. `options` is yours: free it. False after a message. */
bool keeper_run(const cli_pack_options *pack_options, const nst_pack *pack, double threshold,
                nst_store_run *run, char **about, char **options);
/** The sentences of a result as a store keeps them; the buffer is yours to free. */
void keeper_sentences(const nst_result *result, nst_buf *out);
/** Is this very report in the store? False after a message. */
bool keeper_knows(keeper *k, const nst_report *report, bool *known);
/** Take a coded report over; a full batch is written. False after a message. */
bool keeper_put(keeper *k, pool_done *done);
/** Write what was taken over. False after a message: what earlier batches kept is safe. */
bool keeper_flush(keeper *k);
/** What was kept, in a line or two. */
void keeper_report(const keeper *k, FILE *to);
void keeper_free(keeper *k);

#endif
