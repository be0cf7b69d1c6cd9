/* cache.c - answers kept in memory, least recently asked ones dropped first. All of them go when the store changes. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "serve/http.h"

enum { N_BUCKETS = 4096 };

typedef struct entry {
  struct entry *next;          /* in its bucket */
  struct entry *newer, *older; /* by use */
  nst_response *response;
  uint64_t hash;
  size_t size, key_len;
  char key[];
} entry;

struct nst_cache {
  pthread_mutex_t lock;
  entry *buckets[N_BUCKETS];
  entry *newest, *oldest;
  size_t bytes, room;
  uint64_t generation;
};

nst_cache *nst_cache_new(size_t bytes) {
  nst_cache *cache = calloc(1, sizeof *cache);
  if (cache == NULL) return NULL;
  pthread_mutex_init(&cache->lock, NULL);
  cache->room = bytes;
  return cache;
}

static void unlink_use(nst_cache *cache, entry *e) {
  *(e->newer != NULL ? &e->newer->older : &cache->newest) = e->older;
  *(e->older != NULL ? &e->older->newer : &cache->oldest) = e->newer;
}

static void link_newest(nst_cache *cache, entry *e) {
  e->newer = NULL;
  e->older = cache->newest;
  *(cache->newest != NULL ? &cache->newest->newer : &cache->oldest) = e;
  cache->newest = e;
}

static void drop_oldest(nst_cache *cache) {
  entry *e = cache->oldest;
  cache->oldest = e->newer;
  if (e->newer != NULL) e->newer->older = NULL;
  else cache->newest = NULL;
  entry **at = &cache->buckets[e->hash % N_BUCKETS];
  while (*at != e) at = &(*at)->next;
  *at = e->next;
  cache->bytes -= e->size;
  nst_response_release(e->response);
  free(e);
}

static void drop_all(nst_cache *cache) {
  for (entry *e = cache->newest, *next; e != NULL; e = next) {
    next = e->older;
    nst_response_release(e->response);
    free(e);
  }
  memset(cache->buckets, 0, sizeof cache->buckets);
  cache->newest = cache->oldest = NULL;
  cache->bytes = 0;
}

void nst_cache_free(nst_cache *cache) {
  if (cache == NULL) return;
  drop_all(cache);
  pthread_mutex_destroy(&cache->lock);
  free(cache);
}

static void renew(nst_cache *cache, uint64_t generation) {
  if (generation == cache->generation) return;
  drop_all(cache);
  cache->generation = generation;
}

static entry *look(nst_cache *cache, uint64_t hash, const char *key, size_t len) {
  entry *e = cache->buckets[hash % N_BUCKETS];
  while (e != NULL && (e->hash != hash || e->key_len != len || memcmp(e->key, key, len) != 0)) e = e->next;
  return e;
}

nst_response *nst_cache_get(nst_cache *cache, const char *key, size_t len, uint64_t generation) {
  uint64_t hash = nst_hash(key, len, 0);
  nst_response *found = NULL;
  pthread_mutex_lock(&cache->lock);
  renew(cache, generation);
  entry *e = look(cache, hash, key, len);
  if (e != NULL) {
    unlink_use(cache, e);
    link_newest(cache, e);
    found = e->response;
    atomic_fetch_add(&found->holders, 1);
  }
  pthread_mutex_unlock(&cache->lock);
  return found;
}

void nst_cache_put(nst_cache *cache, const char *key, size_t len, uint64_t generation,
                   nst_response *response) {
  entry *e = calloc(1, sizeof *e + len);
  if (e == NULL) return;
  *e = (entry){.response = response, .hash = nst_hash(key, len, 0), .key_len = len};
  e->size = sizeof *e + len + sizeof *response + response->plain_bytes + response->gzip_bytes + 2048;
  memcpy(e->key, key, len);
  pthread_mutex_lock(&cache->lock);
  renew(cache, generation);
  if (e->size > cache->room / 4 || look(cache, e->hash, key, len) != NULL) {
    free(e);
  } else {
    while (cache->oldest != NULL && cache->bytes + e->size > cache->room) drop_oldest(cache);
    atomic_fetch_add(&response->holders, 1);
    e->next = cache->buckets[e->hash % N_BUCKETS];
    cache->buckets[e->hash % N_BUCKETS] = e;
    link_newest(cache, e);
    cache->bytes += e->size;
  }
  pthread_mutex_unlock(&cache->lock);
}
