// Pictures of every view at three widths, light and dark, to be looked at: node tests/web/shots.mjs NESTOR FOLDER [BASE]
import { mkdirSync } from "node:fs";
import { browser, serve } from "./harness.mjs";

const [, , , folder, given] = process.argv;
mkdirSync(folder, { recursive: true });
const server = given ? null : await serve("--demo", "--quiet");
const base = given ?? server.base;
const event = (await (await fetch(`${base}/api/events?limit=1&conditional=true`)).json()).events[0];
const views = {
  overview: "/", dyads: "/dyad", dyad: "/dyad/RUS-USA", forces: "/dyad/RUS-UKR?ledger=forces&since=2022-01-10&until=2022-02-20", map: "/map",
  report: "/report/47", event: `/event/${event?.id}`, try: "/try", search: "/search?text=troops&type=MOBILIZE", missing: "/event/0123456789abcdef",
};
const only = process.env.ONLY?.split(",");
const chromium = await browser();
for (const [width, scheme] of [[360, "light"], [1024, "light"], [1600, "light"], [1024, "dark"]]) {
  const page = await (await chromium.newContext({ viewport: { width, height: 900 }, colorScheme: scheme })).newPage();
  page.on("console", (m) => m.type() === "error" && console.log(`${m.text()} at ${page.url()}`));
  page.on("pageerror", (e) => console.log(`${e} at ${page.url()}`));
  for (const [name, path] of Object.entries(views)) {
    if (only && !only.includes(name)) continue;
    await page.goto(base + path);
    await page.waitForTimeout(150);
    await page.waitForFunction(() => !document.querySelector("[aria-busy=true], .waiting"));
    if (name === "try") {
      await page.getByRole("button", { name: "Take an example" }).click();
      await page.getByRole("button", { name: "Code it" }).click();
      await page.waitForSelector(".record");
    }
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) console.log(`${name} at ${width}: ${over} px too wide`);
    await page.screenshot({ path: `${folder}/${name}-${width}-${scheme}.png`, fullPage: true });
  }
}
await chromium.close();
await server?.stop();
