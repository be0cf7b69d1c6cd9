// The page as people use it, in Chromium: every view, links, brush, keyboard, dark, print, hostile text, axe.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { axeSource, browser, finish, nestor, serve, temporary, test } from "./harness.mjs";

const chromium = await browser();
const server = await serve("--demo", "--quiet");
const { base } = server;
const faults = [];

/** Wait until everything that was asked for is shown. */
async function settled(page) {
  await page.waitForTimeout(120);
  await page.waitForFunction(() => !document.querySelector("[aria-busy=true], .waiting"));
}

/** A page that notes what it must never do: ask others, break the policy, throw. */
async function open(path, { at = base, width = 1100, ...options } = {}) {
  const context = await chromium.newContext({ viewport: { width, height: 900 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.on("request", (r) => { if (!r.url().startsWith(at) && !r.url().startsWith("blob:")) faults.push(`asks ${r.url()}`); });
  page.on("pageerror", (e) => faults.push(`${e} at ${page.url()}`));
  page.on("console", (m) => { if (m.type() === "error" && !/40[04]|413|422/.test(m.text())) faults.push(`${m.text()} at ${page.url()}`); });
  page.on("dialog", (d) => { faults.push(`dialog ${d.message()}`); d.dismiss(); });
  await page.goto(at + path);
  await settled(page);
  return page;
}
const text = (page, selector = "main") => page.locator(selector).first().innerText();
const close = (page) => page.context().close();
const serious = async (page, rules) => {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate((only) => window.axe.run(document, { resultTypes: ["violations"], ...(only && { runOnly: only }) }), rules);
  return violations.filter((v) => ["serious", "critical"].includes(v.impact)).map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.target} ${n.failureSummary}`).join(" | ")}`);
};
const tooWide = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const event = (await (await fetch(`${base}/api/events?limit=1&conditional=true`)).json()).events[0];
const views = ["/", "/dyad", "/dyad/RUS-USA", "/dyad/RUS-UKR?ledger=forces", "/map", "/report", "/report/47", `/event/${event.id}`, "/try", "/search?text=troops"];

await test("overview: tension, latest events, dyads, conditions, demands, quality", async () => {
  const page = await open("/");
  const words = await text(page);
  for (const part of ["Tension", "Events by week", "Latest events", "Most active dyads", "New conditions", "New demands", "How good is this", "Russia – United States"]) assert.ok(words.includes(part), part);
  assert.ok(await page.locator(".tile").count() >= 5);
  assert.ok(await page.locator(".tile path.tension").count() >= 5);
  assert.ok((await page.locator(".chart .bar").first().getAttribute("d")).length > 100);
  await page.locator(".tile").first().click();
  await page.waitForURL("**/dyad/*");
  await close(page);
});

await test("dyad: brush chooses a period, events and ledgers follow, and the address holds it", async () => {
  const page = await open("/dyad/RUS-USA");
  const before = await page.locator(".events > li").count();
  const box = await page.locator(".chart > svg").boundingBox();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.62, box.y + 80, { steps: 5 });
  await page.mouse.up();
  await page.waitForURL(/since=\d{4}-\d\d-\d\d&until=/);
  await settled(page);
  const { since, until } = Object.fromEntries(new URL(page.url()).searchParams);
  const days = await page.locator(".events time").evaluateAll((list) => list.map((t) => t.dateTime));
  assert.ok(days.length > 0 && days.length <= before);
  for (const day of days) assert.ok(day >= since && day <= until, `${day} is not between ${since} and ${until}`);
  const again = await open(new URL(page.url()).pathname + new URL(page.url()).search);
  assert.equal(await again.locator(".events > li").count(), days.length);
  assert.equal(await again.locator(".brush").count(), 1);
  await again.getByRole("button", { name: "Zoom to selection" }).click();
  await again.waitForURL(/zoom=1/);
  await again.getByRole("button", { name: "Whole period" }).click();
  await again.waitForFunction(() => !location.search.includes("since"));
  await again.goBack();
  await again.waitForURL(/since=/);
  await close(page);
  await close(again);
});

