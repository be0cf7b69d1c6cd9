/* queue.c - reports to be coded wait here, so that the threads that answer never do. */
#include <pthread.h>
#include <stdlib.h>

#include "serve/http.h"

enum { QUEUE_MAX = NST_LIMIT(16, 2) };

struct nst_queue {
  pthread_mutex_t lock;
  pthread_cond_t wake;
  pthread_t thread;
  nst_job *first, **last;
  unsigned length;
  bool stop;
  nst_site *site;
};

static void refuse(nst_job *job) {
  nst_reply_fail(&job->reply, 503, "the server is going down");
  job->done(job);
}

static void *work(void *user) {
  nst_queue *q = user;
  const nst_coder_options options = {.explain = true};
  nst_coder *coder = NULL;
  const nst_pack *pack = nst_site_pack(q->site);
  pthread_mutex_lock(&q->lock);
  for (;;) {
    while (q->first == NULL && !q->stop) pthread_cond_wait(&q->wake, &q->lock);
    nst_job *job = q->first;
    if (job == NULL) break;
    q->first = job->next;
    if (q->first == NULL) q->last = &q->first;
    q->length--;
    bool stop = q->stop;
    pthread_mutex_unlock(&q->lock);
    if (coder == NULL && pack != NULL && nst_coder_new(pack, &options, &coder) != NST_OK) coder = NULL;
    if (stop) {
      refuse(job);
    } else {
      nst_site_answer(q->site, &job->question, coder, &job->reply);
      job->done(job);
    }
    pthread_mutex_lock(&q->lock);
  }
  pthread_mutex_unlock(&q->lock);
  nst_coder_free(coder);
  return NULL;
}

nst_queue *nst_queue_new(nst_site *site) {
  nst_queue *q = calloc(1, sizeof *q);
  if (q == NULL) return NULL;
  pthread_mutex_init(&q->lock, NULL);
  pthread_cond_init(&q->wake, NULL);
  q->last = &q->first;
  q->site = site;
  if (pthread_create(&q->thread, NULL, work, q) != 0) {
    free(q);
    return NULL;
  }
  return q;
}

bool nst_queue_put(nst_queue *q, nst_job *job) {
  pthread_mutex_lock(&q->lock);
  bool room = !q->stop && q->length < QUEUE_MAX;
  if (room) {
    job->next = NULL;
    *q->last = job;
    q->last = &job->next;
    q->length++;
    pthread_cond_signal(&q->wake);
  }
  pthread_mutex_unlock(&q->lock);
  return room;
}

unsigned nst_queue_length(nst_queue *q) {
  pthread_mutex_lock(&q->lock);
  unsigned length = q->length;
  pthread_mutex_unlock(&q->lock);
  return length;
}

void nst_queue_free(nst_queue *q) {
  if (q == NULL) return;
  pthread_mutex_lock(&q->lock);
  q->stop = true;
  pthread_cond_signal(&q->wake);
  pthread_mutex_unlock(&q->lock);
  pthread_join(q->thread, NULL);
  pthread_cond_destroy(&q->wake);
  pthread_mutex_destroy(&q->lock);
  free(q);
}
