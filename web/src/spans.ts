/** A report cut into pieces, each with the marks that lie over it. Spans count bytes, strings of the browser do not. */
import type { Actor, CodedRecord, Passage, Sentence } from "./types";
import { actorName, showDays, showQuantity, statusWords } from "./words";

export type MarkKind = "act" | "source" | "target" | "condition" | "speaker" | "quantity" | "time" | "place" | "again";
export const markNames: Record<MarkKind, string> = {
  act: "act", source: "source", target: "target", condition: "condition", speaker: "speaker", quantity: "quantity", time: "time",
  place: "place", again: "told again",
};
export interface Mark { begin: number; end: number; kind: MarkKind; words: string; record: number }
export interface Piece { begin: number; text: string; marks: Mark[] }

/** Where the words of a time or a place stand: the record gives them without a span, so look near the act. */
function find(text: Uint8Array, words: string, near: number): [number, number] | null {
  if (!words) return null;
  const bytes = new TextEncoder().encode(words);
  let best: [number, number] | null = null;
  const low = Math.max(0, near - 600), high = Math.min(text.length - bytes.length, near + 600);
  for (let i = low; i <= high; i++) {
    let j = 0;
    while (j < bytes.length && text[i + j] === bytes[j]) j++;
    if (j === bytes.length && (!best || Math.abs(i - near) < Math.abs(best[0] - near))) best = [i, i + j];
  }
  return best;
}

export function marksOf(text: Uint8Array, records: CodedRecord[]): Mark[] {
  const marks: Mark[] = [];
  records.forEach((r, record) => {
    const add = (span: [number, number] | undefined | null, kind: MarkKind, words: string) => {
      if (span && span[0] < span[1] && span[1] <= text.length) marks.push({ begin: span[0], end: span[1], kind, words, record });
    };
    const actors = (list: Actor[], kind: MarkKind, words: string) => list.forEach((a) => add(a.span, kind, `${words}: ${actorName(a)}${a.name ? ` (${a.name})` : ""}`));
    const act = `${r.event}${r.content ? ` about ${r.content}` : ""}, ${statusWords[r.status]}`;
    add(r.trigger.span, "act", act);
    r.mentions.forEach((m: Passage) => add(m.span, "again", `the same event told again: ${act}`));
    actors(r.source, "source", r.mutual ? "takes part" : "acts");
    actors(r.target, "target", r.mutual ? "takes part" : "is acted on");
    actors(r.attribution, "speaker", "says so");
    add(r.condition?.span, "condition", "the act depends on this");
    r.quantities.forEach((q) => add(q.span, "quantity", showQuantity(q)));
    if (r.time.text) add(find(text, r.time.text, r.trigger.span[0]), "time", showDays(r.time.from, r.time.to));
    if (r.place?.text) add(find(text, r.place.text, r.trigger.span[0]), "place", `place, known to the ${r.place.precision === "city" ? "town" : r.place.precision === "admin1" ? "region" : "country"}`);
  });
  return marks;
}

export function cut(text: Uint8Array, begin: number, end: number, marks: Mark[]): Piece[] {
  const decoder = new TextDecoder();
  const here = marks.filter((m) => m.begin < end && m.end > begin);
  const edges = new Set([begin, end]);
  for (const m of here) edges.add(Math.max(begin, m.begin)).add(Math.min(end, m.end));
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((from, i) => ({
    begin: from,
    text: decoder.decode(text.subarray(from, sorted[i + 1])),
    marks: here.filter((m) => m.begin <= from && m.end >= sorted[i + 1]!),
  }));
}

/** Paragraphs as byte ranges, without the line feeds between them. */
export function paragraphs(text: Uint8Array): [number, number][] {
  const out: [number, number][] = [];
  let begin = 0;
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && text[i] !== 10) continue;
    if (i > begin) out.push([begin, i]);
    begin = i + 1;
  }
  return out;
}

/** A paragraph in the sentences of the coder, and what lies between them. */
export interface Stretch { begin: number; end: number; sentence: Sentence | null }
export function stretches([begin, end]: [number, number], sentences: Sentence[]): Stretch[] {
  const out: Stretch[] = [];
  let at = begin;
  for (const sentence of sentences) {
    const from = Math.max(sentence.span[0], at), to = Math.min(sentence.span[1], end);
    if (from >= to) continue;
    if (from > at) out.push({ begin: at, end: from, sentence: null });
    out.push({ begin: from, end: to, sentence });
    at = to;
  }
  if (at < end) out.push({ begin: at, end, sentence: null });
  return out;
}
