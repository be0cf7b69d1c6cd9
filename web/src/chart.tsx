/** Series over time: tension above, events by class below, and a brush over both. */
import { scaleLinear, scaleUtc } from "d3-scale";
import { useMemo, useRef, useState } from "preact/hooks";
import type { Point, Quad, Series } from "./types";
import { CsvButton, Legend, useWidth } from "./ui";
import { dayDate, isoDay, plural, showDay, showNumber } from "./words";

const quads: Quad[] = [1, 2, 3, 4];
const dayMs = 86_400_000;

/** First day behind the period that begins at `from`. */
function periodEnd(from: Date, by: Series["by"]): Date {
  if (by === "month") return new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1));
  return new Date(from.getTime() + (by === "week" ? 7 : 1) * dayMs);
}
const lastDay = (from: Date, by: Series["by"]): string => isoDay(new Date(periodEnd(from, by).getTime() - dayMs));

export interface Selection { since: string | null; until: string | null }

interface Props {
  series: Series;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  zoom?: boolean;
  tension?: boolean;
  label: string;
}

function describe(p: Point, by: Series["by"]): string {
  const name = by === "day" ? showDay(p.from) : by === "week" ? `Week from ${showDay(p.from)}` : `Month from ${showDay(p.from)}`;
  const parts = p.quads.map((n, i) => (n ? `${n} ${["verbal coop.", "material coop.", "verbal conflict", "material conflict"][i]}` : "")).filter(Boolean);
  return `${name}: ${plural(p.events, "event")}${parts.length ? ` (${parts.join(", ")})` : ""} · tension ${Math.round(p.tension)}${p.change ? " · change point" : ""}`;
}

