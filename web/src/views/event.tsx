import { useApi } from "../api";
import type { Address } from "../address";
import { RecordCard } from "../report-text";
import type { EventDetail } from "../types";
import { A, Act, Actors, Card, CopyButton, CsvFromServer, StatusTag, Text, Trouble, Wait } from "../ui";
import { codeName, plain, plural, quadNames, showDay, showDays, showNumber, showQuantity, statusWords } from "../words";

function Facts({ detail }: { detail: EventDetail }) {
  const { event: e, record: r } = detail;
  return (
    <dl class="facts">
      <div><dt>Type</dt><dd>{e.event}{e.mode && `, ${e.mode}`}{e.content && `, about ${e.content}`} – {quadNames[e.quad]}</dd></div>
      <div><dt>Status</dt><dd>{e.status}: {statusWords[e.status]}</dd></div>
      {r.condition && <div><dt>Condition</dt><dd><Text>{r.condition.text}</Text></dd></div>}
      <div><dt>When</dt><dd>{showDays(e.from, e.to)}{r.time.text && <> (“<Text>{r.time.text}</Text>”)</>}</dd></div>
      {e.place && <div><dt>Where</dt><dd><Text>{e.place.text}</Text>, {codeName(e.place.country)} – known to the {e.place.precision === "city" ? "town" : e.place.precision === "admin1" ? "region" : "country"}</dd></div>}
      {r.quantities.length > 0 && <div><dt>How much</dt><dd>{r.quantities.map((q, i) => <span key={i}>{i > 0 && "; "}{plain(showQuantity(q))} (“<Text>{q.text}</Text>”)</span>)}</dd></div>}
      <div><dt>CAMEO</dt><dd>{e.cameo} (Goldstein {showNumber(e.goldstein)}, PLOVER score {showNumber(e.score)})</dd></div>
      {r.context.length > 0 && <div><dt>Context</dt><dd>{r.context.join(", ")}</dd></div>}
      <div><dt>Confidence</dt><dd>{Math.round(e.confidence * 100)} %</dd></div>
      <div><dt>Told by</dt><dd>{plural(e.records, "record")}, {plural(e.sources, "independent source")}</dd></div>
    </dl>
  );
}

function One({ id }: { id: string }) {
  const answer = useApi<EventDetail>(`/api/events/${encodeURIComponent(id)}`);
  if (answer.error) return <><h1>Event</h1><Trouble problem={answer.error} /></>;
  return (
    <Wait answer={answer}>
      {(d) => {
        const e = d.event;
        const cite = () => `${location.origin}/event/${e.id}`;
        const json = JSON.stringify(d.record, null, 2);
        return (
          <>
            <h1 class="eventtitle">
              <Actors actors={e.source} none="Somebody" /> <span class="arrow">{e.mutual ? "↔" : "→"}</span> <Act event={e.event} content={e.content} quad={e.quad} /> <span class="arrow">{e.mutual ? "↔" : "→"}</span> <Actors actors={e.target} none="nobody named" /> <StatusTag status={e.status} />
            </h1>
            {!d.current && <p class="trouble">The report that told this was corrected; the event is history.</p>}
            <div class="columns">
              <div>
                <Card title="What is known"><Facts detail={d} /></Card>
                <Card title="Cite or reuse">
                  <p><code class="cite">{cite()}</code></p>
                  <p><CopyButton text={cite}>Copy the link</CopyButton> <CopyButton text={() => json}>Copy the record as JSON</CopyButton></p>
                  <details><summary>The record as JSON</summary><pre tabIndex={0}>{plain(json)}</pre></details>
                </Card>
              </div>
              <Card title={`Told by ${plural(d.mentions.length, "record")}`} aside={<CsvFromServer url={`/api/events.csv?event=${e.id}`} name={`event-${e.id}.csv`} what="the records" />}>
                <ol class="mentions">
                  {d.mentions.map((m) => (
                    <li key={m.number}>
                      <p><time>{showDay(m.report.date)}</time> <A href={`/report/${m.report.id}`}><Text>{m.report.title || m.report.doc}</Text></A> <span class="faint"><Text>{m.report.source ?? ""}</Text></span></p>
                      {m.quote && <blockquote dir="auto">{plain(m.quote.before)}<mark class="k-act">{plain(m.quote.trigger)}</mark>{plain(m.quote.after)}</blockquote>}
                      <RecordCard record={m.record} />
                    </li>
                  ))}
                </ol>
              </Card>
            </div>
          </>
        );
      }}
    </Wait>
  );
}

export function EventView({ address }: { address: Address }) {
  const id = address.path[1];
  if (!id) return <><h1>Event</h1><p class="empty">An event is named by the 16 digits in its address. <A href="/search">Search for one</A>.</p></>;
  return <One key={id} id={id} />;
}
