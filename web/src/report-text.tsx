/** The text of a report with what was coded from it: coloured passages, an explanation of each, a card for each record. */
import { useMemo, useState } from "preact/hooks";
import { A, Act, Actors, CsvFromServer, Empty, StatusTag, Text } from "./ui";
import { type Mark, type MarkKind, type Piece, cut, markNames, marksOf, paragraphs, stretches } from "./spans";
import type { CodedRecord, Sentence } from "./types";
import { actorName, placeName, plain, plural, showDays, showQuantity, speakerName } from "./words";

const order: MarkKind[] = ["act", "again", "speaker", "source", "target", "quantity", "place", "time", "condition"];
/** The mark that gives a piece its colour: the shortest one, then by kind. */
const leading = (marks: Mark[]): Mark => [...marks].sort((a, b) => a.end - a.begin - (b.end - b.begin) || order.indexOf(a.kind) - order.indexOf(b.kind))[0]!;

function PieceView({ piece, chosen, onShow }: { piece: Piece; chosen: number | null; onShow: (marks: Mark[] | null) => void }) {
  if (piece.marks.length === 0) return <>{plain(piece.text)}</>;
  const mark = leading(piece.marks);
  const condition = piece.marks.some((m) => m.kind === "condition");
  const on = chosen !== null && piece.marks.some((m) => m.record === chosen);
  const words = piece.marks.map((m) => `${markNames[m.kind]}: ${m.words}`).join("; ");
  return (
    <mark class={`k-${mark.kind}${condition ? " in-condition" : ""}${on ? " on" : ""}`} tabIndex={0} title={words}
      onMouseEnter={() => onShow(piece.marks)} onFocus={() => onShow(piece.marks)} onMouseLeave={() => onShow(null)} onBlur={() => onShow(null)}>
      {plain(piece.text)}
      <span class="sr"> ({words})</span>
    </mark>
  );
}

/** Who says so, from the outermost speaker in. */
function Speakers({ record: r }: { record: CodedRecord }) {
  return (
    <ol class="chain" aria-label="Who says so">
      <li>the report</li>
      {r.attribution.map((a, i) => <li key={i}><Text>{speakerName(a)}</Text> <span class="faint">{actorName(a)}</span></li>)}
      <li class="said">{r.event}</li>
    </ol>
  );
}

export function RecordCard({ record: r, id, on, onPoint }: { record: CodedRecord; id?: number; on?: boolean; onPoint?: (on: boolean) => void }) {
  return (
    <article class={`record${on ? " on" : ""}`} onMouseEnter={() => onPoint?.(true)} onMouseLeave={() => onPoint?.(false)} onFocusCapture={() => onPoint?.(true)} onBlurCapture={() => onPoint?.(false)}>
      <h3>
        <Actors actors={r.source} none="somebody" /> <span class="arrow">{r.mutual ? "↔" : "→"}</span> <Act event={r.event} content={r.content} mode={r.mode} quad={r.quad} /> <span class="arrow">{r.mutual ? "↔" : "→"}</span> <Actors actors={r.target} none="nobody named" /> <StatusTag status={r.status} />
      </h3>
      <p class="details">
        <span class="quote">“<Text>{r.trigger.text}</Text>”</span>
        {r.condition && <span class="condition">condition: “<Text>{r.condition.text}</Text>”</span>}
        {r.quantities.map((q, i) => <span key={i}>{plain(showQuantity(q))}</span>)}
        <span>{showDays(r.time.from, r.time.to)}</span>
        {r.place && <span><Text>{placeName(r.place)}</Text></span>}
        <span>confidence {Math.round(r.confidence * 100)} %</span>
      </p>
      <Speakers record={r} />
      <details>
        <summary>Why it was coded so</summary>
        <ul class="why">{r.why.map((line, i) => <li key={i}><Text>{line}</Text></li>)}</ul>
      </details>
      {id !== undefined && <A href={`/event/${r.id}`}>The event, with all reports that tell it</A>}
    </article>
  );
}

/** Why a sentence holds no event, word by word. */
function reasons(s: Sentence): string[] {
  if (s.dropped.length > 0) return s.dropped.map((d) => `${d.text}${d.event ? ` (${d.event})` : ""}: ${d.why}`);
  return [s.read ? "no word of it is in the frames" : "a byline, a credit, or no word that is in the frames"];
}
/** The beginning of a sentence. */
function words(text: Uint8Array, { span: [begin, end] }: Sentence): string {
  const all = new TextDecoder().decode(text.subarray(begin, Math.min(end, begin + 400)));
  return all.length > 90 ? `${all.slice(0, 80).replace(/\s+\S*$/, "")} …` : all;
}