function Table({ series }: { series: Series }) {
  const head = ["from", "events", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict", "tension", "goldstein", "disputed", "sources per event", "change point"];
  const rows = () => series.points.map((p) => [p.from, p.events, ...p.quads, p.tension, p.goldstein, p.disputed, p.sources, p.change ? "yes" : ""]);
  const [open, setOpen] = useState(false);
  return (
    <details class="figures" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>Figures as a table</summary>
      <CsvButton name="series.csv" what="series" head={head} rows={rows} />
      {open && <div class="scroll" tabIndex={0} role="region" aria-label="Figures of the series">
        <table>
          <thead><tr>{head.map((h) => <th key={h} scope="col">{h}</th>)}</tr></thead>
          <tbody>
            {rows().slice(0, 400).map((r) => (
              <tr key={String(r[0])}>{r.map((v, i) => (i === 0 ? <th key={i} scope="row">{v}</th> : <td key={i}>{typeof v === "number" ? showNumber(v) : v}</td>))}</tr>
            ))}
          </tbody>
        </table>
      </div>}
    </details>
  );
}

const left = 34, right = 10, top = 8, barHeight = 96;

/** Everything that is drawn of the points: one path for the line and one for each class, so that twenty years in weeks stay quick. */
function plot(points: Point[], by: Series["by"], width: number, tension: boolean) {
  const lineHeight = tension ? 84 : 0, gap = tension ? 22 : 0;
  const height = top + lineHeight + gap + barHeight + 24;
  const begins = points.map((p) => dayDate(p.from).getTime());
  const end = periodEnd(new Date(begins.at(-1)!), by);
  const x = scaleUtc([new Date(begins[0]!), end], [left, Math.max(width - right, left + 10)]);
  const perMs = (x.range()[1]! - left) / (+end - begins[0]!);
  const edges = [...begins, +end].map((t) => left + (t - begins[0]!) * perMs);
  const y = scaleLinear([0, points.reduce((n, p) => Math.max(n, p.events), 1)], [top + lineHeight + gap + barHeight, top + lineHeight + gap]).nice(3);
  const yt = scaleLinear([0, 100], [top + lineHeight, top]);
  const centre = (i: number) => (edges[i]! + edges[i + 1]!) / 2;
  const barWidth = Math.max(1, (edges.at(-1)! - left) / points.length - (points.length > 120 ? 0 : 1.5)).toFixed(1);
  const [floor, perEvent] = [y(0), y(1) - y(0)];
  const bars = ["", "", "", ""];
  let line = "";
  points.forEach((p, i) => {
    const at = edges[i]!.toFixed(1);
    if (tension) line += `${line ? "L" : "M"}${centre(i).toFixed(1)},${yt(p.tension).toFixed(1)}`;
    let base = 0;
    p.quads.forEach((n, q) => {
      if (n > 0) bars[q] += `M${at},${(floor + base * perEvent).toFixed(1)}v${(n * perEvent).toFixed(1)}h${barWidth}v${(-n * perEvent).toFixed(1)}Z`;
      base += n;
    });
  });
  const area = line && `${line}L${centre(points.length - 1)},${yt(50)}L${centre(0)},${yt(50)}Z`;
  return { height, begins, end, x, y, yt, edges, centre, bars, line, area };
}

export function SeriesChart(props: Props) {
  const { series: { points, by }, selection: { since, until }, zoom, tension = true } = props;
  const [ref, width] = useWidth();
  const shown = useMemo(() => (zoom ? points.filter((p) => (!since || lastDay(dayDate(p.from), by) >= since) && (!until || p.from <= until)) : points), [points, zoom, zoom && since, zoom && until]);
  const drawn = useMemo(() => (width > 0 && shown.length > 0 ? plot(shown, by, width, tension) : null), [shown, width, tension]);
  return (
    <figure class="chart" ref={ref}>
      {shown.length === 0 ? <p class="empty">There are no events in this period. Widen it, or take a filter away.</p> : drawn ? <Drawing {...props} tension={tension} shown={shown} width={width} plot={drawn} /> : <div class={tension ? "chartroom tall" : "chartroom"} />}
      <Legend />
      <Table series={{ by, points: shown }} />
    </figure>
  );
}

interface DrawingProps extends Props { shown: Point[]; width: number; plot: ReturnType<typeof plot> }

function Drawing({ series: { by }, selection, onSelect, tension, label, shown, width, plot: { height, begins, end, x, y, yt, edges, centre, bars, line, area } }: DrawingProps) {
  const [hover, setHover] = useState<number | null>(null);
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const svg = useRef<SVGSVGElement>(null);
  const at = (clientX: number) => x.invert(clientX - svg.current!.getBoundingClientRect().left).getTime();
  /** The period that holds a time: begins are sorted. */
  const index = (time: number) => {
    let low = 0, high = begins.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (begins[middle]! <= time) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  };
  const range = (a: number, b: number): Selection => {
    const [i, j] = [index(Math.min(a, b)), index(Math.max(a, b))];
    return { since: shown[i]!.from, until: lastDay(dayDate(shown[j]!.from), by) };
  };
  const down = (e: PointerEvent) => {
    if (e.button !== 0) return;
    svg.current!.setPointerCapture(e.pointerId);
    const time = at(e.clientX);
    setDrag({ from: time, to: time });
  };
  const move = (e: PointerEvent) => {
    const time = at(e.clientX);
    setHover(index(time));
    if (drag) setDrag({ ...drag, to: time });
  };
  const up = () => {
    if (drag && Math.abs(x(new Date(drag.from)) - x(new Date(drag.to))) > 3) onSelect(range(drag.from, drag.to));
    else if (drag) onSelect({ since: null, until: null });
    setDrag(null);
  };
  const marked = drag ? range(drag.from, drag.to) : selection;
  const clamp = (v: number) => Math.min(width - right, Math.max(left, v));
  const x0 = marked.since ? clamp(x(dayDate(marked.since))) : left;
  const x1 = marked.until ? clamp(x(new Date(dayDate(marked.until).getTime() + dayMs))) : width - right;
  const chosen = Boolean(marked.since || marked.until);
  /** Move one end of the selection by whole periods. */
  const step = (which: "since" | "until") => (e: KeyboardEvent) => {
    const by2 = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -4, PageUp: 4 }[e.key];
    if (e.key === "Escape") onSelect({ since: null, until: null });
    if (by2 === undefined) return;
    e.preventDefault();
    const a = marked.since ? index(dayDate(marked.since).getTime()) : 0;
    const b = marked.until ? index(dayDate(marked.until).getTime()) : shown.length - 1;
    const bound = (i: number, low: number, high: number) => Math.min(high, Math.max(low, i));
    const i = which === "since" ? bound(a + by2, 0, b) : a;
    const j = which === "until" ? bound(b + by2, a, shown.length - 1) : b;
    onSelect({ since: shown[i]!.from, until: lastDay(dayDate(shown[j]!.from), by) });
  };
  const handle = (which: "since" | "until", at2: number) => {
    const day = which === "since" ? (marked.since ?? shown[0]!.from) : (marked.until ?? lastDay(dayDate(shown[shown.length - 1]!.from), by));
    return (
      <rect class="handle" x={at2 - 4} y={top} width="8" height={height - top - 22} rx="3" tabindex={0} role="slider"
        aria-label={which === "since" ? "First day of the selection" : "Last day of the selection"} aria-valuemin={0}
        aria-valuemax={shown.length - 1} aria-valuenow={index(dayDate(day).getTime())} aria-valuetext={showDay(day)} onKeyDown={step(which)} />
    );
  };

  return (
    <>
      <p class="readout" aria-hidden="true">{hover !== null && shown[hover] ? describe(shown[hover]!, by) : chosen ? `Selected: ${showDay(marked.since ?? shown[0]!.from)} – ${showDay(marked.until ?? isoDay(new Date(end.getTime() - dayMs)))}` : "Drag over the chart to choose a period; click to let it go."}</p>
      <svg ref={svg} width={width} height={height} onPointerDown={down} onPointerMove={move} onPointerUp={up} onPointerLeave={() => setHover(null)}
        role="group" aria-label={label}>
        {tension && <>
          {[0, 50, 100].map((v) => <g key={v}><line class="grid" x1={left} x2={width - right} y1={yt(v)} y2={yt(v)} /><text class="tick" x={left - 5} y={yt(v) + 4} text-anchor="end">{v}</text></g>)}
          <text class="axis" x={left + 2} y={top + 8}>tension</text>
          <path class="tensionarea" d={area} />
          <path class="tension" d={line} />
          {shown.map((p, i) => p.change && <g key={p.from} class="changepoint"><line x1={edges[i]} x2={edges[i]} y1={top} y2={y(0)} /><path d={`M${edges[i]},${top - 6}l4,6l-4,6l-4,-6z`} /></g>)}
        </>}
        {y.ticks(3).filter(Number.isInteger).map((v) => <g key={v}><line class="grid" x1={left} x2={width - right} y1={y(v)} y2={y(v)} /><text class="tick" x={left - 5} y={y(v) + 4} text-anchor="end">{v}</text></g>)}
        {quads.map((q) => <path key={q} class={`bar q${q}`} d={bars[q - 1]} />)}
        {chosen && <path class="veil" d={`M${left},${top}H${x0}V${y(0)}H${left}ZM${x1},${top}H${width - right}V${y(0)}H${x1}Z`} />}
        {x.ticks(Math.max(2, Math.floor(width / 110))).map((t) => <text key={+t} class="tick" x={x(t)} y={height - 6} text-anchor="middle">{x.tickFormat()(t)}</text>)}
        {hover !== null && shown[hover] && <line class="cursor" x1={centre(hover)} x2={centre(hover)} y1={top} y2={y(0)} />}
        {chosen && <rect class="brush" x={x0} y={top} width={Math.max(1, x1 - x0)} height={height - top - 22} />}
        {handle("since", x0)}
        {handle("until", x1)}
      </svg>
    </>
  );
}

/** A small tension line without axes; null: not yet a pair. */
export function Spark({ values }: { values: (number | null)[] }) {
  const w = 200, h = 48;
  const from = values.findIndex((v) => v !== null);
  if (from < 0 || values.length < 2) return <svg class="spark" viewBox={`0 0 ${w} ${h}`} aria-hidden="true" />;
  const x = (i: number) => ((i / (values.length - 1)) * w).toFixed(1);
  const y = (v: number) => (h - 3 - (v / 100) * (h - 6)).toFixed(1);
  const line = values.slice(from).map((v, i) => `${i ? "L" : "M"}${x(from + i)},${y(v!)}`).join("");
  return (
    <svg class="spark" viewBox={`0 0 ${w} ${h}`} preserveAspectRatio="none" aria-hidden="true">
      <line class="grid" x1="0" x2={w} y1={y(50)} y2={y(50)} />
      <path class="tensionarea" d={`${line}L${w},${y(50)}L${x(from)},${y(50)}Z`} />
      <path class="tension" d={line} />
    </svg>
  );
}