await test("dyad: every ledger shows its lines, forces as bars", async () => {
  const page = await open("/dyad/RUS-USA");
  for (const name of ["Talks", "Conditions", "Demands", "Claims"]) {
    await page.getByRole("group", { name: "Ledger" }).getByRole("button", { name: new RegExp(`^${name}`) }).click();
    await settled(page);
    assert.ok(await page.locator(".ledgerline").count() > 0, `${name} is empty`);
  }
  await page.goto(`${base}/dyad/RUS?ledger=forces`);
  await page.waitForSelector(".rangebar");
  const line = page.locator(".ledgerline").first();
  assert.match(await line.innerText(), /source/);
  await line.locator("a[href^='/report/']").first().click();
  await page.waitForURL("**/report/*");
  await close(page);
});

await test("map: no point where only a country is known; a place filters", async () => {
  const page = await open("/map");
  const { places } = await (await fetch(`${base}/api/places`)).json();
  assert.equal(await page.locator("svg circle.point[cx]:not([cx='7'])").count(), places.filter((p) => p.precision !== "country" && p.lat !== null).length);
  assert.ok(await page.locator(".map path.shade5").count() >= 1);
  const astray = await page.evaluate((towns) => towns.filter((p) => {
    const dot = [...document.querySelectorAll("circle.point")].find((c) => c.textContent.startsWith(`${p.name}:`));
    const land = [...document.querySelectorAll(`path[data-code=${p.country}]`)];
    const at = new DOMPoint(dot.cx.baseVal.value, dot.cy.baseVal.value).matrixTransform(dot.getScreenCTM());
    return !land.some((path) => path.isPointInFill(at.matrixTransform(path.getScreenCTM().inverse())));
  }).map((p) => p.name), places.filter((p) => ["Moscow", "Kyiv", "Berlin", "Paris", "Washington"].includes(p.name)));
  assert.deepEqual(astray, [], "points stand outside of their country");
  await page.getByRole("button", { name: "Moscow" }).click();
  await page.waitForURL(/place=Moscow/);
  await settled(page);
  assert.match(await text(page), /Moscow/);
  await close(page);
});

await test("report: passages are marked, explained, chained; what was not coded is grey", async () => {
  const page = await open("/report/47");
  for (const kind of ["act", "source", "target", "condition", "speaker", "quantity", "time"]) assert.ok(await page.locator(`.reporttext .k-${kind}, .reporttext .in-${kind}`).count() > 0, kind);
  await page.locator(".reporttext mark.k-act").first().focus();
  assert.match(await text(page, ".explain"), /act/);
  assert.ok(await page.locator(".chain").count() > 0);
  assert.ok(await page.locator(".uncoded").count() > 0);
  assert.match(await text(page), /London desk/);
  await page.goto(`${base}/report/20`);
  await page.waitForSelector(".reporttext");
  const { sentences, coded } = await (await fetch(`${base}/api/reports/20`)).json();
  const quiet = sentences.filter((s) => !coded.some(({ record: r }) => [r.trigger, ...r.mentions].some((m) => m.span[0] < s.span[1] && m.span[1] > s.span[0])));
  assert.equal(await page.locator(".uncoded").count(), quiet.length);
  if (quiet.length > 0) {
    await page.locator("details.quiet summary").click();
    assert.equal(await page.locator("details.quiet li").count(), quiet.length);
  }
  await close(page);
});

await test("event: mentions, trace, record to copy, link to cite", async () => {
  const page = await open(`/event/${event.id}`, { permissions: ["clipboard-read", "clipboard-write"] });
  assert.ok((await text(page)).includes(event.trigger));
  await page.locator(".record summary").first().click();
  assert.ok(await page.locator(".why li").first().isVisible());
  await page.getByRole("button", { name: "Copy the record as JSON" }).click();
  await page.getByText("copied").waitFor();
  assert.equal(JSON.parse(await page.evaluate(() => navigator.clipboard.readText())).id, event.id);
  assert.ok((await text(page, ".cite")).endsWith(`/event/${event.id}`));
  await close(page);
});

