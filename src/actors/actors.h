/* actors.h - stage: from tagged trees to mentions: who is meant, on the report's date. */
#ifndef NST_ACTORS_ACTORS_H
#define NST_ACTORS_ACTORS_H

#include "doc/doc.h"
#include "pack/pack.h"

typedef struct nst_actor_lexicon nst_actor_lexicon;

/** Take the section "actors.bin" of `pack` (may be NULL) as it lies, else read its sections "actors/" *.actors and
 *  "places/" *.tsv; then read those of the extra paths that end in ".actors": what they say goes before what the pack
 *  says. The other paths are left alone. `lint` (may be NULL) is called for every mistake; *error has the first.
 *  Memory comes from the arena; the lexicon is read-only, may be shared by threads, and borrows the pack's text.
 *  NST_LEXICON if there was a mistake, NST_IO, NST_NOMEM. */
NST_MUST_USE nst_status nst_actor_lexicon_load(nst_arena *arena, const nst_packfile *pack,
                                               const char *const *extra_paths, size_t n_extra,
                                               nst_lint_fn lint, void *user, nst_actor_lexicon **out,
                                               nst_error *error);

/** The lexicon compiled for a pack: "actors.bin", borrowed; it replaces the sections of text. For one that was loaded
 *  without extra paths. */
nst_section nst_actor_lexicon_section(const nst_actor_lexicon *lexicon);

/** What nst_pack_meanings() tells. The arena is for scratch. NST_NOMEM. */
NST_MUST_USE nst_status nst_actor_lexicon_meanings(const nst_actor_lexicon *lexicon, nst_arena *arena,
                                                   nst_str phrase, nst_day day, nst_meaning_fn fn,
                                                   void *user);

/** Number of entries: countries, organisations, groups, persons, lines of role words, places. */
size_t nst_actor_lexicon_count(const nst_actor_lexicon *lexicon);

/** Fill doc->mentions and token.mention. Wants the trees linked (nst_tree_link). NST_NOMEM. */
NST_MUST_USE nst_status nst_actors_run(const nst_actor_lexicon *lexicon, nst_doc *doc);

#endif
