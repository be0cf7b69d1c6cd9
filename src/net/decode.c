/* decode.c - best tree (Chu-Liu/Edmonds) and best label sequence (Viterbi). In: scores. Out: numbers of heads and
 * labels. Knows nothing of what they mean.
 *
 * The tree: every node takes its best head; if that makes a cycle, the cycle becomes one node and all is tried again;
 * at the end the cycles are opened, the newest first, where the chosen edge enters them. A node that stands for a
 * cycle keeps the row and column of its first member. */
#include "net/decode.h"

#include <math.h>

/* Scores are kept within bounds, so that the cost of a child of the root never drowns. */
static const double FAR = 1e30;

static double plain(float x) {
  double d = (double)x;
  return d > -FAR ? (d < FAR ? d : FAR) : -FAR;
}

/* Walk up from every live node; the first cycle met goes to t->cycle. Returns its length, 0 for none. */
static size_t find_cycle(nst_tree_scratch *t, size_t n_alive) {
  enum { NEW, ON_PATH, DONE };
  for (size_t a = 0; a < n_alive; a++) t->state[t->alive[a]] = NEW;
  t->state[0] = DONE;
  for (size_t a = 0; a < n_alive; a++) {
    size_t len = 0;
    uint16_t i = t->alive[a];
    for (; t->state[i] == NEW; i = t->best[i]) {
      t->state[i] = ON_PATH;
      t->cycle[len++] = i;
    }
    if (t->state[i] == ON_PATH) {
      size_t from = 0;
      while (t->cycle[from] != i) from++;
      memmove(t->cycle, t->cycle + from, (len - from) * sizeof *t->cycle);
      return len - from;
    }
    for (size_t k = 0; k < len; k++) t->state[t->cycle[k]] = DONE;
  }
  return 0;
}

static uint16_t best_head(const nst_tree_scratch *t, uint16_t i, size_t n_alive) {
  uint16_t best = i ? 0 : 1;
  bool any = false;
  for (size_t a = 0; a < n_alive; a++) {
    uint16_t j = t->alive[a];
    if (j == i || (any && !(t->score[i][j] > t->score[i][best]))) continue;
    best = j;
    any = true;
  }
  return best;
}

/* Edges between the cycle and outside node u become those of its first member. */
static void join_edges(nst_tree_scratch *t, size_t len, uint16_t u) {
  uint16_t first = t->cycle[0], in = first, out = first;
  double best_in = 0;
  for (size_t k = 0; k < len; k++) {
    uint16_t c = t->cycle[k];
    double gain = t->score[c][u] - t->score[c][t->best[c]];
    if (k == 0 || gain > best_in) best_in = gain, in = c;
    if (t->score[u][c] > t->score[u][out]) out = c;
  }
  t->score[first][u] = best_in;
  t->edge[first][u] = t->edge[in][u];
  t->score[u][first] = t->score[u][out];
  t->edge[u][first] = t->edge[u][out];
}

/* Make one node of the cycle; returns the number of live nodes. */
static size_t contract(nst_tree_scratch *t, size_t len, size_t n_alive, uint16_t name) {
  enum { OUTSIDE, INSIDE };
  uint16_t first = t->cycle[0];
  for (size_t a = 0; a < n_alive; a++) t->state[t->alive[a]] = OUTSIDE;
  for (size_t k = 0; k < len; k++) t->state[t->cycle[k]] = INSIDE;
  for (size_t a = 0; a < n_alive; a++) {
    if (t->state[t->alive[a]] == OUTSIDE) join_edges(t, len, t->alive[a]);
  }
  for (size_t k = 0; k < len; k++) {
    uint16_t c = t->cycle[k];
    t->parent[t->node[c]] = name;
    t->chosen[t->node[c]] = t->edge[c][t->best[c]];
  }
  t->node[first] = name;
  size_t left = 0;
  for (size_t a = 0; a < n_alive; a++) {
    uint16_t u = t->alive[a];
    if (t->state[u] == INSIDE && u != first) continue;
    if (u != 0 && t->state[u] == OUTSIDE && t->state[t->best[u]] == INSIDE) t->best[u] = first;
    t->alive[left++] = u;
  }
  t->best[first] = best_head(t, first, left);
  return left;
}

