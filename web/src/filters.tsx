/** The filter of a view: what stands in the address, in a form. */
import { useState } from "preact/hooks";
import { setParams } from "./address";
import { quadNames, statuses, types } from "./words";
import type { Quad } from "./types";

function TypeSelect({ value }: { value: string }) {
  return (
    <label>
      Type
      <select value={value} onChange={(e) => setParams({ type: e.currentTarget.value || null })}>
        <option value="">all</option>
        {([1, 2, 3, 4] as Quad[]).map((q) => (
          <optgroup key={q} label={quadNames[q]}>
            {types.filter((t) => t.quad === q).map((t) => <option key={t.name} value={t.name}>{t.name} – {t.words}</option>)}
          </optgroup>
        ))}
        {value.includes(",") && <option value={value}>{value}</option>}
      </select>
    </label>
  );
}

function Field({ name, label, query, placeholder, type = "text" }: { name: string; label: string; query: URLSearchParams; placeholder?: string; type?: "text" | "date" }) {
  const given = query.get(name) ?? "";
  const [value, setValue] = useState(given);
  const [seen, setSeen] = useState(given);
  if (seen !== given) {
    setSeen(given);
    setValue(given);
  }
  const commit = () => setParams({ [name]: value.trim() || null });
  const common = {
    value, placeholder, name, onChange: commit,
    onInput: (e: { currentTarget: HTMLInputElement }) => setValue(e.currentTarget.value),
    onKeyDown: (e: KeyboardEvent) => void (e.key === "Enter" && commit()),
  };
  return (
    <label>
      {label}
      {type === "date" ? <input type="date" {...common} /> : <input type="text" {...common} />}
    </label>
  );
}

export function Filters({ query, fields }: { query: URLSearchParams; fields: ("text" | "actor" | "source" | "target" | "place" | "type" | "status" | "quad" | "days")[] }) {
  const has = (f: (typeof fields)[number]) => fields.includes(f);
  const active = [...query.keys()].filter((k) => !["by", "ledger", "zoom", "q", "after"].includes(k));
  return (
    <form class="filters" role="search" aria-label="Filter of the events" onSubmit={(e) => e.preventDefault()}>
      {has("text") && <Field name="text" label="Words" query={query} placeholder="gas pipeline" />}
      {has("actor") && <Field name="actor" label="Actor" query={query} placeholder="RUS, UNO, RUS:MIL, putin" />}
      {has("source") && <Field name="source" label="Who acts" query={query} placeholder="RUS" />}
      {has("target") && <Field name="target" label="On whom" query={query} placeholder="UKR" />}
      {has("type") && <TypeSelect value={query.get("type") ?? ""} />}
      {has("quad") && (
        <label>
          Class
          <select value={query.get("quad") ?? ""} onChange={(e) => setParams({ quad: e.currentTarget.value || null })}>
            <option value="">all</option>
            {([1, 2, 3, 4] as Quad[]).map((q) => <option key={q} value={String(q)}>{quadNames[q]}</option>)}
          </select>
        </label>
      )}
      {has("status") && (
        <label>
          Status
          <select value={query.get("status") ?? ""} onChange={(e) => setParams({ status: e.currentTarget.value || null })}>
            <option value="">any</option>
            {statuses.map((s) => <option key={s}>{s}</option>)}
          </select>
        </label>
      )}
      {has("place") && <Field name="place" label="Place" query={query} placeholder="UKR, Kyiv" />}
      {has("days") && <Field name="since" label="From" query={query} type="date" />}
      {has("days") && <Field name="until" label="To" query={query} type="date" />}
      {active.length > 0 && <button type="button" class="quiet" onClick={() => setParams(Object.fromEntries(active.map((k) => [k, null])))}>Clear all</button>}
    </form>
  );
}
