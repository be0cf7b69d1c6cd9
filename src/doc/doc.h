/* doc.h - the document that the stages share: nouns, no verbs.
 *
 *   text    fills sentences and tokens (spans, forms)
 *   syntax  fills tags, lemmas, trees, entities of the tokens
 *   actors  fills mentions
 *   events  fills events
 *
 * Everything lives in one arena. Tokens are numbered through the whole document, so a head, a mention or a
 * trigger is one number. */
#ifndef NST_DOC_DOC_H
#define NST_DOC_DOC_H

#include "base/arena.h"
#include "base/date.h"
#include "base/str.h"
#include "nestor.h"

/* clang-format off */
#define NST_UPOS_LIST(F)                                                                           \
  F(X) F(ADJ) F(ADP) F(ADV) F(AUX) F(CCONJ) F(DET) F(INTJ) F(NOUN) F(NUM) F(PART) F(PRON)           \
  F(PROPN) F(PUNCT) F(SCONJ) F(SYM) F(VERB)
/* clang-format on */

typedef enum nst_upos {
#define NST_UPOS_ENUM(name) NST_UPOS_##name,
  NST_UPOS_LIST(NST_UPOS_ENUM)
#undef NST_UPOS_ENUM
      NST_UPOS_COUNT
} nst_upos;

/** Relations of English UD: enum name, label. */
/* clang-format off */
#define NST_DEPREL_LIST(X)                                                                         \
  X(DEP, "dep") X(ROOT, "root") X(ACL, "acl") X(ACL_RELCL, "acl:relcl") X(ADVCL, "advcl")           \
  X(ADVCL_RELCL, "advcl:relcl") X(ADVMOD, "advmod") X(AMOD, "amod") X(APPOS, "appos")               \
  X(AUX, "aux") X(AUX_PASS, "aux:pass") X(CASE, "case") X(CC, "cc") X(CC_PRECONJ, "cc:preconj")     \
  X(CCOMP, "ccomp") X(COMPOUND, "compound") X(COMPOUND_PRT, "compound:prt") X(CONJ, "conj")         \
  X(COP, "cop") X(CSUBJ, "csubj") X(CSUBJ_OUTER, "csubj:outer") X(CSUBJ_PASS, "csubj:pass")         \
  X(DET, "det") X(DET_PREDET, "det:predet") X(DISCOURSE, "discourse") X(DISLOCATED, "dislocated")   \
  X(EXPL, "expl") X(FIXED, "fixed") X(FLAT, "flat") X(GOESWITH, "goeswith") X(IOBJ, "iobj")         \
  X(LIST, "list") X(MARK, "mark") X(NMOD, "nmod") X(NMOD_DESC, "nmod:desc")                         \
  X(NMOD_POSS, "nmod:poss") X(NMOD_UNMARKED, "nmod:unmarked") X(NSUBJ, "nsubj")                     \
  X(NSUBJ_OUTER, "nsubj:outer") X(NSUBJ_PASS, "nsubj:pass") X(NUMMOD, "nummod") X(OBJ, "obj")       \
  X(OBL, "obl") X(OBL_AGENT, "obl:agent") X(OBL_UNMARKED, "obl:unmarked") X(ORPHAN, "orphan")       \
  X(PARATAXIS, "parataxis") X(PUNCT, "punct") X(REPARANDUM, "reparandum") X(VOCATIVE, "vocative")   \
  X(XCOMP, "xcomp")
/* clang-format on */

typedef enum nst_deprel {
#define NST_DEPREL_ENUM(name, label) NST_REL_##name,
  NST_DEPREL_LIST(NST_DEPREL_ENUM)
#undef NST_DEPREL_ENUM
      NST_REL_COUNT
} nst_deprel;

