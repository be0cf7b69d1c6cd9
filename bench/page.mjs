// How long the page takes to show a store: node bench/page.mjs NESTOR STORE [ROUNDS]
// Every round opens each view in a new browser without a cache. The table gives the best round: other programs on the
// machine only ever make a round slower. "all shown" is the frame after the last change of the page, with everything
// there that was asked for; times of the main thread are processor time.
import { readFileSync } from "node:fs";
import { browser, serve } from "../tests/web/harness.mjs";

const [, , , store, rounds = "5"] = process.argv;
const server = await serve("--db", store, "--quiet");
const ask = async (path) => (await fetch(server.base + path)).json();
const dyad = (await ask("/api/dyads?limit=1")).dyads[0];
const [event] = (await ask("/api/events?limit=1")).events;
const views = {
  overview: "/", dyads: "/dyad", dyad: `/dyad/${dyad.a}-${dyad.b}`, country: `/dyad/${dyad.a}`, map: "/map", reports: "/report", report: `/report/${event.report}`,
  event: `/event/${event.id}`, search: "/search", "search by actor": `/search?actor=${dyad.a}:MIL`, try: "/try",
};

/** In the page: the time of the frame after the last change, once nothing has changed for half a second. */
function watch() {
  let changed = 0, painted = 0;
  new MutationObserver(() => {
    changed = performance.now();
    requestAnimationFrame(() => setTimeout(() => (painted = performance.now())));
  }).observe(document, { subtree: true, childList: true, attributes: true });
  window.shown = new Promise((resolve) => {
    const timer = setInterval(() => {
      const busy = !document.querySelector("h1") || document.querySelector("[aria-busy=true], .waiting");
      if (busy || performance.now() - changed < 500 || painted < changed) return;
      clearInterval(timer);
      resolve(painted);
    }, 50);
  });
}
const ticks = () => {
  const fields = readFileSync(`/proc/${server.pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
};

async function load(chromium, path) {
  const page = await (await chromium.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  const protocol = await page.context().newCDPSession(page);
  await protocol.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.addInitScript(watch);
  const before = ticks();
  await page.goto(server.base + path);
  const shown = await page.evaluate(() => window.shown);
  const seen = await page.evaluate(() => {
    const asked = performance.getEntriesByType("resource");
    const api = asked.filter((r) => r.name.includes("/api/"));
    return {
      paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0, asked: asked.length,
      packed: asked.reduce((n, r) => n + r.encodedBodySize, 0) / 1024, json: api.reduce((n, r) => n + r.decodedBodySize, 0) / 1024,
      wait: Math.max(0, ...api.map((r) => r.responseEnd - r.requestStart)), nodes: document.getElementsByTagName("*").length,
    };
  });
  const { metrics } = await protocol.send("Performance.getMetrics");
  const seconds = (name) => metrics.find((m) => m.name === name).value * 1000;
  await page.context().close();
  return { shown, ...seen, script: seconds("ScriptDuration"), style: seconds("RecalcStyleDuration") + seconds("LayoutDuration"), task: seconds("TaskDuration"), server: ticks() - before };
}

const best = {};
for (let round = 0; round < Number(rounds); round++) {
  const chromium = await browser();
  for (const [name, path] of Object.entries(views)) {
    const now = await load(chromium, path);
    best[name] ??= now;
    for (const key of Object.keys(now)) best[name][key] = Math.min(best[name][key], now[key]);
  }
  await chromium.close();
}
const columns = { paint: "first paint", shown: "all shown", wait: "slowest answer", script: "script", style: "style, layout", task: "main thread", server: "server CPU", asked: "requests", packed: "KB packed", json: "KB of JSON", nodes: "elements" };
console.log(`best of ${rounds}, milliseconds\n${"".padEnd(18)}${Object.values(columns).map((c) => c.padStart(15)).join("")}`);
for (const [name, row] of Object.entries(best)) console.log(name.padEnd(18) + Object.keys(columns).map((k) => String(Math.round(row[k])).padStart(15)).join(""));
await server.stop();