static void open_cycles(nst_tree_scratch *t, size_t n, uint16_t names, uint16_t *heads) {
  for (uint16_t name = names; name > n + 1;) {
    name--;
    uint16_t member = (uint16_t)(t->chosen[name] >> 16);
    while (t->parent[member] != name) member = t->parent[member];
    t->chosen[member] = t->chosen[name];
  }
  for (size_t i = 1; i <= n; i++) heads[i - 1] = (uint16_t)(t->chosen[i] & 0xffff);
}

/* Scores into the matrix, from zero up. A child of the root costs more than any gain elsewhere, so that one is left. */
static void fill(nst_tree_scratch *t, const float *scores, size_t ld, size_t n, double low,
                 double root_cost) {
  for (size_t i = 0; i <= n; i++) {
    for (size_t j = 0; j <= n; j++) {
      t->score[i][j] =
          i == 0 || i == j ? 0 : plain(scores[(i - 1) * ld + j]) - low - (j == 0 ? root_cost : 0);
      t->edge[i][j] = (uint32_t)(i << 16 | j);
    }
    t->node[i] = t->alive[i] = (uint16_t)i;
    t->parent[i] = 0;
  }
}

/* Every word takes its best head. Returns the number of children of the root; *lowest score, and the
 * *spread from there to the highest. */
static size_t take_best(nst_tree_scratch *t, const float *scores, size_t ld, size_t n, double *lowest,
                        double *spread) {
  size_t roots = 0;
  double high = -FAR, low = FAR;
  for (size_t i = 1; i <= n; i++) {
    const float *row = scores + (i - 1) * ld;
    size_t best = 0;
    for (size_t j = 0; j <= n; j++) {
      if (j == i) continue;
      double s = plain(row[j]);
      if (s > plain(row[best])) best = j;
      if (s > high) high = s;
      if (s < low) low = s;
    }
    t->best[i] = (uint16_t)best;
    t->alive[i] = (uint16_t)i;
    roots += best == 0;
  }
  *lowest = low;
  *spread = high - low;
  return roots;
}

void nst_arborescence(const float *scores, size_t ld, size_t n, nst_tree_scratch *t, uint16_t *heads) {
  double low, spread;
  if (n == 0) return;
  size_t roots = take_best(t, scores, ld, n, &low, &spread);
  t->alive[0] = 0;
  if (roots == 1 && find_cycle(t, n + 1) == 0) {
    memcpy(heads, t->best + 1, n * sizeof *heads);
    return;
  }
  fill(t, scores, ld, n, low, (spread + 1) * (double)(n + 1));
  size_t n_alive = n + 1, len;
  uint16_t names = (uint16_t)(n + 1);
  for (size_t i = 1; i <= n; i++) t->best[i] = best_head(t, (uint16_t)i, n_alive);
  while ((len = find_cycle(t, n_alive)) != 0) n_alive = contract(t, len, n_alive, names++);
  for (size_t a = 0; a < n_alive; a++) {
    uint16_t i = t->alive[a];
    if (i) t->chosen[t->node[i]] = t->edge[i][t->best[i]];
  }
  open_cycles(t, n, names, heads);
}

void nst_viterbi(const float *scores, size_t ld, size_t n, size_t labels, uint32_t first,
                 const uint32_t *follows, uint8_t *back, uint16_t *out) {
  float sum[NST_SEQUENCE_LABELS], next[NST_SEQUENCE_LABELS];
  if (n == 0) return;
  for (size_t b = 0; b < labels; b++) sum[b] = first >> b & 1 ? scores[b] : -INFINITY;
  for (size_t i = 1; i < n; i++) {
    for (size_t b = 0; b < labels; b++) {
      size_t best = 0;
      float most = -INFINITY;
      for (size_t a = 0; a < labels; a++) {
        if ((follows[a] >> b & 1) && sum[a] > most) most = sum[a], best = a;
      }
      back[i * labels + b] = (uint8_t)best;
      next[b] = most + scores[i * ld + b];
    }
    memcpy(sum, next, labels * sizeof *sum);
  }
  size_t best = 0;
  for (size_t b = 1; b < labels; b++) {
    if (sum[b] > sum[best]) best = b;
  }
  for (size_t i = n; i-- > 0;) {
    out[i] = (uint16_t)best;
    if (i) best = back[i * labels + best];
  }
}