/** The features that rules ask for, as bits; the whole FEATS string is in the token as well. */
/* clang-format off */
#define NST_FEAT_LIST(X)                                                                           \
  X(PLURAL, "Number=Plur") X(SINGULAR, "Number=Sing") X(PAST, "Tense=Past") X(PRESENT, "Tense=Pres") \
  X(FINITE, "VerbForm=Fin") X(INFINITIVE, "VerbForm=Inf") X(PARTICIPLE, "VerbForm=Part")            \
  X(GERUND, "VerbForm=Ger") X(PASSIVE, "Voice=Pass") X(IMPERATIVE, "Mood=Imp")                      \
  X(SUBJUNCTIVE, "Mood=Sub") X(PERSON_1, "Person=1") X(PERSON_2, "Person=2") X(PERSON_3, "Person=3") \
  X(MASCULINE, "Gender=Masc") X(FEMININE, "Gender=Fem") X(NEUTER, "Gender=Neut")                    \
  X(PERSONAL, "PronType=Prs") X(RELATIVE, "PronType=Rel") X(INTERROGATIVE, "PronType=Int")          \
  X(DEMONSTRATIVE, "PronType=Dem") X(POSSESSIVE, "Poss=Yes") X(REFLEXIVE, "Reflex=Yes")             \
  X(NEGATIVE, "Polarity=Neg") X(DEFINITE, "Definite=Def") X(INDEFINITE, "Definite=Ind")             \
  X(NOMINATIVE, "Case=Nom") X(ORDINAL, "NumType=Ord") X(CARDINAL, "NumType=Card")
/* clang-format on */

enum {
#define NST_FEAT_ENUM(name, label) NST_FEAT_BIT_##name,
  NST_FEAT_LIST(NST_FEAT_ENUM)
#undef NST_FEAT_ENUM
      NST_FEAT_COUNT
};
/** NST_FEAT(PLURAL) is the bit of Number=Plur. */
#define NST_FEAT(name) (UINT32_C(1) << NST_FEAT_BIT_##name)

typedef enum nst_entity {
  NST_ENT_NONE,
  NST_ENT_PER,
  NST_ENT_ORG,
  NST_ENT_LOC,
  NST_ENT_MISC,
  NST_ENT_COUNT
} nst_entity;

/** Names of the tags; NULL out of range. The `_of` functions give -1 for an unknown name. */
const char *nst_upos_name(nst_upos upos);
const char *nst_deprel_name(nst_deprel rel);
const char *nst_entity_name(nst_entity entity);
int nst_upos_of(nst_str name);
int nst_deprel_of(nst_str label);     /**< an unknown subtype falls back to its main relation */
uint32_t nst_feats_of(nst_str feats); /**< bits of a FEATS string */

enum { NST_SENTENCE_TOKENS = NST_LIMIT(256, 24) }; /**< most tokens in one sentence */

typedef struct nst_token {
  nst_span span; /**< bytes of the report as given */
  nst_str form;  /**< cleaned: entities decoded, quotes straightened, soft hyphens gone */
  nst_str lower; /**< form in lower case */
  nst_str lemma; /**< lower case but for names */
  nst_str feats; /**< CoNLL-U FEATS, "_" for none */
  uint32_t feat_bits;
  uint8_t upos;      /**< nst_upos */
  uint8_t deprel;    /**< nst_deprel */
  uint8_t entity;    /**< nst_entity */
  bool entity_begin; /**< first token of its entity */
  bool space_after;
  bool in_quote; /**< inside quotation marks, also those opened in an earlier sentence */
  bool joined;   /**< one written word with the token before it ("do|n't"): a range in CoNLL-U */
  int32_t head;  /**< token number of the head, -1 for the root of the sentence */
  int32_t first_child, next_sibling; /**< token numbers in text order, -1 for none (nst_tree_link) */
  uint32_t sentence;
  int32_t mention; /**< the mention whose head this token is, -1 for none */
} nst_token;

typedef enum nst_sentence_kind {
  NST_SENT_HEADLINE,
  NST_SENT_BODY,
  NST_SENT_CAPTION,
  NST_SENT_OTHER /**< "Read more:", bylines, copyright lines: kept for their spans, never coded */
} nst_sentence_kind;