await test("try it: a pasted report is coded and nothing is kept", async () => {
  const page = await open("/try");
  await page.getByRole("textbox", { name: "Report" }).fill("Kenya's president urged Ethiopia on Monday to open talks if both sides stop fighting. <img src=x onerror=alert(1)>");
  await page.locator("input[type=date]").fill("2021-03-02");
  await page.getByRole("button", { name: "Code it" }).click();
  await page.waitForSelector(".record");
  assert.match(await text(page, ".records"), /REQUEST/);
  assert.ok((await text(page, ".reporttext")).includes("<img src=x onerror=alert(1)>"));
  await page.getByRole("textbox", { name: "Report" }).fill("a ".repeat(60_000));
  await page.getByRole("button", { name: "Code it" }).click();
  await page.waitForSelector(".trouble");
  assert.match(await text(page, ".trouble"), /nestor code/);
  assert.equal((await (await fetch(`${base}/api/summary`)).json()).reports, 61);
  await close(page);
});

await test("search: filter to link and back, reports with the words, CSV", async () => {
  const page = await open("/search");
  await page.getByLabel("Words").fill("pipeline");
  await page.getByLabel("Words").press("Enter");
  await page.waitForURL(/text=pipeline/);
  await page.locator("select").nth(1).waitFor();
  await page.locator("label:has-text('Type') select").selectOption("THREATEN");
  await page.waitForURL(/type=THREATEN/);
  await settled(page);
  const shown = await page.locator(".events > li").count();
  const other = await open(new URL(page.url()).pathname + new URL(page.url()).search);
  assert.equal(await other.locator(".events > li").count(), shown);
  assert.equal(await other.getByLabel("Words").inputValue(), "pipeline");
  assert.ok(await other.locator(".snippet mark").count() > 0);
  const [file] = await Promise.all([other.waitForEvent("download"), other.getByRole("button", { name: "CSV" }).first().click()]);
  const csv = readFileSync(await file.path(), "utf8").trim().split(/\r?\n/);
  assert.ok(csv.length > shown && csv.slice(1).every((l) => l.includes("THREATEN")), csv.slice(0, 3).join("\n"));
  await page.goBack();
  await page.waitForFunction(() => !location.search.includes("type="));
  assert.equal(await page.getByLabel("Words").inputValue(), "pipeline");
  await close(page);
  await close(other);
});

await test("keyboard: skip link, navigation, brush, marks", async () => {
  const page = await open("/");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "To the content");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "main");
  await page.keyboard.press("Shift+Tab");
  for (let i = 0; i < 12 && (await page.evaluate(() => document.activeElement.textContent)) !== "Map"; i++) await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/map");
  await page.waitForFunction(() => document.activeElement.id === "main");
  await page.goto(`${base}/dyad/RUS-USA`);
  await page.getByRole("slider", { name: "First day of the selection" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForURL(/since=/);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !location.search.includes("since"));
  const unreachable = await page.evaluate(() => [...document.querySelectorAll("a,button,select,input,textarea")].filter((e) => e.tabIndex < 0).length);
  assert.equal(unreachable, 0);
  await close(page);
});

await test("dark, light and print", async () => {
  const page = await open("/", { colorScheme: "dark" });
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  assert.equal(await paper(), "rgb(20, 24, 29)");
  await page.getByLabel("Colours").selectOption("light");
  await page.waitForFunction(() => document.documentElement.dataset.theme === "light");
  assert.equal(await paper(), "rgb(250, 248, 244)");
  await page.reload();
  await settled(page);
  assert.equal(await paper(), "rgb(250, 248, 244)");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("nav").isVisible(), false);
  assert.equal(await page.locator("h1").isVisible(), true);
  await close(page);
});

await test("every view fits from 360 px up, and axe finds no serious fault, light or dark", async () => {
  const page = await open("/", { width: 360, colorScheme: "light", bypassCSP: true });
  for (const view of [...views, "/event/0123456789abcdef", "/nowhere"]) {
    await page.setViewportSize({ width: 360, height: 900 });
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(base + view);
    await settled(page);
    for (const width of [360, 768, 1024, 1600]) {
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      assert.ok((await tooWide(page)) <= 0, `${view} at ${width}: ${await tooWide(page)} px too wide`);
    }
    assert.deepEqual(await serious(page), [], `${view} light`);
    await page.emulateMedia({ colorScheme: "dark" });
    assert.deepEqual(await serious(page, ["color-contrast"]), [], `${view} dark`);
  }
  await close(page);
});

