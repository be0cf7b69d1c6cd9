import { useApi } from "../api";
import { go, type Address } from "../address";
import { ReportText } from "../report-text";
import type { Report, ReportHead } from "../types";
import { A, Card, Empty, ReportsCsv, Text, Trouble, Wait } from "../ui";
import { plural, showDay } from "../words";

function Heads({ reports }: { reports: ReportHead[] }) {
  return <ul class="heads">{reports.map((r) => <li key={r.id}><time>{showDay(r.date)}</time> <A href={`/report/${r.id}`}><Text>{r.title || r.doc}</Text></A> <span class="faint"><Text>{r.source ?? ""}</Text> · {plural(r.records, "record")}</span></li>)}</ul>;
}

function List({ query }: { query: URLSearchParams }) {
  const offset = Number(query.get("offset") ?? 0);
  const answer = useApi<{ reports: ReportHead[] }>(`/api/reports?limit=50&offset=${offset}`);
  return (
    <>
      <div class="titlebar"><h1>Reports</h1><ReportsCsv reports={answer.data?.reports ?? []} /></div>
      <Wait answer={answer}>{({ reports }) => (reports.length ? <Heads reports={reports} /> : <Empty>There are no reports here.</Empty>)}</Wait>
      <div class="toolbar">
        {offset > 0 && <button type="button" onClick={() => go(`/report?offset=${Math.max(0, offset - 50)}`)}>Newer</button>}
        {answer.data?.reports.length === 50 && <button type="button" onClick={() => go(`/report?offset=${offset + 50}`)}>Older</button>}
      </div>
    </>
  );
}

function One({ id }: { id: string }) {
  const answer = useApi<Report>(`/api/reports/${encodeURIComponent(id)}`);
  if (answer.error) return <><h1>Report</h1><Trouble problem={answer.error} /></>;
  return (
    <Wait answer={answer}>
      {(r) => (
        <>
          <h1 class={r.title && r.text !== null ? "sr" : undefined}><Text>{r.title || r.doc}</Text></h1>
          <p class="lead">
            {showDay(r.date)}{r.source && <> · <Text>{r.source}</Text></>} · <Text>{r.doc}</Text>
            {r.url && <> · <Text>{r.url}</Text></>}
          </p>
          {r.newer > 0 && <p class="trouble">This version was corrected. <A href={`/report/${r.newer}`}>Read the version that holds</A></p>}
          {r.text === null ? <Empty>This report came without its text: only its events are known.</Empty> : <ReportText text={r.text} exact={r.exact} titleBytes={r.title_bytes} sentences={r.sentences} coded={r.coded} csv={{ url: `/api/events.csv?report=${r.id}` }} />}
          <div class="columns">
            <Card title="The same story elsewhere" aside={r.near_duplicates.length > 0 && <ReportsCsv reports={r.near_duplicates} what="the same story" />}>{r.near_duplicates.length ? <Heads reports={r.near_duplicates} /> : <Empty>No other report repeats this one.</Empty>}</Card>
            <Card title="Where it comes from">
              <dl class="notes">
                <div><dt>Coded by</dt><dd>Nestor {r.version}, {r.pack}{r.options && `, ${r.options}`}</dd></div>
                {r.copies > 0 && <div><dt>Published again</dt><dd>{plural(r.copies, "time")} under another id</dd></div>}
                {r.versions.length > 0 && <div><dt>Other versions</dt><dd><Heads reports={r.versions} /></dd></div>}
              </dl>
            </Card>
          </div>
        </>
      )}
    </Wait>
  );
}

export function ReportView({ address }: { address: Address }) {
  return address.path[1] ? <One id={address.path[1]} /> : <List query={address.query} />;
}
