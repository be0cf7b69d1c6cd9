import { useApi } from "../api";
import { apiQuery, setParams, type Address } from "../address";
import { EventsPanel } from "../events-panel";
import { Filters } from "../filters";
import type { ActorRow, ReportHead } from "../types";
import { A, Card, CsvButton, Empty, ReportsCsv, Text, Wait } from "../ui";
import { codeName, plain, sectorName, showDay } from "../words";

const actorHead = ["name", "country", "org", "sector", "as_source", "as_target"];
interface Found { reports: ReportHead[]; actors: ActorRow[] }

/** The words that were found stand between \u0001 and \u0002. */
function Snippet({ text }: { text: string }) {
  return (
    <bdi class="snippet">
      {text.split("\u0001").map((part, i) => {
        const [found, rest] = i > 0 && part.includes("\u0002") ? part.split("\u0002", 2) : [null, part];
        return <span key={i}>{found !== null && <mark>{plain(found!)}</mark>}{plain(rest!)}</span>;
      })}
    </bdi>
  );
}

export function SearchView({ address: { query } }: { address: Address }) {
  const words = query.get("text") ?? "";
  const found = useApi<Found>(words ? `/api/search?limit=12&q=${encodeURIComponent(words)}` : null);
  return (
    <>
      <h1>Search</h1>
      <Filters query={query} fields={["text", "actor", "source", "target", "type", "quad", "status", "place", "days"]} />
      <div class="columns">
        <EventsPanel title="Events" query={apiQuery(query)} empty="No event fits. Use fewer words, another spelling, or a longer period." />
        {words ? (
          <Card title="Reports and actors" aside={<><ReportsCsv reports={found.data?.reports ?? []} /> <CsvButton name="actors.csv" what="actors" head={actorHead} rows={() => (found.data?.actors ?? []).map((a) => [a.name, a.country, a.org, a.sector, a.as_source, a.as_target])} /></>}>
            <Wait answer={found}>
              {({ reports, actors }) => (
                <>
                  {actors.length > 0 && <ul class="actors">{actors.map((a, i) => <li key={i}><button type="button" class="link" onClick={() => setParams({ actor: a.country || a.org ? `${a.country || a.org}${a.sector ? `:${a.sector}` : ""}` : a.name, text: null })}><Text>{a.name || codeName(a.country || a.org)}</Text></button> <span class="faint">{codeName(a.country || a.org)} {sectorName(a.sector)} · acts {a.as_source}, acted on {a.as_target}</span></li>)}</ul>}
                  {reports.length === 0 && actors.length === 0 && <Empty>No report holds these words.</Empty>}
                  <ul class="heads">{reports.map((r) => <li key={r.id}><time>{showDay(r.date)}</time> <A href={`/report/${r.id}`}><Text>{r.title || r.doc}</Text></A> <span class="faint"><Text>{r.source ?? ""}</Text></span>{r.snippet && <Snippet text={r.snippet} />}</li>)}</ul>
                </>
              )}
            </Wait>
          </Card>
        ) : (
          <Card title="How to ask">
            <dl class="notes">
              <div><dt>Words</dt><dd>All of them must stand in the report: <code>gas pipeline</code>; <code>"red lines"</code> as a phrase; <code>-exercise</code> without; <code>invad*</code> for beginnings.</dd></div>
              <div><dt>Actor</dt><dd><code>RUS</code> a country, <code>NATO</code> or <code>UNO</code> an organisation, <code>RUS:MIL</code> with its sector, <code>:REB</code> rebels anywhere, or part of a name.</dd></div>
              <div><dt>Link</dt><dd>The address of this page holds the filter: send it, or keep it.</dd></div>
            </dl>
          </Card>
        )}
      </div>
    </>
  );
}
