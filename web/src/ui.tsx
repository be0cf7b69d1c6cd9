/** Small parts that every view uses. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { type Answer, type Problem, download, saveAs, setToken, useApi } from "./api";
import { go } from "./address";
import type { Actor, Dyad, EventDetail, Quad, ReportHead, Status, StoredEvent } from "./types";
import { actorCode, actorParts, codeName, placeName, plain, plural, quadNames, sectorName, showDay, showQuantity, speakerName, statusWords } from "./words";

/** A link within the page. */
export function A({ href, children, ...rest }: {
  href: string; children: ComponentChildren; class?: string; "aria-current"?: "page" | undefined;
}) {
  const click = (e: MouseEvent) => {
    if (e.metaKey || e.ctrlKey || e.shiftKey || e.button !== 0) return;
    e.preventDefault();
    go(href);
  };
  return (
    <a href={href} onClick={click} {...rest}>
      {children}
    </a>
  );
}

/** The mark of a quad class: a shape as well as a colour. Circles cooperate, triangles quarrel; open is words, full is deeds. */
export function QuadMark({ quad, label }: { quad: Quad; label?: boolean }) {
  const shape = quad <= 2 ? <circle cx="6" cy="6" r="4" /> : <path d="M6 1.6 10.6 10H1.4Z" />;
  return (
    <span class="quadmark">
      <svg class={`mark q${quad}`} viewBox="0 0 12 12" width="12" height="12" role="img" aria-label={quadNames[quad]}>
        {shape}
      </svg>
      {label && <span aria-hidden="true">{quadNames[quad]}</span>}
    </span>
  );
}

export function Text({ children }: { children: string }) {
  return <bdi>{plain(children)}</bdi>;
}

export function StatusTag({ status }: { status: Status }) {
  if (status === "actual") return null;
  return (
    <span class={`tag status-${status}`} title={statusWords[status]}>
      {status}
    </span>
  );
}

/** Type of an act, with what it is about. */
export function Act({ event, content, mode, quad }: { event: string; content: string | null; mode?: string; quad: Quad }) {
  return (
    <span class="act">
      <QuadMark quad={quad} /> <b>{event}</b>
      {content && <span class="about"> about {content}</span>}
      {mode && <span class="about"> · {mode}</span>}
    </span>
  );
}

export function Actors({ actors, none }: { actors: Actor[]; none: string }) {
  if (actors.length === 0) return <span class="faint">{none}</span>;
  return (
    <>
      {actors.map((a, i) => (
        <span key={i}>
          {i > 0 && ", "}
          <span class="actor" title={[a.name, a.text && `“${plain(a.text)}”`, actorCode(a) + (a.sector ? ` ${a.sector}` : "")].filter(Boolean).join(" · ")}>
            <Text>{actorParts(a)[0]}</Text>
          </span>
          {actorParts(a)[1] && <small class="sector"> <span aria-hidden="true">{actorParts(a)[1]}</span><span class="sr">{sectorName(a.sector)}</span></small>}
        </span>
      ))}
    </>
  );
}

/** One line of a list of events: day, who, act, whom; then what hangs on it. */
export function EventRow({ event: e }: { event: StoredEvent }) {
  const said = e.attribution.map(speakerName).filter(Boolean);
  return (
    <li class="event">
      <time dateTime={e.day ?? undefined}>{showDay(e.day)}</time>
      <div>
        <A href={`/event/${e.id}`} class="eventline">
          <Actors actors={e.source} none="somebody" /> <span class="arrow">{e.mutual ? "↔" : "→"}</span>{" "}
          <Act event={e.event} content={e.content} quad={e.quad} /> <span class="arrow">{e.mutual ? "↔" : "→"}</span>{" "}
          <Actors actors={e.target} none="nobody named" />
        </A>{" "}
        <StatusTag status={e.status} />
        <div class="details">
          <span class="quote">“<Text>{e.trigger}</Text>”</span>
          {e.condition && <span class="condition">condition: “<Text>{e.condition}</Text>”</span>}
          {e.quantities.map((q, i) => <span key={i}>{plain(showQuantity(q))}</span>)}
          {e.place && <span><Text>{placeName(e.place)}</Text></span>}
          {said.length > 0 && <span>according to <Text>{said.join(" › ")}</Text></span>}
          <span>{plural(e.sources, "source")}</span>
          <Sentence event={e.id} />
        </div>
      </div>
    </li>
  );
}

/** The sentences that tell an event, fetched when somebody wants to see them. */
export function Sentence({ event }: { event: number | string }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="sentence" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>sentence<span class="sr"> that tells it</span></summary>
      {open && <Quotes event={event} />}
    </details>
  );
}

function Quotes({ event }: { event: number | string }) {
  const answer = useApi<EventDetail>(`/api/events/${event}`);
  return (
    <Wait answer={answer}>
      {(d) => d.mentions.slice(0, 3).map((m) => m.quote && <blockquote key={m.number} dir="auto">{plain(m.quote.before)}<mark class="k-act">{plain(m.quote.trigger)}</mark>{plain(m.quote.after)} <A href={`/report/${m.report.id}`}><Text>{m.report.doc}</Text></A></blockquote>)}
    </Wait>
  );
}

export function EventList({ events, empty }: { events: StoredEvent[]; empty: string }) {
  if (events.length === 0) return <Empty>{empty}</Empty>;
  return (
    <ul class="events">
      {events.map((e) => (
        <EventRow key={e.number} event={e} />
      ))}
    </ul>
  );
}

