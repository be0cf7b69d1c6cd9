/** The map: a country is shaded where no more than the country is known; a point stands only where the text names one.
 *  Its shapes come projected (tools/shapes.mjs), so that showing it is the browser's work alone. */
import { useEffect, useMemo, useState } from "preact/hooks";
import worldUrl from "../generated/world.json?url";
import { type Problem, ask } from "./api";
import type { PlaceRow, Quad } from "./types";
import { Trouble, useWidth } from "./ui";
import { codeName, placeName, plural } from "./words";

type Box = [number, number, number, number];
interface Shapes { west: number; unit: number; grid: string; countries: { id: string; box: Box; d: string }[] }
let loaded: Promise<Shapes> | null = null;
const loadShapes = (): Promise<Shapes> => (loaded ??= ask<Shapes>(worldUrl));

/** The Natural Earth projection of T. Patterson, as the shapes have it. */
function project({ west, unit }: Shapes, lon: number, lat: number): [number, number] {
  const radians = Math.PI / 180;
  const x = (((lon - west + 540) % 360) - 180) * radians, y = lat * radians, y2 = y * y, y4 = y2 * y2;
  return [
    unit * x * (0.8707 - 0.131979 * y2 + y4 * (-0.013791 + y4 * (0.003971 * y2 - 0.001529 * y4))),
    -unit * y * (1.007226 + y2 * (0.015085 + y4 * (-0.044475 + 0.028874 * y2 - 0.005916 * y4))),
  ];
}

const shade = (n: number, most: number): number => (n === 0 ? 0 : Math.min(5, 1 + Math.floor((Math.log(n) / Math.log(Math.max(most, 2))) * 4.999)));
const leading = (quads: number[]): Quad => (quads.indexOf(Math.max(...quads)) + 1) as Quad;

interface Props { places: PlaceRow[] | null; chosen: string | null; onChoose: (row: PlaceRow) => void }

/** What the map should show at first: the countries and points that have events. */
function focus(shapes: Shapes, places: PlaceRow[], narrow: boolean): Box {
  const total = places.reduce((n, p) => n + p.events, 0);
  const boxes: Box[] = places.filter((p) => p.lat !== null && p.events * (narrow ? 25 : 200) >= total).map((p) => {
    const [x, y] = project(shapes, p.lon!, p.lat!);
    return [x, y, x, y];
  });
  const codes = new Set(places.filter((p) => p.events * 25 >= total).map((p) => p.country));
  for (const c of shapes.countries) // some are too wide to frame a view
    if (codes.has(c.id) && !["RUS", "USA", "CAN", "AUS", "FRA"].includes(c.id)) boxes.push(c.box);
  const whole = shapes.countries.map((c) => c.box);
  const bound = (list: Box[]): Box => [0, 1, 2, 3].map((i) => Math[i < 2 ? "min" : "max"](...list.map((b) => b[i]!))) as Box;
  return bound(boxes.length < 2 ? whole : boxes);
}

/** Everything that does not change while the map is moved. */
function Land({ shapes, byCountry, chosen }: { shapes: Shapes; byCountry: Map<string, number>; chosen: string | null }) {
  const most = Math.max(1, ...byCountry.values());
  return useMemo(() => (
    <>
      <path class="graticule" d={shapes.grid} />
      {shapes.countries.map((c) => {
        const n = byCountry.get(c.id) ?? 0;
        return <path key={c.id + c.d.length} data-code={c.id} class={`land shade${shade(n, most)}${chosen === c.id ? " chosen" : ""}`} d={c.d}><title>{`${codeName(c.id)}${n ? `: ${plural(n, "event")} placed in the country only` : ""}`}</title></path>;
      })}
    </>
  ), [shapes, byCountry, chosen]);
}