typedef struct nst_sentence {
  nst_span span;
  uint32_t first, end; /**< tokens [first, end) */
  uint32_t paragraph;
  nst_sentence_kind kind;
  bool all_caps;
  bool parsed; /**< false: skipped by the cheap test, no tags and no tree */
} nst_sentence;

/** Where something is. Strings never NULL. */
typedef struct nst_geo {
  const char *name;
  const char *country; /**< ISO 3166-1 alpha-3, "" unknown */
  const char *admin1;
  double lat, lon;
  bool has_point;
  nst_place_precision precision;
} nst_geo;

/** Who somebody is, as far as the report and the lexicon tell. Strings never NULL. */
typedef struct nst_who {
  const char *name, *country, *org, *sector;
  const char *code; /**< of an imported dictionary, "" or NULL without one */
  const char *why;  /**< for the trace: which entry or rule said so */
} nst_who;

typedef enum nst_mention_kind { NST_MENTION_NAME, NST_MENTION_NOMINAL, NST_MENTION_PRONOUN } nst_mention_kind;

/** A noun phrase that may take part in an event. One per nominal head; coordination is not merged: "A and B" is
 *  two mentions whose heads are linked by conj. */
typedef struct nst_mention {
  uint32_t head; /**< token number */
  uint32_t first,
      end; /**< tokens [first, end) of the phrase, without coordinated phrases and relative clauses */
  nst_span span;
  nst_mention_kind kind;
  nst_entity entity;
  bool plural;
  bool listed;        /**< its head is a name of the lexicon */
  bool modifier;      /**< stands before a noun */
  int32_t antecedent; /**< mention it refers back to, -1 for none */
  const nst_who *who; /**< n_who actors: none if it is no actor, several for "both leaders" */
  size_t n_who;
  const nst_geo
      *geo; /**< the place it names ("Moscow", "eastern Ukraine"), NULL for none; an actor may have both */
} nst_mention;

typedef struct nst_sentences {
  nst_sentence *items;
  size_t n, capacity;
} nst_sentences;
typedef struct nst_tokens {
  nst_token *items;
  size_t n, capacity;
} nst_tokens;
typedef struct nst_mentions {
  nst_mention *items;
  size_t n, capacity;
} nst_mentions;
typedef struct nst_events {
  nst_event *items;
  size_t n, capacity;
} nst_events;

typedef struct nst_drops {
  nst_dropped *items;
  size_t n, capacity;
} nst_drops;
typedef struct nst_grounds {
  nst_ground *items;
  size_t n, capacity;
} nst_grounds;
typedef struct nst_choices {
  nst_choice *items;
  size_t n, capacity;
} nst_choices;
typedef struct nst_choice_lists {
  nst_choices *items;
  size_t n, capacity;
} nst_choice_lists;
typedef struct nst_ground_lists {
  nst_grounds *items;
  size_t n, capacity;
} nst_ground_lists;

typedef struct nst_doc {
  nst_arena *arena;
  const char *id, *date; /**< "" where there is none */
  nst_day day;           /**< NST_DAY_NONE where there is none */
  nst_str input;         /**< title, two line feeds, text; or the text alone */
  uint32_t title_len;    /**< bytes of the title, 0 without one */
  nst_sentences sentences;
  nst_tokens tokens;
  const nst_geo *dateline; /**< where it was filed, NULL where it does not say or names several lands */
  nst_mentions mentions;
  nst_events events;
  bool explain;             /**< fill the two below as well */
  nst_drops dropped;        /**< words that may carry an event and became none */
  nst_ground_lists grounds; /**< of each event: what its confidence rests on */
  nst_choice_lists choices; /**< of each event: who was weighed for its two sides */
  nst_error *error;         /**< where a stage leaves its message */
} nst_doc;

/** NULL when out of memory. The input is borrowed. */
nst_doc *nst_doc_new(nst_arena *arena);

#endif
