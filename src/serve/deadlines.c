/* deadlines.c - a connection that takes too long is cut, whatever trickles in: libmicrohttpd's own timeout begins anew
 * with every byte. The same thread stops questions to the store that run too long. */
#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#include "serve/http.h"

enum {
  BODY_SECONDS = 20,
  WORK_SECONDS = 120,
  SEND_SECONDS = 30,
  SEND_BYTES_A_SECOND = 20000,
  QUERY_SECONDS = 20
};

struct nst_slot {
  nst_slot *next, *previous;
  int fd;
  nst_phase phase;
  double until;
};

struct nst_deadlines {
  pthread_mutex_t lock;
  pthread_cond_t wake;
  pthread_t thread;
  nst_slot *slots;
  unsigned open, most, header_seconds;
  uint64_t cut;
  bool stop;
  nst_site *site;
};

/** Where places run out, those who dawdle over their headers get less time. */
static double header_time(const nst_deadlines *d) {
  return d->open * 4 > d->most * 3 ? 2 : d->header_seconds;
}

static void cut_late(nst_deadlines *d) {
  double now = nst_now();
  double hurry = d->header_seconds - header_time(d);
  for (nst_slot *s = d->slots; s != NULL; s = s->next) {
    if (now < s->until - (s->phase == NST_PHASE_HEADERS ? hurry : 0)) continue;
    shutdown(s->fd, SHUT_RDWR);
    s->until = now + 3600;
    d->cut++;
  }
}

static void *watch(void *user) {
  nst_deadlines *d = user;
  pthread_mutex_lock(&d->lock);
  while (!d->stop) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += 250000000;
    if (until.tv_nsec >= 1000000000) {
      until.tv_nsec -= 1000000000;
      until.tv_sec++;
    }
    pthread_cond_timedwait(&d->wake, &d->lock, &until);
    cut_late(d);
    pthread_mutex_unlock(&d->lock);
    nst_site_interrupt(d->site, QUERY_SECONDS);
    pthread_mutex_lock(&d->lock);
  }
  pthread_mutex_unlock(&d->lock);
  return NULL;
}

nst_deadlines *nst_deadlines_new(unsigned connections, unsigned header_seconds, nst_site *site) {
  nst_deadlines *d = calloc(1, sizeof *d);
  if (d == NULL) return NULL;
  pthread_mutex_init(&d->lock, NULL);
  pthread_cond_init(&d->wake, NULL);
  d->most = connections;
  d->header_seconds = header_seconds;
  d->site = site;
  if (pthread_create(&d->thread, NULL, watch, d) != 0) {
    free(d);
    return NULL;
  }
  return d;
}

void nst_deadlines_free(nst_deadlines *d) {
  if (d == NULL) return;
  pthread_mutex_lock(&d->lock);
  d->stop = true;
  pthread_cond_signal(&d->wake);
  pthread_mutex_unlock(&d->lock);
  pthread_join(d->thread, NULL);
  while (d->slots != NULL) nst_slot_remove(d, d->slots);
  pthread_cond_destroy(&d->wake);
  pthread_mutex_destroy(&d->lock);
  free(d);
}

nst_slot *nst_slot_add(nst_deadlines *d, int fd) {
  nst_slot *s = calloc(1, sizeof *s);
  if (s == NULL) return NULL;
  s->fd = fd;
  s->until = nst_now() + d->header_seconds;
  pthread_mutex_lock(&d->lock);
  s->next = d->slots;
  if (s->next != NULL) s->next->previous = s;
  d->slots = s;
  d->open++;
  pthread_mutex_unlock(&d->lock);
  return s;
}

void nst_slot_remove(nst_deadlines *d, nst_slot *s) {
  if (s == NULL) return;
  pthread_mutex_lock(&d->lock);
  *(s->previous != NULL ? &s->previous->next : &d->slots) = s->next;
  if (s->next != NULL) s->next->previous = s->previous;
  d->open--;
  pthread_mutex_unlock(&d->lock);
  free(s);
}

void nst_slot_phase(nst_deadlines *d, nst_slot *s, nst_phase phase, size_t bytes) {
  if (s == NULL) return;
  double seconds[] = {d->header_seconds, BODY_SECONDS, WORK_SECONDS,
                      SEND_SECONDS + (double)bytes / SEND_BYTES_A_SECOND};
  pthread_mutex_lock(&d->lock);
  s->phase = phase;
  s->until = nst_now() + seconds[phase];
  pthread_mutex_unlock(&d->lock);
}

unsigned nst_deadlines_open(nst_deadlines *d) {
  pthread_mutex_lock(&d->lock);
  unsigned open = d->open;
  pthread_mutex_unlock(&d->lock);
  return open;
}

uint64_t nst_deadlines_cut(nst_deadlines *d) {
  pthread_mutex_lock(&d->lock);
  uint64_t cut = d->cut;
  pthread_mutex_unlock(&d->lock);
  return cut;
}
