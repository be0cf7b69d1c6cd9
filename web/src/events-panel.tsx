/** Events that the filter finds, page by page, with the whole list as a file. */
import { useEffect, useState } from "preact/hooks";
import { type Problem, ask, useApi } from "./api";
import type { EventPage, StoredEvent } from "./types";
import { Card, CsvFromServer, EventList, Trouble, Wait } from "./ui";
import { plural, showNumber } from "./words";

/** What a file of events holds at most; nestor export gives all. */
export const csvMost = 50_000;

export function EventsPanel({ title, query, empty }: { title: string; query: string; empty: string }) {
  const join = query ? "&" : "?";
  const answer = useApi<EventPage>(`/api/events${query}${join}limit=15&count=true`);
  const [more, setMore] = useState<StoredEvent[]>([]);
  const [next, setNext] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    setMore([]);
    setNext(answer.data?.next ?? null);
  }, [answer.data]);
  const load = async () => {
    try {
      const page = await ask<EventPage>(`/api/events${query}${join}limit=50&after=${encodeURIComponent(next!)}`);
      setMore([...more, ...page.events]);
      setNext(page.next);
    } catch (error) {
      setProblem(error as Problem);
    }
  };
  return (
    <Card title={title} aside={<><span class="faint">{answer.data?.total !== undefined && plural(answer.data.total, "event")}{(answer.data?.total ?? 0) > csvMost && `, the newest ${showNumber(csvMost)} as`}</span> <CsvFromServer url={`/api/events.csv${query}${join}limit=${csvMost}`} name="events.csv" what="events" /></>}>
      {problem && <Trouble problem={problem} />}
      <Wait answer={answer}>
        {(page) => (
          <>
            <EventList events={[...page.events, ...more]} empty={empty} />
            {next && <button type="button" onClick={load}>More events</button>}
          </>
        )}
      </Wait>
    </Card>
  );
}
