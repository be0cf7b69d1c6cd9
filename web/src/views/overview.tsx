import { useApi } from "../api";
import { SeriesChart, Spark } from "../chart";
import type { Dyad, EventPage, Series, Summary } from "../types";
import { A, Card, DyadName, Empty, EventList, Wait } from "../ui";
import { go } from "../address";
import { plural, showDays, showNumber } from "../words";

function Tension({ dyad }: { dyad: Dyad }) {
  const answer = useApi<Series>(`/api/series?dyad=${dyad.a}-${dyad.b}&by=week`);
  const points = answer.data?.points ?? [];
  const now = points.at(-1);
  const before = points.at(-5) ?? points[0];
  const change = now && before ? Math.round(now.tension - before.tension) : 0;
  return (
    <li>
      <A href={`/dyad/${dyad.a}-${dyad.b}`} class="tile">
        <span class="name"><DyadName a={dyad.a} b={dyad.b} /></span>
        <Spark points={points} />
        <span class="figures">
          <b>{now ? Math.round(now.tension) : "–"}</b>
          <span class={change > 0 ? "up" : change < 0 ? "down" : "faint"}>{change > 0 ? `▲ ${change}` : change < 0 ? `▼ ${-change}` : "no change"} <span class="faint">in 4 weeks</span></span>
        </span>
        <span class="faint">{plural(dyad.events, "event")}</span>
      </A>
    </li>
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
  const dyads = useApi<{ dyads: Dyad[] }>("/api/dyads?limit=12");
  const series = useApi<Series>("/api/series?by=week");
  const latest = useApi<EventPage>("/api/events?limit=10");
  const demands = useApi<EventPage>("/api/events?type=REQUEST&limit=6");
  const conditions = useApi<EventPage>("/api/events?conditional=true&limit=6");
  const most = dyads.data?.dyads[0]?.events ?? 1;
  return (
    <>
      <h1>Overview</h1>
      <Wait answer={summary}>
        {(s) => s.events === 0 ? <Empty>The store is empty. Fill it with: nestor code --db crisis.db --format none reports/*.txt</Empty> : (
          <p class="lead">{showDays(s.first_day, s.last_day)}: <b>{plural(s.events, "event")}</b> from <b>{plural(s.reports, "report")}</b>, {plural(s.disputed, "event")} disputed, {plural(s.conditional, "event")} with a condition.</p>
        )}
      </Wait>
      <Card title="Tension" wide aside={<span class="faint">0 calm · 50 even · 100 conflict only</span>}>
        <Wait answer={dyads}>
          {({ dyads: list }) => list.length === 0 ? <Empty>There are no events between two countries or organisations yet.</Empty> : <ul class="tiles">{list.slice(0, 6).map((d) => <Tension key={d.a + d.b} dyad={d} />)}</ul>}
        </Wait>
      </Card>
      <Card title="Events by week" wide>
        <Wait answer={series}>
          {(data) => <SeriesChart series={data} selection={{ since: null, until: null }} label="Events by week and class. Choosing a period leads to the events of it." tension={false}
            onSelect={({ since, until }) => since && go(`/search?since=${since}&until=${until}`)} />}
        </Wait>
      </Card>
      <div class="columns">
        <Card title="Latest events" aside={<A href="/search">all events</A>}>
          <Wait answer={latest}>{(p) => <EventList events={p.events} empty="No events yet." />}</Wait>
        </Card>
        <div>
          <Card title="Most active dyads">
            <Wait answer={dyads}>
              {({ dyads: list }) => (
                <ol class="ranks">
                  {list.map((d) => (
                    <li key={d.a + d.b}>
                      <A href={`/dyad/${d.a}-${d.b}`}><DyadName a={d.a} b={d.b} /></A> <span>{showNumber(d.events)}</span>
                      <svg class="rankbar" width="100%" height="4" preserveAspectRatio="none" aria-hidden="true"><rect width={`${(100 * d.events) / most}%`} height="4" /></svg>
                    </li>
                  ))}
                </ol>
              )}
            </Wait>
          </Card>
          <Card title="New conditions" aside={<A href="/search?conditional=true">all</A>}>
            <Wait answer={conditions}>{(p) => <EventList events={p.events} empty="Nobody set a condition." />}</Wait>
          </Card>
          <Card title="New demands" aside={<A href="/search?type=REQUEST">all</A>}>
            <Wait answer={demands}>{(p) => <EventList events={p.events} empty="Nobody asked anything of anybody." />}</Wait>
          </Card>
          <Card title="How good is this">
            <Wait answer={summary}>{(s) => <Quality summary={s} />}</Wait>
          </Card>
        </div>
      </div>
    </>
  );
}
