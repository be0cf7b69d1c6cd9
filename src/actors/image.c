/* image.c - bytes of a pack to an actor lexicon that is read in place. Opening costs the same for ten names and for a
 * million: sizes are checked here, everything else when it is used. Knows nothing of what entries mean. */
#include "actors/image.h"

#include "base/buf.h"
#include "base/hash.h"

static nst_status damaged(nst_error *error, size_t byte) {
  return nst_fail(error, NST_PACK, 0, byte, "the actor lexicon of the pack is damaged");
}

nst_status nst_image_open(const void *bytes, size_t len, nst_image *out, nst_error *error) {
  static const uint32_t sizes[4] = {NST_IMAGE_ENTRY, NST_IMAGE_SENSE, NST_IMAGE_ROLE, NST_IMAGE_PLACE};
  const uint8_t *p = bytes;
  *out = (nst_image){.text = ""};
  if (len < NST_IMAGE_HEAD || len > UINT32_MAX || memcmp(p, "NSTACTOR", 8) != 0) return damaged(error, 0);
  if (nst_le32(p + 8) != NST_IMAGE_FORMAT) {
    return nst_fail(
        error, NST_PACK_VERSION, 0, 8,
        "the actor lexicon of the pack has format %lu, this program reads format %d: build the pack again",
        (unsigned long)nst_le32(p + 8), NST_IMAGE_FORMAT);
  }
  if (nst_le32(p + 12) != len) return damaged(error, 12);
  uint64_t at = NST_IMAGE_HEAD;
  uint32_t counts[5];
  const uint8_t *parts[4];
  for (size_t i = 0; i < 5; i++) counts[i] = nst_le32(p + 16 + i * 4);
  for (size_t i = 0; i < 4; i++) {
    if ((uint64_t)counts[i] * sizes[i] > len - at) return damaged(error, 16 + i * 4);
    parts[i] = p + at;
    at += (uint64_t)counts[i] * sizes[i];
  }
  for (size_t i = 0; i < NST_TABLE_COUNT; i++) {
    uint32_t n = nst_le32(p + 36 + i * 8), used = nst_le32(p + 40 + i * 8);
    if ((n & (n - 1)) != 0 || (n > 0 && used > n / 4 * 3) || (uint64_t)n * NST_IMAGE_SLOT > len - at)
      return damaged(error, 36 + i * 8);
    out->tables[i] = (struct nst_image_table){p + at, n};
    at += (uint64_t)n * NST_IMAGE_SLOT;
  }
  if (counts[4] != len - at || counts[4] == 0 || p[at] != 0 || p[len - 1] != 0) return damaged(error, 32);
  out->has_codes = nst_le32(p + 76) == 1;
  out->entries = parts[0], out->n_entries = counts[0];
  out->senses = parts[1], out->n_senses = counts[1];
  out->roles = parts[2], out->n_roles = counts[2];
  out->places = parts[3], out->n_places = counts[3];
  out->text = (const char *)p + at, out->n_text = counts[4];
  return NST_OK;
}

uint32_t nst_image_get(const nst_image *image, nst_table_id table, nst_str key) {
  const struct nst_image_table *t = &image->tables[table];
  if (t->n == 0) return UINT32_MAX;
  uint32_t hash = (uint32_t)nst_hash(key.p, key.len, 0);
  for (uint32_t step = 0; step < t->n; step++) {
    const uint8_t *slot = t->slots + (size_t)((hash + step) & (t->n - 1)) * NST_IMAGE_SLOT;
    uint32_t at = nst_le32(slot + 4);
    if (at == 0) return UINT32_MAX;
    if (nst_le32(slot) != hash || at > image->n_text || key.len >= image->n_text - (at - 1)) continue;
    const char *text = image->text + (at - 1);
    if (memcmp(text, key.p, key.len) == 0 && text[key.len] == '\0') return nst_le32(slot + 8);
  }
  return UINT32_MAX;
}
