import { useState } from "preact/hooks";
import { useApi } from "../api";
import { apiQuery, go, setParams, type Address } from "../address";
import { SeriesChart } from "../chart";
import { EventsPanel } from "../events-panel";
import { Filters } from "../filters";
import { Ledgers } from "../ledgers";
import type { Dyad, Period, Series } from "../types";
import { A, Choice, DyadName, DyadsCsv, Empty, Wait } from "../ui";
import { codeName, plural } from "../words";

function Picker({ chosen }: { chosen: string | null }) {
  const answer = useApi<{ dyads: Dyad[] }>("/api/dyads?limit=60");
  return (
    <label class="picker">
      Dyad
      <select value={chosen ?? ""} onChange={(e) => go(`/dyad/${e.currentTarget.value}${location.search}`)}>
        {!chosen && <option value="">choose one</option>}
        {chosen && !answer.data?.dyads.some((d) => `${d.a}-${d.b}` === chosen) && <option value={chosen}>{chosen}</option>}
        {answer.data?.dyads.map((d) => <option key={d.a + d.b} value={`${d.a}-${d.b}`}>{codeName(d.a)} – {codeName(d.b)} ({d.events})</option>)}
      </select>
    </label>
  );
}

function Choose() {
  const [most, setMost] = useState(60);
  const answer = useApi<{ dyads: Dyad[] }>(`/api/dyads?limit=${most}`);
  return (
    <>
      <div class="titlebar"><h1>Dyads</h1><DyadsCsv dyads={answer.data?.dyads ?? []} /></div>
      <p class="lead">Pairs of countries and organisations, most events first.</p>
      <Wait answer={answer}>
        {({ dyads }) => dyads.length === 0 ? <Empty>There are no events between two countries or organisations yet.</Empty> : (
          <ul class="dyads">{dyads.map((d) => <li key={d.a + d.b}><A href={`/dyad/${d.a}-${d.b}`}><DyadName a={d.a} b={d.b} /></A> <span class="faint">{plural(d.events, "event")}</span></li>)}</ul>
        )}
      </Wait>
      {answer.data?.dyads.length === most && most < 1000 && <button type="button" onClick={() => setMost(1000)}>More pairs</button>}
    </>
  );
}

const periods = [["day", "day"], ["week", "week"], ["month", "month"]] as const;

export function DyadView({ address }: { address: Address }) {
  const subject = address.path[1];
  if (!subject) return <Choose />;
  return <One key={subject} subject={subject} query={address.query} />;
}

function One({ subject, query }: { subject: string; query: URLSearchParams }) {
  const [a, b] = subject.split("-") as [string, string | undefined];
  const by = (query.get("by") ?? "week") as Period;
  const selection = { since: query.get("since"), until: query.get("until") };
  const who: Record<string, string> = b ? { dyad: subject } : { actor: subject };
  const series = useApi<Series>(`/api/series${apiQuery(query, { ...who, by, since: null, until: null })}`);
  const zoom = query.get("zoom") === "1";
  return (
    <>
      <div class="titlebar">
        <h1>{b ? <DyadName a={a} b={b} /> : codeName(a)}</h1>
        <Picker chosen={subject} />
      </div>
      <div class="toolbar">
        <Choice label="Period of a bar" options={periods} value={by} onChange={(v) => setParams({ by: v === "week" ? null : v })} />
        {(selection.since || selection.until) && (
          <>
            <button type="button" aria-pressed={zoom} onClick={() => setParams({ zoom: zoom ? null : "1" })}>{zoom ? "Zoom out" : "Zoom to selection"}</button>
            <button type="button" onClick={() => setParams({ since: null, until: null, zoom: null })}>Whole period</button>
          </>
        )}
      </div>
      <Wait answer={series}>
        {(data) => <SeriesChart series={data} selection={selection} zoom={zoom} label={`Tension and events of ${subject} by ${by}`} onSelect={(s) => setParams({ ...s, zoom: s.since ? query.get("zoom") : null })} />}
      </Wait>
      <Filters query={query} fields={["type", "status", "days"]} />
      <div class="columns">
        <EventsPanel title="Events" query={apiQuery(query, who)} empty="No event fits. Choose a longer period or take a filter away." />
        <Ledgers subject={subject} query={query} />
      </div>
    </>
  );
}
