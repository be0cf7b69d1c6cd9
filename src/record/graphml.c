/* graphml.c - events as a directed multigraph, for programs that know networks. */
#include <inttypes.h>

#include "record/formats.h"
#include "record/value.h"

static void put_xml(nst_buf *buf, const char *text) {
  for (; *text != '\0'; text++) {
    switch (*text) {
    case '&':
      nst_buf_text(buf, "&amp;");
      break;
    case '<':
      nst_buf_text(buf, "&lt;");
      break;
    case '>':
      nst_buf_text(buf, "&gt;");
      break;
    case '"':
      nst_buf_text(buf, "&quot;");
      break;
    default:
      nst_buf_char(buf, (unsigned char)*text < 0x20 || *text == 0x7F ? ' ' : *text);
    }
  }
}

bool nst_graph_start(nst_graph *graph, nst_buf *buf) {
  *graph = (nst_graph){.arena = nst_arena_new(nst_allocator_default())};
  if (graph->arena == NULL) return false;
  nst_map_init(&graph->nodes, graph->arena);
  nst_buf_text(buf, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
  static const struct {
    const char *id, *of, *type;
  } keys[] = {{"code", "node", "string"},    {"sector", "node", "string"}, {"event", "edge", "long"},
              {"day", "edge", "string"},     {"type", "edge", "string"},   {"quad", "edge", "int"},
              {"cameo", "edge", "string"},   {"score", "edge", "double"},  {"status", "edge", "string"},
              {"mutual", "edge", "boolean"}, {"sources", "edge", "int"}};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    nst_buf_format(buf, "  <key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", keys[i].id,
                   keys[i].of, keys[i].id, keys[i].type);
  nst_buf_text(buf, "  <graph id=\"events\" edgedefault=\"directed\">\n");
  return true;
}

/** The number of an actor's node, made where it is met for the first time. */
static uint32_t node_of(nst_graph *graph, nst_buf *buf, const nst_actor *actor) {
  const char *code = actor == NULL ? "" : actor->country[0] != '\0' ? actor->country : actor->org;
  const char *sector = actor == NULL ? "" : actor->sector;
  char *key = nst_arena_format(graph->arena, "%s %s", code, sector);
  if (key == NULL) return 0;
  uint32_t known = nst_map_get(&graph->nodes, nst_str_of(key));
  if (known != NST_MAP_NONE) return known;
  uint32_t id = graph->n_nodes++;
  (void)nst_map_put(&graph->nodes, nst_str_of(key), id);
  nst_buf_format(buf, "    <node id=\"n%u\"><data key=\"code\">", id);
  put_xml(buf, code[0] != '\0' ? code : "unknown");
  nst_buf_text(buf, "</data><data key=\"sector\">");
  put_xml(buf, sector);
  nst_buf_text(buf, "</data></node>\n");
  return id;
}

static void put_data(nst_buf *buf, const char *key, const char *text) {
  nst_buf_format(buf, "<data key=\"%s\">", key);
  put_xml(buf, text);
  nst_buf_text(buf, "</data>");
}

void nst_graph_event(nst_graph *graph, nst_buf *buf, const nst_event *e, const nst_told *told) {
  const nst_actor *source, *target;
  for (size_t i = 0; nst_pair(e, i, &source, &target); i++) {
    uint32_t from = node_of(graph, buf, source), to = node_of(graph, buf, target);
    nst_buf_format(buf,
                   "    <edge id=\"e%" PRIu64 "\" source=\"n%u\" target=\"n%u\"><data key=\"event\">%" PRId64
                   "</data>",
                   graph->n_edges++, from, to, told->id);
    put_data(buf, "day", e->time.from[0] != '\0' ? e->time.from : e->date);
    put_data(buf, "type", nst_event_name(e->type));
    nst_buf_format(buf, "<data key=\"quad\">%d</data>", nst_event_quad(e->type));
    put_data(buf, "cameo", e->cameo);
    nst_buf_text(buf, "<data key=\"score\">");
    nst_put_number(buf, told->score, 1);
    nst_buf_text(buf, "</data>");
    put_data(buf, "status", nst_event_status_name(told->status));
    nst_buf_format(buf, "<data key=\"mutual\">%s</data><data key=\"sources\">%u</data></edge>\n",
                   e->mutual ? "true" : "false", told->n_sources);
  }
}

void nst_graph_end(nst_graph *graph, nst_buf *buf) {
  nst_buf_text(buf, "  </graph>\n</graphml>\n");
  if (nst_arena_failed(graph->arena)) buf->failed = true;
  nst_arena_free(graph->arena);
  graph->arena = NULL;
}