await test("errors and empty answers say what to do", async () => {
  const page = await open("/event/0123456789abcdef");
  assert.match(await text(page, ".trouble"), /Search for it/);
  await page.goto(`${base}/search?text=xylophone`);
  await page.waitForSelector(".empty");
  assert.match(await text(page), /fewer words/);
  await page.goto(`${base}/nowhere`);
  assert.equal((await page.request.get(`${base}/nowhere`)).status(), 404);
  await close(page);
});

await test("hostile reports are shown as text", async () => {
  const folder = temporary();
  const evil = "<script>alert(1)</script>";
  const reports = [
    { id: "<b>bold</b>", date: "2022-01-05", source: "<i>paper</i>", url: "javascript:alert(1)", title: `Russia threatens Ukraine ${evil}`, text: `Russia threatened Ukraine on Monday. ${evil} "><img src=x onerror=alert(2)> {{7*7}} \${alert(3)}` },
    { id: "bidi", date: "2022-01-06", title: "Bidi", text: "Russia \u202ethreatened\u202c Ukraine \u2066on Tuesday. \u202e And more words that would turn round." },
    { id: "long", date: "2022-01-07", title: "Long", text: `Russia threatened Ukraine on Tuesday. ${"x".repeat(1_000_000)}` },
    { id: "control", date: "2022-01-08", text: "Russia threatened\u0001 Ukraine.\u0007 \u0000 The end \ufeff of it." },
  ];
  writeFileSync(`${folder}/evil.jsonl`, reports.map((r) => JSON.stringify(r)).join("\n"));
  const kept = spawnSync(nestor, ["code", "--db", `${folder}/evil.db`, "--format", "none", `${folder}/evil.jsonl`], { encoding: "utf8", timeout: 120_000 });
  assert.ok(kept.status === 0 || kept.status === 1, kept.stderr);
  const other = await serve("--db", `${folder}/evil.db`, "--quiet");
  const { reports: list } = await (await fetch(`${other.base}/api/reports`)).json();
  assert.ok(list.length >= 3);
  const page = await open("/", { at: other.base });
  for (const view of ["/", "/search?text=script", "/map", "/dyad/RUS-UKR", "/report", ...list.map((r) => `/report/${r.id}`)]) {
    await page.goto(other.base + view);
    await settled(page);
    assert.equal(await page.locator("main script, main img, main b > b, main i").count(), 0, view);
    assert.ok((await tooWide(page)) <= 0, `${view} too wide`);
  }
  const first = list.find((r) => r.doc === "<b>bold</b>");
  await page.goto(`${other.base}/report/${first.id}`);
  await page.waitForSelector(".reporttext");
  assert.ok((await text(page, ".reporttext")).includes("<img src=x onerror=alert(2)>"));
  assert.equal(await page.locator("a[href^='javascript']").count(), 0);
  const bidi = list.find((r) => r.doc === "bidi");
  await page.goto(`${other.base}/report/${bidi.id}`);
  await page.waitForSelector(".reporttext");
  assert.ok((await text(page, ".reporttext")).includes("[U+202E]"));
  await close(page);
  await other.stop();
});

await test("a guarded server asks for its token", async () => {
  const folder = temporary();
  writeFileSync(`${folder}/token`, "0123456789abcdef\n", { mode: 0o600 });
  const other = await serve("--demo", "--quiet", "--token-file", `${folder}/token`);
  const page = await (await chromium.newContext()).newPage();
  await page.goto(`${other.base}/report/1`);
  await page.getByLabel("Token of this server").fill("0123456789abcdef");
  await page.getByRole("button", { name: "Open" }).click();
  await page.waitForSelector(".reporttext");
  await close(page);
  await other.stop();
});

await test("first paint and blocking time", async () => {
  const page = await open("/");
  await page.reload();
  await settled(page);
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
  const blocked = await page.evaluate(() => new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((l) => l.getEntries().forEach((e) => (sum += Math.max(0, e.duration - 50)))).observe({ type: "longtask", buffered: true });
    setTimeout(() => resolve(sum), 300);
  }));
  console.log(`first contentful paint ${Math.round(paint)} ms, total blocking time ${Math.round(blocked)} ms`);
  assert.ok(paint < 2000 && blocked < 1500);
  await close(page);
});

await test("nothing was asked of others, no policy was broken, nothing threw", async () => assert.deepEqual(faults, []));
await chromium.close();
await server.stop();
finish();
