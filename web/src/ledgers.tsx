/** The ledgers of a dyad or a country: talks, forces, conditions, demands, claims, deaths and injuries. */
import { useState } from "preact/hooks";
import { useApi } from "./api";
import { setParams } from "./address";
import type { Line, Picture } from "./types";
import { A, Card, Choice, CsvButton, Empty, QuadMark, Sentence, StatusTag, Text, Wait } from "./ui";
import { codeName, codesInWords, plural, quadOf, showDay, showDays, showNumber, showRange } from "./words";

const names = [["talks", "Talks"], ["forces", "Forces"], ["conditions", "Conditions"], ["demands", "Demands"], ["claims", "Claims"], ["casualties", "Deaths, injuries"]] as const;
type Name = (typeof names)[number][0];

const empty: Record<Name, string> = {
  talks: "No talks were held, announced or asked for.", forces: "Nothing is said about forces.",
  conditions: "Nobody made a threat or a promise that hangs on an “if”.", demands: "Nobody asked anything of the other side.",
  claims: "Nobody accused anybody, and nothing was denied.", casualties: "No deaths or injuries are reported.",
};

/** Low to high as a bar; open ends are lighter, what is doubted or said to be gone is hatched. */
function RangeBar({ line, most }: { line: Line; most: number }) {
  const q = line.quantity;
  if (!q) return null;
  const low = q.low ?? 0, high = q.high ?? Math.max(low * 1.25, Math.min(most, low * 1.5));
  const at = (v: number) => Math.min(100, (100 * v) / most);
  const doubted = line.state === "doubted" || line.state === "withdrawn" || line.status !== "actual";
  const width = Math.max(at(high) - at(low), 1);
  return (
    <svg class={`rangebar${doubted ? " doubted" : ""}`} width="100%" height="14" role="img" aria-label={showRange(q.low, q.high)}>
      <defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatchline" x1="0" y1="0" x2="0" y2="6" /></pattern></defs>
      <rect class="track" width="100%" height="2" y="6" />
      <rect class="upto" width={`${at(low)}%`} height="6" y="4" />
      <rect class={`span${q.high === null ? " open" : ""}`} x={`${Math.min(at(low), 99)}%`} width={`${width}%`} height="10" y="2" />
      {doubted && <rect fill="url(#hatch)" x="0" width={`${Math.max(at(high), 1)}%`} height="10" y="2" />}
    </svg>
  );
}

function Row({ name, line: l, most }: { name: Name; line: Line; most: number }) {
  const arrow = l.mutual ? "↔" : "→";
  return (
    <li class="ledgerline">
      <div class="when"><time dateTime={l.from ?? undefined}>{showDays(l.from, l.to)}</time>{l.state && <span class={`tag state-${l.state}`}>{l.state}</span>}</div>
      <div>
        <A href={`/event/${l.event}`} class="eventline">
          <QuadMark quad={quadOf(l.type)} /> <span class="actor"><Text>{codesInWords(l.who) || "somebody"}</Text></span> {l.whom && <><span class="arrow">{arrow}</span> <span class="actor"><Text>{codesInWords(l.whom)}</Text></span></>} <span class="what">{l.type}{l.content ? ` about ${l.content}` : ""}</span>
        </A>{" "}
        <StatusTag status={l.status} />
        {l.quantity && (name === "forces" || name === "casualties") && (
          <div class="amount">
            <b>{showRange(l.quantity.low, l.quantity.high)}</b> {l.quantity.kind === "weapons" ? l.quantity.unit : l.quantity.kind}
            {l.quantity.kind !== "weapons" && <RangeBar line={l} most={most} />}
          </div>
        )}
        <div class="details">
          {l.what && <span class="quote">“<Text>{l.what}</Text>”</span>}
          {l.condition && <span class="condition">condition: “<Text>{l.condition}</Text>”</span>}
          {l.medium && <span>{l.medium}</span>}
          {l.duration_high ? <span>{showRange(l.duration_low ?? null, l.duration_high)} minutes</span> : null}
          {l.round ? <span>round {l.round}</span> : null}
          {l.asked_by && <span>asked for by <Text>{codesInWords(l.asked_by)}</Text></span>}
          {l.place && <span><Text>{l.place}</Text></span>}
          {l.according_to && <span>according to <Text>{l.according_to.replaceAll(" > ", " › ")}</Text></span>}
          <span>{plural(l.n_sources, "source")}: {l.reports.slice(0, 4).map((r, i) => <span key={r.id}>{i > 0 && ", "}<A href={`/report/${r.id}`}><Text>{r.doc}</Text></A></span>)}{l.reports.length > 4 && ` and ${l.reports.length - 4} more`}</span>
          <Sentence event={l.event} />
        </div>
        {l.other && <p class="other">⤷ <A href={`/event/${l.other.event}`}>{showDay(l.other.day)}: <Text>{codesInWords(l.other.words)}</Text></A></p>}
      </div>
    </li>
  );
}

