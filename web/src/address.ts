/** The address holds everything a view shows: it can be sent, kept, cited. */
import { useEffect, useState } from "preact/hooks";

export interface Address { path: string[]; query: URLSearchParams }

const read = (): Address => ({
  path: location.pathname.split("/").filter(Boolean).map(decodeURIComponent),
  query: new URLSearchParams(location.search),
});

export function go(url: string, replace = false): void {
  if (url === location.pathname + location.search) return;
  history[replace ? "replaceState" : "pushState"](null, "", url);
  dispatchEvent(new PopStateEvent("popstate"));
}

export function useAddress(): Address {
  const [address, setAddress] = useState(read);
  useEffect(() => {
    const changed = () => setAddress(read());
    addEventListener("popstate", changed);
    return () => removeEventListener("popstate", changed);
  }, []);
  return address;
}

/** Parameters that the API knows as a filter; the page uses the same names. */
export const filterNames = ["source", "target", "actor", "dyad", "type", "quad", "status", "since", "until", "place", "text",
  "min_confidence", "min_sources", "conditional", "one_a_day"] as const;
export type FilterName = (typeof filterNames)[number];

/** The query of an API call: the filters of the address, with changes. Empty values are left out. */
export function apiQuery(query: URLSearchParams, changes: Record<string, string | number | null> = {}, leaveOut: string[] = []): string {
  const out = new URLSearchParams();
  for (const name of filterNames) {
    const value = query.get(name);
    if (value && !leaveOut.includes(name)) out.set(name, value);
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") out.delete(name);
    else out.set(name, String(value));
  }
  const text = out.toString();
  return text ? `?${text}` : "";
}

/** Change parameters of the address; null and "" remove them. */
export function setParams(changes: Record<string, string | null>, replace = false): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const text = query.toString();
  go(location.pathname + (text ? `?${text}` : ""), replace);
}