export function WorldMap({ places: given, chosen, onChoose }: Props) {
  const places = useMemo(() => given ?? [], [given]);
  const [ref, width] = useWidth();
  const [shapes, setShapes] = useState<Shapes | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [view, setView] = useState({ k: 1, x: 0, y: 0 });
  const [drag, setDrag] = useState<{ x: number; y: number } | null>(null);
  useEffect(() => void loadShapes().then(setShapes, setProblem), []);

  const height = Math.max(280, Math.min(620, width * 0.58));
  const region = useMemo(() => (shapes && given ? focus(shapes, places, width < 600) : null), [shapes, given !== null, places.length > 0, width < 600]);
  const byCountry = useMemo(() => {
    const sums = new Map<string, number>();
    for (const p of places) if (p.lat === null || p.precision === "country") sums.set(p.country, (sums.get(p.country) ?? 0) + p.events);
    return sums;
  }, [places]);
  /** The region in the middle of the frame, with some room around it. */
  const fit = useMemo(() => {
    if (!shapes || !region || width === 0) return null;
    const [x0, y0, x1, y1] = region;
    const k = Math.min((width - 48) / Math.max(1, x1 - x0), (height - 48) / Math.max(1, y1 - y0), (width * 1.6) / shapes.unit);
    return { k, x: width / 2 - (k * (x0 + x1)) / 2, y: height / 2 - (k * (y0 + y1)) / 2 };
  }, [shapes, region, width, height]);
  const points = useMemo(() => {
    if (!fit) return null;
    const known = places.filter((p) => p.lat !== null && p.precision !== "country").sort((a, b) => b.events - a.events);
    const biggest = Math.max(1, ...known.map((p) => p.events));
    return known.map((p) => {
      const [x, y] = project(shapes!, p.lon!, p.lat!);
      const r = (3 + Math.min(13, width / 70) * Math.sqrt(p.events / biggest)) / Math.sqrt(view.k);
      return (
        <circle key={`${p.name}${p.lat}${p.lon}`} class={`point q${leading(p.quads)}${p.precision === "admin1" ? " region" : ""}`} cx={fit.x + fit.k * x} cy={fit.y + fit.k * y} r={r} onClick={() => onChoose(p)}>
          <title>{`${placeName(p)}${p.precision === "admin1" ? " (region)" : ""}: ${plural(p.events, "event")}`}</title>
        </circle>
      );
    });
  }, [places, fit, view.k]);
  if (problem) return <Trouble problem={problem} />;

  /** Closer or farther; the point (x, y) of the frame stays where it is. */
  const zoom = (factor: number, x = width / 2, y = height / 2) => setView((v) => {
    const k = Math.min(40, Math.max(0.3, v.k * factor));
    return { k, x: x - ((x - v.x) / v.k) * k, y: y - ((y - v.y) / v.k) * k };
  });
  const pan = (dx: number, dy: number) => setView((v) => ({ ...v, x: v.x + dx, y: v.y + dy }));
  const doubled = (e: MouseEvent & { currentTarget: SVGSVGElement }) => {
    const frame = e.currentTarget.getBoundingClientRect();
    zoom(e.shiftKey ? 0.5 : 2, e.clientX - frame.left, e.clientY - frame.top);
  };
  const key = (e: KeyboardEvent) => {
    const act = { "+": () => zoom(1.5), "=": () => zoom(1.5), "-": () => zoom(1 / 1.5), "0": () => setView({ k: 1, x: 0, y: 0 }),
      ArrowLeft: () => pan(60, 0), ArrowRight: () => pan(-60, 0), ArrowUp: () => pan(0, 60), ArrowDown: () => pan(0, -60) }[e.key];
    if (!act) return;
    e.preventDefault();
    act();
  };
  return (
    <div class="map" ref={ref}>
      <div class="zoom" role="group" aria-label="Zoom of the map">
        <button type="button" onClick={() => zoom(1.5)} aria-label="Closer">+</button>
        <button type="button" onClick={() => zoom(1 / 1.5)} aria-label="Farther">−</button>
        <button type="button" onClick={() => setView({ k: 1, x: 0, y: 0 })}>Fit</button>
      </div>
      <svg width={width} height={height} tabindex={0} role="group" aria-label="Map of events. Arrow keys move it, plus and minus zoom; the table below holds the same places." onKeyDown={key} onDblClick={doubled}
        onPointerDown={(e) => setDrag({ x: e.clientX, y: e.clientY })} onPointerUp={() => setDrag(null)} onPointerLeave={() => setDrag(null)}
        onPointerMove={(e) => { if (drag) { pan(e.clientX - drag.x, e.clientY - drag.y); setDrag({ x: e.clientX, y: e.clientY }); } }}>
        <g transform={`translate(${view.x},${view.y}) scale(${view.k})`}>
          {fit && <g transform={`translate(${fit.x},${fit.y}) scale(${fit.k})`}><Land shapes={shapes!} byCountry={byCountry} chosen={chosen} /></g>}
          {points}
        </g>
      </svg>
      <ul class="legend">
        <li><svg width="14" height="14" aria-hidden="true"><circle class="point q3" cx="7" cy="7" r="5" /></svg> a town or a place</li>
        <li><svg width="14" height="14" aria-hidden="true"><circle class="point q3 region" cx="7" cy="7" r="5" /></svg> somewhere in a region</li>
        <li><svg width="14" height="14" aria-hidden="true"><rect class="land shade3" width="14" height="14" /></svg> no more than the country is known</li>
      </ul>
    </div>
  );
}
