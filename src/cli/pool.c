/* pool.c - a ring of jobs between one thread that reads and writes and many that code. */
#include "cli/pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

typedef enum job_state { JOB_FREE, JOB_WAITING, JOB_DONE } job_state;

typedef struct job {
  job_state state;
  pool_done done;
  nst_buf out;
} job;

typedef struct worker {
  pool *pool;
  nst_coder *coder;
  pthread_t thread;
  bool running;
} worker;

struct pool {
  pool_options options;
  pthread_mutex_t lock;
  pthread_cond_t work, finished;
  job *jobs;
  size_t n_jobs;
  size_t first, next_start, used; /* oldest job, next one to code, jobs in the ring */
  size_t waiting;                 /* jobs put in and not yet begun */
  worker *workers;
  bool stop;
};

static void run_job(pool *p, nst_coder *coder, job *j) {
  nst_result *result = NULL;
  j->done.status = nst_code(coder, &j->done.report, &result);
  if (j->done.status != NST_OK) {
    j->done.error = *nst_coder_error(coder);
    return;
  }
  j->done.events = nst_result_count(result);
  if (p->options.render != NULL) p->options.render(p->options.user, &j->done.report, result, &j->out);
  j->done.result = result;
}

static void *work(void *arg) {
  worker *w = arg;
  pool *p = w->pool;
  pthread_mutex_lock(&p->lock);
  while (true) {
    while (p->waiting == 0 && !p->stop) pthread_cond_wait(&p->work, &p->lock);
    if (p->stop) break;
    job *j = &p->jobs[p->next_start];
    p->next_start = (p->next_start + 1) % p->n_jobs;
    p->waiting--;
    pthread_mutex_unlock(&p->lock);
    run_job(p, w->coder, j);
    pthread_mutex_lock(&p->lock);
    j->state = JOB_DONE;
    pthread_cond_signal(&p->finished);
  }
  pthread_mutex_unlock(&p->lock);
  return NULL;
}

static bool start_workers(pool *p) {
  for (size_t i = 0; i < p->options.threads; i++) {
    worker *w = &p->workers[i];
    w->pool = p;
    if (nst_coder_new(p->options.pack, &p->options.coder, &w->coder) != NST_OK) return false;
    if (pthread_create(&w->thread, NULL, work, w) != 0) return false;
    w->running = true;
  }
  return true;
}

pool *pool_new(const pool_options *options) {
  pool *p = calloc(1, sizeof *p);
  if (p == NULL) return NULL;
  p->options = *options;
  p->n_jobs = options->threads * 4;
  pthread_mutex_init(&p->lock, NULL);
  pthread_cond_init(&p->work, NULL);
  pthread_cond_init(&p->finished, NULL);
  p->jobs = calloc(p->n_jobs, sizeof *p->jobs);
  p->workers = calloc(options->threads, sizeof *p->workers);
  if (p->jobs != NULL)
    for (size_t i = 0; i < p->n_jobs; i++) nst_buf_init(&p->jobs[i].out, nst_allocator_default());
  if (p->jobs == NULL || p->workers == NULL || !start_workers(p)) {
    pool_free(p);
    return NULL;
  }
  return p;
}

/** What the last report left behind, unless it was taken over. */
static void forget(job *j) {
  nst_result_free(j->done.result);
  free(j->done.memory);
  j->done.result = NULL;
  j->done.memory = NULL;
}

void pool_free(pool *p) {
  if (p == NULL) return;
  pthread_mutex_lock(&p->lock);
  p->stop = true;
  pthread_cond_broadcast(&p->work);
  pthread_mutex_unlock(&p->lock);
  for (size_t i = 0; p->workers != NULL && i < p->options.threads; i++) {
    if (p->workers[i].running) pthread_join(p->workers[i].thread, NULL);
    nst_coder_free(p->workers[i].coder);
  }
  for (size_t i = 0; p->jobs != NULL && i < p->n_jobs; i++) {
    nst_buf_free(&p->jobs[i].out);
    forget(&p->jobs[i]);
  }
  pthread_cond_destroy(&p->finished);
  pthread_cond_destroy(&p->work);
  pthread_mutex_destroy(&p->lock);
  free(p->workers);
  free(p->jobs);
  free(p);
}

/** Append `len` bytes and a NUL at *at; NULL stays NULL. */
static const char *append(char **at, const char *bytes, size_t len) {
  if (bytes == NULL) return NULL;
  char *start = *at;
  memcpy(start, bytes, len);
  start[len] = '\0';
  *at = start + len + 1;
  return start;
}

static size_t length(const char *text) {
  return text != NULL ? strlen(text) : 0;
}

static bool copy_report(job *j, const nst_report *r, const char *source, const char *url) {
  size_t id_len = strlen(r->id), date_len = length(r->date), source_len = length(source);
  size_t url_len = length(url);
  size_t size = id_len + date_len + source_len + url_len + r->title_len + r->text_len + 6;
  char *at = malloc(size);
  if (at == NULL) return false;
  forget(j);
  pool_done *d = &j->done;
  *d = (pool_done){.memory = at, .out = &j->out};
  d->report.id = append(&at, r->id, id_len);
  d->report.date = append(&at, r->date, date_len);
  d->report.title = append(&at, r->title, r->title_len);
  d->report.text = append(&at, r->text, r->text_len);
  d->report.title_len = r->title_len;
  d->report.text_len = r->text_len;
  d->source = append(&at, source, source_len);
  d->url = append(&at, url, url_len);
  d->id = d->report.id;
  return true;
}

bool pool_put(pool *p, const char *path, const nst_report *report, const char *source, const char *url) {
  job *j = &p->jobs[(p->first + p->used) % p->n_jobs];
  if (!copy_report(j, report, source, url)) return false;
  j->out.len = 0;
  j->done.path = path;
  pthread_mutex_lock(&p->lock);
  j->state = JOB_WAITING;
  p->used++;
  p->waiting++;
  pthread_cond_signal(&p->work);
  pthread_mutex_unlock(&p->lock);
  return true;
}

bool pool_full(const pool *p) {
  return p->used == p->n_jobs;
}

bool pool_empty(const pool *p) {
  return p->used == 0;
}

pool_done *pool_take(pool *p) {
  job *j = &p->jobs[p->first];
  pthread_mutex_lock(&p->lock);
  while (j->state != JOB_DONE) pthread_cond_wait(&p->finished, &p->lock);
  j->state = JOB_FREE;
  p->first = (p->first + 1) % p->n_jobs;
  p->used--;
  pthread_mutex_unlock(&p->lock);
  return &j->done;
}
