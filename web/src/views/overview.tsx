import { type Answer, useApi } from "../api";
import { SeriesChart, Spark } from "../chart";
import { csvMost } from "../events-panel";
import type { Dyad, EventPage, Series, Summary } from "../types";
import { A, Card, CsvButton, CsvFromServer, DyadName, DyadsCsv, Empty, EventList, Wait } from "../ui";
import { go } from "../address";
import { dayDate, isoDay, plural, showDays, showNumber } from "../words";

interface Dyads { today: string | null; dyads: Dyad[] }
const weeks = 104;

function Tile({ dyad, from }: { dyad: Dyad; from: number }) {
  const values = dyad.tension?.slice(from) ?? [];
  const now = values.at(-1) ?? null;
  const change = now === null ? 0 : Math.round(now - (values.at(-5) ?? 50));
  return (
    <li>
      <A href={`/dyad/${dyad.a}-${dyad.b}`} class="tile">
        <span class="name"><DyadName a={dyad.a} b={dyad.b} /></span>
        <Spark values={values} />
        <span class="figures">
          <b>{now === null ? "–" : Math.round(now)}</b>
          <span class={change > 0 ? "up" : change < 0 ? "down" : "faint"}>{change > 0 ? `▲ ${change}` : change < 0 ? `▼ ${-change}` : "no change"} <span class="faint">in 4 weeks</span></span>
        </span>
        <span class="faint">{plural(dyad.events, "event")}</span>
      </A>
    </li>
  );
}

function Tension({ answer }: { answer: Answer<Dyads> }) {
  const list = answer.data?.dyads.slice(0, 6) ?? [];
  /** The first week that any of them has something to show in, but some weeks at least. */
  const from = Math.min(weeks - 12, ...list.map((d) => d.tension?.findIndex((v) => v !== null) ?? -1).filter((i) => i >= 0));
  const day = (i: number) => isoDay(new Date(dayDate(answer.data!.today!).getTime() - (weeks - 1 - i) * 7 * 86_400_000));
  const rows = () => Array.from({ length: answer.data?.today ? weeks : 0 }, (_, i) => [day(i), ...list.map((d) => d.tension?.[i])]);
  return (
    <Card title="Tension" wide aside={<><span class="faint">{from > 0 ? `${weeks - from} weeks` : "two years"} to the newest report · 0 calm, 50 even, 100 conflict only</span> <CsvButton name="tension.csv" what="tension by week" head={["week_to", ...list.map((d) => `${d.a}-${d.b}`)]} rows={rows} /></>}>
      <Wait answer={answer}>
        {() => list.length === 0 ? <Empty>There are no events between two countries or organisations yet.</Empty> : <ul class="tiles">{list.map((d) => <Tile key={d.a + d.b} dyad={d} from={from} />)}</ul>}
      </Wait>
    </Card>
  );
}

function Ranks({ answer }: { answer: Answer<Dyads> }) {
  return (
    <Card title="Most active dyads" aside={<><A href="/dyad">all</A> <DyadsCsv dyads={answer.data?.dyads ?? []} /></>}>
      <Wait answer={answer}>
        {({ dyads }) => (
          <ol class="ranks">
            {dyads.map((d) => (
              <li key={d.a + d.b}>
                <A href={`/dyad/${d.a}-${d.b}`}><DyadName a={d.a} b={d.b} /></A> <span>{showNumber(d.events)}</span>
                <svg class="rankbar" width="100%" height="4" preserveAspectRatio="none" aria-hidden="true"><rect width={`${(100 * d.events) / dyads[0]!.events}%`} height="4" /></svg>
              </li>
            ))}
          </ol>
        )}
      </Wait>
    </Card>
  );
}

function Weeks() {
  const answer = useApi<Series>("/api/series?by=week");
  return (
    <Card title="Events by week" wide>
      <Wait answer={answer}>
        {(data) => <SeriesChart series={data} selection={{ since: null, until: null }} label="Events by week and class. Choosing a period leads to the events of it." tension={false}
          onSelect={({ since, until }) => since && go(`/search?since=${since}&until=${until}`)} />}
      </Wait>
    </Card>
  );
}

/** The newest events of a kind; its CSV holds all of them. */
function Newest({ title, filter, limit, empty }: { title: string; filter: string; limit: number; empty: string }) {
  const answer = useApi<EventPage>(`/api/events?${filter}${filter && "&"}limit=${limit}`);
  const query = filter && `?${filter}`;
  return (
    <Card title={title} aside={<><A href={`/search${query}`}>all</A> <CsvFromServer url={`/api/events.csv?${filter}${filter && "&"}limit=${csvMost}`} name="events.csv" what={title} /></>}>
      <Wait answer={answer}>{(p) => <EventList events={p.events} empty={empty} />}</Wait>
    </Card>
  );
}

function Quality({ summary: s }: { summary: Summary }) {
  const share = s.events ? Math.round((s.disputed / s.events) * 1000) / 10 : 0;
  return (
    <dl class="notes">
      <div><dt>Disputed</dt><dd>{plural(s.disputed, "event")}, {showNumber(share)} % of all: somebody denies or doubts them.</dd></div>
      <div><dt>Told again</dt><dd>{plural(s.records, "record")} tell {plural(s.events, "event")}. {s.wires < s.reports ? `${plural(s.reports - s.wires, "report")} repeat another nearly word for word and count as one source with it.` : "No report repeats another."}</dd></div>
      <div><dt>Conditional</dt><dd>{plural(s.conditional, "threat, demand or promise hangs", "threats, demands and promises hang")} on an “if”.</dd></div>
      {s.superseded > 0 && <div><dt>Corrected</dt><dd>{plural(s.superseded, "report was", "reports were")} replaced by a later version.</dd></div>}
      <div><dt>Coded by</dt><dd>{s.runs.length === 0 ? "nothing yet" : s.runs.map((r) => `${r.version} (${r.pack})`).join("; ")}</dd></div>
    </dl>
  );
}

export function Overview() {
  const summary = useApi<Summary>("/api/summary");
  const dyads = useApi<Dyads>(`/api/dyads?limit=12&tension=${weeks}`);
  return (
    <>
      <h1>Overview</h1>
      <Wait answer={summary}>
        {(s) => s.events === 0 ? <Empty>The store is empty. Fill it with: nestor code --db crisis.db --format none reports/*.txt</Empty> : (
          <p class="lead">{showDays(s.first_day, s.last_day)}: <b>{plural(s.events, "event")}</b> from <b>{plural(s.reports, "report")}</b>, {plural(s.disputed, "event")} disputed, {plural(s.conditional, "event")} with a condition.</p>
        )}
      </Wait>
      <Tension answer={dyads} />
      <Weeks />
      <div class="columns">
        <div>
          <Newest title="Latest events" filter="" limit={10} empty="No events yet." />
          <Newest title="New conditions" filter="conditional=true" limit={6} empty="Nobody set a condition." />
        </div>
        <div>
          <Ranks answer={dyads} />
          <Newest title="New demands" filter="type=REQUEST" limit={6} empty="Nobody asked anything of anybody." />
          <Card title="How good is this">
            <Wait answer={summary}>{(s) => <Quality summary={s} />}</Wait>
          </Card>
        </div>
      </div>
    </>
  );
}