export function Ledgers({ subject, query }: { subject: string; query: URLSearchParams }) {
  const [limit, setLimit] = useState(12);
  const days = ["since", "until"].map((k) => (query.get(k) ? `&${k}=${query.get(k)}` : "")).join("");
  const answer = useApi<Picture>(`/api/picture/${encodeURIComponent(subject)}?limit=${limit}${days}`);
  const name = (names.find(([n]) => n === query.get("ledger"))?.[0] ?? "talks") as Name;
  const ledger = answer.data?.ledgers[name];
  const options = names.map(([n, words]) => [n, answer.data ? `${words} ${answer.data.ledgers[n]?.total ?? 0}` : words] as const);
  const head = ["from", "to", "state", "who", "whom", "type", "content", "status", "what", "low", "high", "unit", "condition", "medium", "asked_by", "place", "according_to", "answer", "answer_day", "sources", "reports"];
  const rows = () => (ledger?.lines ?? []).map((l) => [l.from, l.to, l.state, l.who, l.whom, l.type, l.content, l.status, l.what, l.quantity?.low, l.quantity?.high, l.quantity?.unit, l.condition, l.medium, l.asked_by, l.place, l.according_to, l.other?.words, l.other?.day, l.n_sources, l.reports.map((r) => r.doc).join(" ")]);
  return (
    <Card title="Ledgers" aside={<CsvButton name={`${subject}-${name}.csv`} what={`ledger of ${name}`} head={head} rows={rows} />}>
      <Choice label="Ledger" options={options} value={name} onChange={(v) => setParams({ ledger: v === "talks" ? null : v })} />
      <Wait answer={answer}>
        {(picture) => {
          const lines = picture.ledgers[name]?.lines ?? [];
          const most = Math.max(1, ...lines.filter((l) => l.quantity?.kind !== "weapons").map((l) => l.quantity?.high ?? (l.quantity?.low ?? 0) * 1.25));
          const sides = subject.includes("-") && name === "forces" && (
            <p>A report rarely says against whom forces move. All of them: {subject.split("-").map((c, i) => <span key={c}>{i > 0 && ", "}<A href={`/dyad/${c}?ledger=forces`}>forces of {codeName(c)}</A></span>)}.</p>
          );
          if (lines.length === 0) return <>{sides}<Empty>{empty[name]}</Empty></>;
          return (
            <>
              {sides}
              {name === "forces" && lines.some((l) => l.quantity) && <p class="faint">Bars run from the lowest to the highest figure given, up to {showNumber(most)}; hatched: withdrawn or doubted.</p>}
              <ul class="ledger">{lines.map((l, i) => <Row key={i} name={name} line={l} most={most} />)}</ul>
              {(picture.ledgers[name]?.total ?? 0) > lines.length && <p class="faint">The newest {lines.length} of {picture.ledgers[name]!.total}. {limit < 1000 ? <button type="button" onClick={() => setLimit(limit * 4 > 1000 ? 1000 : limit * 4)}>More lines</button> : "A shorter period shows older ones."}</p>}
            </>
          );
        }}
      </Wait>
    </Card>
  );
}