export function Card({ title, aside, id, children, wide }: {
  title: string; aside?: ComponentChildren; id?: string; children: ComponentChildren; wide?: boolean;
}) {
  const heading = id ?? `h-${title.toLowerCase().replace(/[^a-z]+/g, "-")}`;
  return (
    <section class={wide ? "card wide" : "card"} aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{title}</h2>
        {aside && <div class="aside">{aside}</div>}
      </header>
      {children}
    </section>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}

function TokenForm() {
  const [value, setValue] = useState("");
  const submit = (e: Event) => {
    e.preventDefault();
    setToken(value.trim());
  };
  return (
    <form class="token" onSubmit={submit}>
      <label>
        Token of this server <input type="password" autocomplete="off" value={value} onInput={(e) => setValue(e.currentTarget.value)} />
      </label>
      <button type="submit">Open</button>
    </form>
  );
}

export function Trouble({ problem }: { problem: Problem }) {
  const hints: Record<number, string> = {
    0: "Start it again and reload this page.",
    401: "Whoever started the server knows it: it stands in the file given with --token-file.",
    404: "It may have been superseded, or the address was cut short. Search for it instead.",
    503: "Wait a moment, then try again; a shorter period answers faster.",
  };
  return (
    <div class="trouble" role="alert">
      <p>
        <b>This cannot be shown:</b> {problem.message}.
      </p>
      {hints[problem.status] && <p>{hints[problem.status]}</p>}
      {problem.status === 401 && <TokenForm />}
    </div>
  );
}

/** What an answer is: trouble, waiting, or there. */
export function Wait<T>({ answer, children }: { answer: Answer<T>; children: (data: T) => ComponentChildren }) {
  if (answer.error) return <Trouble problem={answer.error} />;
  if (!answer.data) return answer.loading ? <p class="waiting" aria-live="polite">Loading …</p> : null;
  return <div class={answer.loading ? "stale" : undefined} aria-busy={answer.loading}>{children(answer.data)}</div>;
}

export function DyadName({ a, b }: { a: string; b: string }) {
  return <>{codeName(a)} <span class="arrow">–</span> {codeName(b)}</>;
}

export function Legend() {
  return (
    <ul class="legend" aria-label="Classes of events">
      {([1, 2, 3, 4] as Quad[]).map((q) => (
        <li key={q}><QuadMark quad={q} label /></li>
      ))}
    </ul>
  );
}

/** Buttons of which one is chosen. */
export function Choice<T extends string>({ label, options, value, onChange }: {
  label: string; options: readonly (readonly [T, string])[]; value: T; onChange: (value: T) => void;
}) {
  return (
    <div class="choice" role="group" aria-label={label}>
      {options.map(([key, words]) => (
        <button key={key} type="button" aria-pressed={key === value} onClick={() => onChange(key)}>
          {words}
        </button>
      ))}
    </div>
  );
}

const csvField = (value: unknown): string => {
  const text = String(value ?? "").replace(/[\r\n]+/g, " ");
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
/** A button that saves rows made from what is on the page. */
export function CsvButton({ name, what, head, rows }: { name: string; what: string; head: string[]; rows: () => unknown[][] }) {
  const save = () => {
    const text = [head, ...rows()].map((row) => row.map(csvField).join(",")).join("\r\n");
    saveAs(new Blob([`${text}\r\n`], { type: "text/csv;charset=utf-8" }), name);
  };
  return <button type="button" class="quiet" aria-label={`CSV: ${what}`} onClick={save}>CSV</button>;
}

/** The same for what the server writes. */
export function CsvFromServer({ url, name, what, init }: { url: string; name: string; what: string; init?: RequestInit }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = () => download(url, name, init).then(() => setProblem(null), setProblem);
  return (
    <>
      {problem && <span role="alert">{problem.message} </span>}
      <button type="button" class="quiet" aria-label={`CSV: ${what}`} onClick={save}>CSV</button>
    </>
  );
}

const dyadHead = ["a", "b", "events", "first_day", "last_day"];
export function DyadsCsv({ dyads }: { dyads: Dyad[] }) {
  return <CsvButton name="dyads.csv" what="dyads" head={dyadHead} rows={() => dyads.map((d) => [d.a, d.b, d.events, d.first_day, d.last_day])} />;
}

const reportHead = ["number", "id", "date", "title", "source", "url", "records", "alike"];
export function ReportsCsv({ reports, what = "reports" }: { reports: ReportHead[]; what?: string }) {
  return <CsvButton name="reports.csv" what={what} head={reportHead} rows={() => reports.map((r) => [r.id, r.doc, r.date, r.title, r.source, r.url, r.records, r.alike])} />;
}

/** Copies text and says so. */
export function CopyButton({ text, children }: { text: () => string; children: string }) {
  const [done, setDone] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setDone("copied");
    } catch {
      setDone("select it and copy it by hand");
    }
    setTimeout(() => setDone(""), 3000);
  };
  return (
    <span class="copy">
      <button type="button" class="quiet" onClick={copy}>{children}</button>
      <span role="status" class="faint">{done}</span>
    </span>
  );
}

/** Width of an element, as it changes. */
export function useWidth(): [{ current: HTMLDivElement | null }, number] {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
