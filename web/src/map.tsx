/** The map: a country is shaded where no more than the country is known; a point stands only where the text names one. */
import { type GeoPermissibleObjects, geoBounds, geoGraticule10, geoNaturalEarth1, geoPath } from "d3-geo";
import { useEffect, useMemo, useState } from "preact/hooks";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import worldUrl from "../generated/world.json?url";
import { type Problem, ask } from "./api";
import type { PlaceRow, Quad } from "./types";
import { Trouble, useWidth } from "./ui";
import { codeName, placeName, plural } from "./words";

type Shapes = GeoJSON.FeatureCollection<GeoJSON.Geometry>;
let loaded: Promise<Shapes> | null = null;
function load(): Promise<Shapes> {
  loaded ??= ask<Topology<{ countries: GeometryCollection }>>(worldUrl).then((world) => feature(world, world.objects.countries) as Shapes);
  return loaded;
}

const shade = (n: number, most: number): number => (n === 0 ? 0 : Math.min(5, 1 + Math.floor((Math.log(n) / Math.log(Math.max(most, 2))) * 4.999)));
const leading = (quads: number[]): Quad => (quads.indexOf(Math.max(...quads)) + 1) as Quad;

interface Props { places: PlaceRow[]; chosen: string | null; onChoose: (row: PlaceRow) => void }

/** What the map should show at first: the countries and points that have events, with some room. */
function focus(shapes: Shapes, places: PlaceRow[], narrow: boolean): GeoPermissibleObjects {
  const total = places.reduce((n, p) => n + p.events, 0);
  const points = places.filter((p) => p.lat !== null && p.events * (narrow ? 25 : 200) >= total).map((p) => [p.lon!, p.lat!]);
  const codes = new Set(places.filter((p) => p.events * 25 >= total).map((p) => p.country));
  for (const f of shapes.features) {
    if (!codes.has(String(f.id)) || ["RUS", "USA", "CAN", "AUS", "FRA"].includes(String(f.id))) continue; // too wide to frame a view
    const [[w, s], [e, n]] = geoBounds(f);
    if (w <= e) points.push([w, s], [e, n]);
  }
  if (points.length < 2) return { type: "Sphere" };
  return { type: "MultiPoint", coordinates: points };
}

export function WorldMap({ places, chosen, onChoose }: Props) {
  const [ref, width] = useWidth();
  const [shapes, setShapes] = useState<Shapes | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [view, setView] = useState({ k: 1, x: 0, y: 0 });
  const [drag, setDrag] = useState<{ x: number; y: number } | null>(null);
  useEffect(() => void load().then(setShapes, setProblem), []);

  const height = Math.max(280, Math.min(620, width * 0.58));
  const region = useMemo(() => (shapes ? focus(shapes, places, width < 600) : null), [shapes, places.length > 0, width < 600]);
  const drawn = useMemo(() => {
    if (!shapes || !region || width === 0) return null;
    const projection = geoNaturalEarth1().precision(0).fitExtent([[24, 24], [width - 24, height - 24]], region);
    if (projection.scale() > width * 1.6) projection.scale(width * 1.6).center(projection.invert!([width / 2, height / 2])!).translate([width / 2, height / 2]);
    projection.clipExtent([[-width * 2, -height * 2], [width * 3, height * 3]]);
    const path = geoPath(projection).digits(1);
    return {
      projection,
      grid: path(geoGraticule10()) ?? "",
      countries: shapes.features.map((f) => ({ id: String(f.id ?? ""), d: path(f) ?? "" })).filter((c) => c.d),
    };
  }, [shapes, region, width, height]);
  if (problem) return <Trouble problem={problem} />;

  const byCountry = new Map<string, number>();
  for (const p of places) if (p.lat === null || p.precision === "country") byCountry.set(p.country, (byCountry.get(p.country) ?? 0) + p.events);
  const most = Math.max(1, ...byCountry.values());
  const points = places.filter((p) => p.lat !== null && p.precision !== "country").sort((a, b) => b.events - a.events);
  const biggest = Math.max(1, ...points.map((p) => p.events));
  const radius = (n: number) => (3 + Math.min(13, width / 70) * Math.sqrt(n / biggest)) / Math.sqrt(view.k);
  const zoom = (factor: number) => setView((v) => {
    const k = Math.min(40, Math.max(0.3, v.k * factor));
    return { k, x: width / 2 - ((width / 2 - v.x) / v.k) * k, y: height / 2 - ((height / 2 - v.y) / v.k) * k };
  });
  const pan = (dx: number, dy: number) => setView((v) => ({ ...v, x: v.x + dx, y: v.y + dy }));
  const key = (e: KeyboardEvent) => {
    const act = { "+": () => zoom(1.5), "=": () => zoom(1.5), "-": () => zoom(1 / 1.5), "0": () => setView({ k: 1, x: 0, y: 0 }),
      ArrowLeft: () => pan(60, 0), ArrowRight: () => pan(-60, 0), ArrowUp: () => pan(0, 60), ArrowDown: () => pan(0, -60) }[e.key];
    if (!act) return;
    e.preventDefault();
    act();
  };
  const name = (p: PlaceRow) => `${placeName(p)}${p.precision === "admin1" ? " (region)" : ""}: ${plural(p.events, "event")}`;
  return (
    <div class="map" ref={ref}>
      <div class="zoom" role="group" aria-label="Zoom of the map">
        <button type="button" onClick={() => zoom(1.5)} aria-label="Closer">+</button>
        <button type="button" onClick={() => zoom(1 / 1.5)} aria-label="Farther">−</button>
        <button type="button" onClick={() => setView({ k: 1, x: 0, y: 0 })}>Fit</button>
      </div>
      <svg width={width} height={height} tabindex={0} role="group" aria-label="Map of events. Arrow keys move it, plus and minus zoom; the table below holds the same places." onKeyDown={key}
        onPointerDown={(e) => setDrag({ x: e.clientX, y: e.clientY })} onPointerUp={() => setDrag(null)} onPointerLeave={() => setDrag(null)}
        onPointerMove={(e) => { if (drag) { pan(e.clientX - drag.x, e.clientY - drag.y); setDrag({ x: e.clientX, y: e.clientY }); } }}>
        <g transform={`translate(${view.x},${view.y}) scale(${view.k})`}>
          {drawn && <path class="graticule" d={drawn.grid} />}
          {drawn?.countries.map((c) => {
            const n = byCountry.get(c.id) ?? 0;
            return <path key={c.id + c.d.length} class={`land shade${shade(n, most)}${chosen === c.id ? " chosen" : ""}`} d={c.d}><title>{`${codeName(c.id)}${n ? `: ${plural(n, "event")} placed in the country only` : ""}`}</title></path>;
          })}
          {drawn && points.map((p) => {
            const at = drawn.projection([p.lon!, p.lat!]);
            if (!at) return null;
            const kind = p.precision === "admin1" ? " region" : "";
            return (
              <circle key={`${p.name}${p.lat}${p.lon}`} class={`point q${leading(p.quads)}${kind}`} cx={at[0]} cy={at[1]} r={radius(p.events)}
                onClick={() => onChoose(p)}>
                <title>{name(p)}</title>
              </circle>
            );
          })}
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
