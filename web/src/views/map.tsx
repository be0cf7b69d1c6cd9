import { useEffect, useState } from "preact/hooks";
import { useApi } from "../api";
import { apiQuery, setParams, type Address } from "../address";
import { SeriesChart } from "../chart";
import { EventsPanel } from "../events-panel";
import { Filters } from "../filters";
import { WorldMap } from "../map";
import type { PlaceRow, Series } from "../types";
import { Card, CsvButton, Empty, Trouble, Wait } from "../ui";
import { codeName, dayDate, isoDay, placeName, showDay, showNumber } from "../words";

const precisionWords = { country: "country only", admin1: "region", city: "town" };

function Places({ places }: { places: PlaceRow[] }) {
  const [most, setMost] = useState(40);
  const rows = places.slice(0, most);
  return (
    <>
    <div class="scroll" tabIndex={0} role="region" aria-label="Places with events">
      <table>
        <thead><tr><th scope="col">place</th><th scope="col">country</th><th scope="col">known to</th><th scope="col">events</th><th scope="col">conflict</th><th scope="col">last</th></tr></thead>
        <tbody>
          {rows.map((p, i) => (
            <tr key={i}>
              <th scope="row"><button type="button" class="link" onClick={() => setParams({ place: p.precision === "country" ? p.country : p.name })}><bdi>{placeName(p)}</bdi></button></th>
              <td>{codeName(p.country)}</td><td>{precisionWords[p.precision]}</td><td>{showNumber(p.events)}</td><td>{showNumber(p.quads[2] + p.quads[3])}</td><td>{showDay(p.last_day)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    {places.length > most && <p class="more"><button type="button" onClick={() => setMost(most * 5)}>More places</button> <span class="faint">{showNumber(most)} of {showNumber(places.length)}</span></p>}
    </>
  );
}

/** Steps through the weeks, four at a time in view. */
function Play({ series }: { series: Series }) {
  const [at, setAt] = useState<number | null>(null);
  useEffect(() => {
    if (at === null) return undefined;
    const points = series.points;
    if (at >= points.length) {
      setAt(null);
      return undefined;
    }
    const end = points[at + 1] ? isoDay(new Date(dayDate(points[at + 1]!.from).getTime() - 86_400_000)) : null;
    setParams({ since: points[Math.max(0, at - 3)]!.from, until: end }, true);
    const timer = setTimeout(() => setAt(at + 1), 900);
    return () => clearTimeout(timer);
  }, [at]);
  return <button type="button" onClick={() => setAt(at === null ? 0 : null)}>{at === null ? "▶ Play, four weeks at a time" : "⏸ Stop"}</button>;
}

const choose = (p: PlaceRow) => setParams({ place: p.name });

export function MapView({ address: { query } }: { address: Address }) {
  const places = useApi<{ places: PlaceRow[] }>(`/api/places${apiQuery(query, {}, ["place"])}`);
  const series = useApi<Series>(`/api/series${apiQuery(query, { by: "week", since: null, until: null })}`);
  const selection = { since: query.get("since"), until: query.get("until") };
  const chosen = query.get("place");
  return (
    <>
      <h1>Map</h1>
      <Filters query={query} fields={["actor", "type", "quad", "status", "place", "days"]} />
      {places.error ? <Trouble problem={places.error} /> : places.data?.places.length === 0 && <Empty>No event that fits has a place. Widen the filter.</Empty>}
      <div class={places.loading && places.data ? "stale" : undefined} aria-busy={places.loading}>
        <WorldMap places={places.data?.places ?? null} chosen={chosen} onChoose={choose} />
      </div>
      <Wait answer={series}>
        {(data) => (
          <>
            <div class="toolbar">{data.points.length > 1 && <Play series={data} />}</div>
            <SeriesChart series={data} selection={selection} onSelect={(s) => setParams({ ...s })} tension={false} label="Events by week: choose the period that the map shows" />
          </>
        )}
      </Wait>
      <div class="columns">
        <EventsPanel title={chosen ? `Events in ${codeName(chosen)}` : "Events"} query={apiQuery(query)} empty="No event fits. Widen the filter." />
        <Card title="Places" aside={places.data && <CsvButton name="places.csv" what="places" head={["place", "country", "precision", "lat", "lon", "events", "last_day"]} rows={() => places.data!.places.map((p) => [p.name, p.country, p.precision, p.lat, p.lon, p.events, p.last_day])} />}>
          <Wait answer={places}>{({ places: list }) => (list.length ? <Places places={list} /> : <Empty>No places.</Empty>)}</Wait>
        </Card>
      </div>
    </>
  );
}