interface Props {
  text: string; exact: boolean; titleBytes: number; sentences: Sentence[] | null; coded: { record: CodedRecord; event?: number }[];
  csv: { url: string; init?: RequestInit };
}

export function ReportText({ text, exact, titleBytes, sentences, coded, csv }: Props) {
  const [shown, setShown] = useState<Mark[] | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const [uncoded, setUncoded] = useState(true);
  const bytes = useMemo(() => new TextEncoder().encode(text), [text]);
  const records = useMemo(() => coded.map((c) => c.record), [coded]);
  const marks = useMemo(() => (exact ? marksOf(bytes, records) : []), [bytes, records, exact]);
  const acts = useMemo(() => marks.filter((m) => m.kind === "act" || m.kind === "again"), [marks]);
  const holds = (s: Sentence) => acts.some((m) => m.begin < s.span[1] && m.end > s.span[0]);
  const body = useMemo(() => paragraphs(bytes).map((p) => stretches(p, exact ? (sentences ?? []) : []).map((s) => ({ ...s, quiet: s.sentence !== null && !holds(s.sentence), pieces: cut(bytes, s.begin, s.end, marks) }))), [bytes, marks, sentences]);
  const quiet = useMemo(() => (exact ? (sentences ?? []).filter((s) => !holds(s)) : []), [sentences, acts]);
  return (
    <div class="reading">
      <div class="readingtext" tabIndex={0} role="region" aria-label="Text of the report">
        <ul class="markkey" aria-label="What the colours mean">
          {order.map((k) => <li key={k}><mark class={`k-${k}`}>{markNames[k]}</mark></li>)}
        </ul>
        {!exact && <p class="empty">The bytes of this report are not clean UTF-8, so passages cannot be marked in it.</p>}
        <div class={`reporttext${uncoded ? " dimmed" : ""}`}>
          {body.map((list, i) => {
            const Tag = list[0] && list[0].begin < titleBytes ? "h2" : "p";
            return (
              <Tag key={i} dir="auto">
                {list.map((s) => <span key={s.begin} class={s.quiet ? "uncoded" : undefined} title={s.quiet ? reasons(s.sentence!).join("; ") : undefined}>{s.pieces.map((piece) => <PieceView key={piece.begin} piece={piece} chosen={chosen} onShow={(m) => { setShown(m); setChosen(m ? leading(m).record : null); }} />)}</span>)}
              </Tag>
            );
          })}
        </div>
        <p class="explain" aria-live="polite">
          {shown ? shown.map((m, i) => <span key={i}><b class={`k-${m.kind}`}>{markNames[m.kind]}</b> <Text>{m.words}</Text></span>) : "Point at a coloured passage, or reach it with the Tab key: what it is stands here."}
        </p>
        {quiet.length > 0 && (
          <>
            <label class="check"><input type="checkbox" checked={uncoded} onChange={(e) => setUncoded(e.currentTarget.checked)} /> grey out the {plural(quiet.length, "sentence")} that no event was coded from</label>
            <details class="quiet">
              <summary>Why no event was coded from {quiet.length === 1 ? "it" : "them"}</summary>
              <ul class="why">{quiet.map((s) => <li key={s.span[0]}><span class="quote">“<Text>{words(bytes, s)}</Text>”</span> {reasons(s).map((r, i) => <span key={i}>{i > 0 && "; "}<Text>{r}</Text></span>)}</li>)}</ul>
            </details>
          </>
        )}
      </div>
      <section class="records" aria-label="What was coded">
        <div class="titlebar"><h2>{plural(coded.length, "event")} coded</h2>{coded.length > 0 && <CsvFromServer {...csv} name="records.csv" what="what was coded" />}</div>
        {coded.length === 0 && <Empty>No political event was found. Nestor codes acts between political actors: talks, promises, demands, threats, force. Speech that does nothing, sport and weather are none.</Empty>}
        {coded.map((c, i) => <RecordCard key={i} record={c.record} id={c.event} on={chosen === i} onPoint={(on) => setChosen(on ? i : null)} />)}
      </section>
    </div>
  );
}
