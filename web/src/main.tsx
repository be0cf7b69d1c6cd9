import { render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useApi } from "./api";
import { useAddress } from "./address";
import "./style.css";
import type { Summary } from "./types";
import { A } from "./ui";
import { DyadView } from "./views/dyad";
import { EventView } from "./views/event";
import { MapView } from "./views/map";
import { Overview } from "./views/overview";
import { ReportView } from "./views/report";
import { SearchView } from "./views/search";
import { TryView } from "./views/try";

const views = [["", "Overview"], ["dyad", "Dyads"], ["map", "Map"], ["report", "Reports"], ["search", "Search"], ["try", "Try it"]] as const;
const themes = ["auto", "light", "dark"] as const;

function Theme() {
  const [theme, setTheme] = useState(localStorage.getItem("nestor-theme") ?? "auto");
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem("nestor-theme", theme);
  }, [theme]);
  return (
    <label class="theme">
      <span class="sr">Colours</span>
      <select value={theme} onChange={(e) => setTheme(e.currentTarget.value)}>
        {themes.map((t) => <option key={t}>{t}</option>)}
      </select>
    </label>
  );
}

function Page() {
  const address = useAddress();
  const view = address.path[0] ?? "";
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  const summary = useApi<Summary>("/api/summary");
  const place = address.path.join("/");
  useEffect(() => {
    const name = views.find(([v]) => v === view)?.[1] ?? (view === "event" ? "Event" : "Nestor");
    document.title = `${address.path[1] ? `${address.path[1]} · ` : ""}${name} · Nestor`;
    if (!first.current) {
      main.current?.focus();
      scrollTo(0, 0);
    }
    first.current = false;
  }, [place]);
  const shown = {
    "": () => <Overview />, dyad: () => <DyadView address={address} />, map: () => <MapView address={address} />, report: () => <ReportView address={address} />,
    event: () => <EventView address={address} />, try: () => <TryView />, search: () => <SearchView address={address} />,
  }[view];
  return (
    <>
      <a class="skip" href="#main" onClick={(e) => { e.preventDefault(); main.current?.focus(); }}>To the content</a>
      <header class="top">
        <A href="/" class="brand">Nestor</A>
        <nav aria-label="Views">
          <ul>
            {views.map(([v, words]) => <li key={v}><A href={`/${v}`} aria-current={v === view ? "page" : undefined}>{words}</A></li>)}
          </ul>
        </nav>
        <Theme />
      </header>
      {summary.data?.demo && <p class="banner">Sample data: the months before the Russian invasion of Ukraine, told by reports written for Nestor from the public record.</p>}
      <main id="main" ref={main} tabIndex={-1}>
        {shown ? shown() : <><h1>Not here</h1><p class="empty">There is no such page. <A href="/">Go to the overview</A>.</p></>}
      </main>
      <footer>
        <p>Coded by machine: every figure leads to the sentence it came from. Check before you cite. {summary.data && <>Nestor {summary.data.version} · </>}<a href="/api/openapi.json">API</a> · <a href="/licences.txt">licences</a></p>
      </footer>
    </>
  );
}

render(<Page />, document.getElementById("page")!);
