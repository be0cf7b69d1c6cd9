// The server as programs see it: answers held against docs/openapi.json, errors, caching, and what must be refused.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync, chmodSync } from "node:fs";
import { connect } from "node:net";
import { spawnSync } from "node:child_process";
import { gunzipSync } from "node:zlib";
import { request } from "node:http";
import assert from "node:assert/strict";
import { finish, nestor, serve, temporary, test } from "./harness.mjs";

const require = createRequire(new URL("../../web/package.json", import.meta.url));
const Ajv = require("ajv/dist/2020").default;
const { Validator } = await import(require.resolve("@seriousme/openapi-schema-validator"));
const spec = JSON.parse(readFileSync(new URL("../../docs/openapi.json", import.meta.url), "utf8"));
const folder = temporary();
const server = await serve("--demo", "--log", `${folder}/access.log`);
const { base } = server;
const port = Number(new URL(base).port);

/** Plain node:http, which adds nothing and decodes nothing. */
function http(path, { method = "GET", headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const r = request({ host: "127.0.0.1", port, path, method, headers }, (answer) => {
      const parts = [];
      answer.on("data", (d) => parts.push(d));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
    });
    r.on("error", reject);
    r.end(body);
  });
}
/** Bytes on a socket, and everything that comes back until it is closed. */
function raw(bytes, { wait = 4000, to = port } = {}) {
  return new Promise((resolve) => {
    const socket = connect(to, "127.0.0.1");
    let got = "";
    const end = () => { socket.destroy(); resolve(got); };
    socket.on("data", (d) => (got += d.toString("latin1")));
    socket.on("close", end);
    socket.on("error", end);
    setTimeout(end, wait);
    socket.write(bytes);
  });
}
const json = async (path, options) => { const r = await http(path, options); return { ...r, json: JSON.parse(r.body) }; };
const code = (body, type = "application/json", headers = {}) => json("/api/code", { method: "POST", body, headers: { "Content-Type": type, "Content-Length": Buffer.byteLength(body), ...headers } });
const status = (text) => Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0);

const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema({ $id: "spec", components: spec.components });
const schemaOf = (path, method, code2, type) => {
  const schema = spec.paths[path][method].responses[code2].content[type].schema;
  return ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll("#/components", "spec#/components")));
};
function holds(path, method, answer) {
  const type = answer.headers["content-type"].split(";")[0];
  const validate = schemaOf(path, method, String(answer.status), type);
  assert.ok(validate(JSON.parse(answer.body)), `${path}: ${ajv.errorsText(validate.errors).slice(0, 600)}`);
}

await test("a validator accepts the description", async () => {
  const result = await new Validator().validate(structuredClone(spec));
  assert.ok(result.valid, JSON.stringify(result.errors)?.slice(0, 800));
  assert.equal(spec.openapi, "3.1.0");
});

await test("every path of the description answers as it says", async () => {
  const events = (await json("/api/events?limit=3")).json.events;
  const real = {
    "/api/health": ["/api/health"], "/api/summary": ["/api/summary"], "/api/dyads": ["/api/dyads", "/api/dyads?since=2022-01&limit=3", "/api/dyads?limit=12&tension=104"],
    "/api/events": ["/api/events?limit=1000&count=true", "/api/events?type=THREATEN,ACCUSE&dyad=RUS-USA&since=2021-12&until=2022-01-31&order=oldest", "/api/events?text=%22red+lines%22&conditional=false&min_sources=1",
      "/api/events?source=RUS&target=UKR&quad=3,4&status=actual,disputed&min_confidence=0.2&one_a_day=1&place=UKR"],
    "/api/events/{id}": events.map((e) => `/api/events/${e.id}`).concat(`/api/events/${events[0].number}`), "/api/reports": ["/api/reports", "/api/reports?q=pipeline", "/api/reports?doc=2022-02-24-kyiv"],
    "/api/reports/{id}": ["/api/reports/1", "/api/reports/47"], "/api/series": ["/api/series", "/api/series?dyad=RUS-UKR&by=day", "/api/series?actor=USA&by=month"],
    "/api/picture/{subject}": ["/api/picture/RUS-UKR", "/api/picture/RUS?since=2022-01-01&limit=5"], "/api/places": ["/api/places", "/api/places?type=CONSULT&dyad=RUS-USA"],
    "/api/actors": ["/api/actors", "/api/actors?q=putin"], "/api/search": ["/api/search?q=pipeline"], "/api/openapi.json": ["/api/openapi.json"],
  };
  for (const [path, list] of Object.entries(real))
    for (const url of list) {
      const answer = await http(url);
      assert.equal(answer.status, 200, `${url}: ${answer.body}`);
      holds(path, "get", answer);
    }
  const untested = Object.keys(spec.paths).filter((p) => !(p in real) && !["/api/events.csv", "/metrics", "/api/code"].includes(p));
  assert.deepEqual(untested, []);
  const first = (await json("/api/reports/1")).json;
  const lines = async (url) => (await http(url)).body.toString().trim().split("\n").slice(1);
  const ofReport = await lines("/api/events.csv?report=1");
  assert.deepEqual([...new Set(ofReport.map((l) => l.split(",")[0]))].sort(), first.coded.map((c) => c.record.id).sort());
  const told = (await json(`/api/events/${events[0].id}`)).json.mentions.map((m) => m.record.id);
  assert.deepEqual([...new Set((await lines(`/api/events.csv?event=${events[0].id}`)).map((l) => l.split(",")[0]))].sort(), told.sort());
  const coded = await code(JSON.stringify({ text: "Russia threatened Ukraine on Monday.", date: "2022-01-05", title: "Threat" }, null, 2));
  assert.equal(coded.status, 200);
  holds("/api/code", "post", coded);
  assert.equal(coded.json.coded[0].event, "THREATEN");
});

await test("sentences of a report are those that its records count, each with its reasons", async () => {
  for (const id of [1, 20, 47]) {
    const { sentences, coded, text } = (await json(`/api/reports/${id}`)).json;
    const bytes = Buffer.from(text);
    let end = 0;
    for (const s of sentences) {
      assert.ok(s.span[0] >= end && s.span[1] > s.span[0] && s.span[1] <= bytes.length);
      end = s.span[1];
      for (const d of s.dropped) assert.equal(bytes.subarray(...d.span).toString(), d.text);
    }
    for (const { record: r } of coded) assert.ok(sentences[r.sentence].span[0] <= r.trigger.span[0] && sentences[r.sentence].span[1] >= r.trigger.span[1], r.id);
  }
  const { sentences } = (await code(JSON.stringify({ text: "Russia threatened Ukraine on Monday. The weather was mild. The letter warned." }))).json;
  assert.equal(sentences.length, 3);
  assert.deepEqual(sentences.map((s) => s.dropped.length > 0), [false, false, true]);
});

await test("tension of a pair in a list is that of its series", async () => {
  const { today, dyads } = (await json("/api/dyads?limit=5&tension=30")).json;
  for (const d of dyads) {
    assert.equal(d.tension.length, 30);
    const { points } = (await json(`/api/series?dyad=${d.a}-${d.b}&by=week`)).json;
    d.tension.forEach((value, i) => {
      const day = new Date(Date.parse(today) - (29 - i) * 7 * 86_400_000).toISOString().slice(0, 10);
      const point = points.findLast((p) => p.from <= day);
      if (day < d.first_day) assert.equal(value, null);
      else if (Date.parse(day) - Date.parse(point.from) < 7 * 86_400_000) assert.ok(Math.abs(value - point.tension) < 0.2, `${d.a}-${d.b} ${day}: ${value}, not ${point.tension}`);
    });
  }
});

await test("pages follow each other without gap or double", async () => {
  const all = (await json("/api/events?limit=1000")).json.events.map((e) => e.number);
  const seen = [];
  for (let after = ""; after !== null;) {
    const page = (await json(`/api/events?limit=37${after && `&after=${encodeURIComponent(after)}`}`)).json;
    seen.push(...page.events.map((e) => e.number));
    after = page.next;
  }
  assert.deepEqual(seen, all);
});

await test("errors have the status that they mean, as problem+json", async () => {
  const cases = [
    ["/api/nothing", 404], ["/no.thing", 404], ["/api/events/0123456789abcdef", 404], ["/api/events/999999", 404], ["/api/events/zz", 404], ["/api/reports/99999", 404], ["/api/reports/x", 404],
    ["/api/events?tpye=AGREE", 400], ["/api/events?type=NOISE", 400], ["/api/events?quad=5", 400], ["/api/events?since=yesterday", 400], ["/api/events?limit=0", 400], ["/api/events?limit=1001", 400],
    ["/api/events?after=x", 400], ["/api/events?dyad=RUS", 400], ["/api/events?status=true", 400], ["/api/events?min_confidence=2", 400], ["/api/events?conditional=maybe", 400], ["/api/events?type=AGREE&type=AID", 400],
    ["/api/events.csv?report=1&type=AID", 400], ["/api/events.csv?event=zz", 404], ["/api/events.csv?report=x", 400], ["/api/series?by=year", 400], ["/api/dyads?tension=0", 400], ["/api/dyads?limit=51&tension=4", 400], ["/api/picture/nonsense!", 400], ["/api/search", 400], ["/api/search?q=+", 400], ["/api/events?text=%2B%2B", 400], ["/api/events?text=%ff", 400], ["/api/events?text=a%00b", 400], ["/api/events?text=%zz", 400],
    [`/api/events?${Array.from({ length: 40 }, (_, i) => `a${i}=1`).join("&")}`, 400],
    ["/api/../api/health", 400], ["/%2e%2e/%2e%2e/etc/passwd", 400], ["/assets/..%2f..%2fetc%2fpasswd", 400], ["/..%5c..%5cetc", 400], ["//etc/passwd", 404], ["/assets/", 404], ["/index.html/x", 404],
  ];
  for (const [url, want] of cases) {
    const r = await http(url);
    assert.equal(r.status, want, `${url}: ${r.status} ${r.body}`);
    assert.match(r.headers["content-type"], /^application\/problem\+json/);
    assert.equal(JSON.parse(r.body).status, want);
    assert.equal(r.headers["cache-control"], "no-store");
  }
  for (const [method, path, allow] of [["POST", "/api/events", "GET, HEAD"], ["DELETE", "/api/events", "GET, HEAD"], ["GET", "/api/code", "POST"], ["PUT", "/", "GET, HEAD"]]) {
    const r = await http(path, { method });
    assert.equal(r.status, 405, `${method} ${path}`);
    assert.equal(r.headers.allow, allow);
  }
});

await test("SQL in parameters is only text", async () => {
  for (const evil of ["'; DROP TABLE records; --", "\" OR 1=1 --", "%' OR '1'='1", "RUS') UNION SELECT 1--"])
    for (const name of ["actor", "source", "place", "text"]) {
      const r = await http(`/api/events?${name}=${encodeURIComponent(evil)}`);
      assert.ok([200, 400].includes(r.status), `${name}=${evil}: ${r.status} ${r.body}`);
    }
  assert.ok((await json("/api/summary")).json.events > 200);
});

await test("gzip, ETag, HEAD, caching", async () => {
  const plain = await http("/api/events?limit=50");
  const packed = await http("/api/events?limit=50", { headers: { "Accept-Encoding": "gzip" } });
  assert.equal(packed.headers["content-encoding"], "gzip");
  assert.ok(packed.body.length * 3 < plain.body.length);
  assert.ok(gunzipSync(packed.body).equals(plain.body));
  assert.equal((await http("/api/events?limit=50", { headers: { "Accept-Encoding": "gzip;q=0, identity" } })).headers["content-encoding"], undefined);
  const again = await http("/api/events?limit=50", { headers: { "If-None-Match": plain.headers.etag } });
  assert.equal(again.status, 304);
  assert.equal(again.body.length, 0);
  assert.equal((await http("/api/events?limit=50", { headers: { "If-None-Match": '"other"' } })).status, 200);
  const head = await http("/api/events?limit=50", { method: "HEAD" });
  assert.equal(head.status, 200);
  assert.equal(Number(head.headers["content-length"]), plain.body.length);
  const page = (await http("/")).body.toString();
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)[1];
  assert.match((await http(script)).headers["cache-control"], /immutable/);
  assert.match((await http("/dyad/RUS-UKR")).headers["content-type"], /text\/html/);
});

await test("headers keep scripts, frames and other origins out", async () => {
  for (const path of ["/", "/api/health", "/api/nothing"]) {
    const { headers } = await http(path, { headers: { Origin: "https://evil.example" } });
    assert.match(headers["content-security-policy"], /default-src 'none'; script-src 'self'; style-src 'self'/);
    assert.doesNotMatch(headers["content-security-policy"], /unsafe|https?:|\*/);
    assert.equal(headers["access-control-allow-origin"], undefined);
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.equal(headers["x-frame-options"], "DENY");
  }
  const html = (await http("/")).body.toString();
  assert.doesNotMatch(html, /<script(?![^>]*src=)|<style|style=|https?:\/\//);
});

await test("requests for another host, and from other pages, are refused", async () => {
  assert.equal((await http("/api/health", { headers: { Host: "evil.example" } })).status, 421);
  assert.equal((await http("/api/health", { headers: { Host: `localhost:${port}` } })).status, 200);
  const text = JSON.stringify({ text: "Russia threatened Ukraine." });
  assert.equal((await code(text, "application/json", { Origin: "https://evil.example" })).status, 403);
  assert.equal((await code(text, "application/json", { "Sec-Fetch-Site": "cross-site" })).status, 403);
  assert.equal((await code(text, "application/json", { Origin: base })).status, 200);
});

await test("what cannot be coded is said", async () => {
  const cases = [["{}", 400], ["[]", 400], ["{\"text\": 5}", 400], ["not json", 400], ["{\"text\":\"a\"} trailing", 400], ["{\"text\":\"\"}", 400], ["{\"text\":\"a\",\"date\":\"soon\"}", 400]];
  for (const [body, want] of cases) assert.equal((await code(body)).status, want, body);
  assert.equal((await code("Russia threatened Ukraine.", "text/plain")).status, 200);
  assert.equal((await code("", "text/plain")).status, 422);
  const csv = await http("/api/code?format=csv", { method: "POST", body: "Russia threatened Ukraine.", headers: { "Content-Type": "text/plain" } });
  assert.match(csv.headers["content-type"], /^text\/csv/);
  assert.match(csv.body.toString(), /^id,.*\r?\n.*THREATEN/);
  assert.equal((await http("/api/code?format=xml", { method: "POST", body: "Russia.", headers: { "Content-Type": "text/plain" } })).status, 400);
  assert.equal((await code("<x/>", "text/xml")).status, 415);
  assert.equal((await code(Buffer.from([0x1f, 0x8b, 8, 0]), "text/plain")).status, 415);
  assert.equal((await code(JSON.stringify({ text: "Russia threatened Ukraine. ".repeat(5000) }))).status, 413);
  assert.equal((await code(JSON.stringify({ text: "a".repeat(60_000) }))).status, 200);
});

// The slow clients have their ten seconds while the next tests run.
const slow = test("slow clients are cut and do not hold the others", async () => {
  const sockets = Array.from({ length: 200 }, () => {
    const s = connect(port, "127.0.0.1");
    s.on("error", () => {});
    s.write("GET /api/events HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
    const timer = setInterval(() => s.writable && s.write("a"), 700);
    s.on("close", () => { clearInterval(timer); s.gone = true; });
    return s;
  });
  const times = [];
  for (let i = 0; i < 100; i++) {
    const began = performance.now();
    assert.equal((await http(`/api/events?limit=${20 + i}`)).status, 200);
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  assert.ok(times[95] < 500, `p95 ${times[95]} ms`);
  await new Promise((resolve) => setTimeout(resolve, 12_000));
  const left = sockets.filter((s) => !s.gone).length;
  sockets.forEach((s) => s.destroy());
  assert.equal(left, 0, `${left} slow clients are still connected`);
});

await test("ambiguous and broken requests are refused and the connection is closed", async () => {
  const host = "Host: localhost\r\n";
  const smuggled = "GET /api/summary HTTP/1.1\r\nHost: localhost\r\n\r\n";
  const cases = [
    `POST /api/code HTTP/1.1\r\n${host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
    `POST /api/code HTTP/1.1\r\n${host}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!${smuggled}`,
    `POST /api/code HTTP/1.1\r\n${host}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${smuggled}`,
    `POST /api/code HTTP/1.1\r\n${host}Content-Length: +5\r\n\r\nhello${smuggled}`,
    `GET /api/health HTTP/1.1\r\n${host}Content-Length: 40\r\n\r\n${smuggled}`,
    `GET /api/health HTTP/1.1\r\n${host}Host: other\r\n\r\n`,
    `GET /api/health HTTP/1.1\r\n\r\n`,
    `GET /api/he alth HTTP/1.1\r\n${host}\r\n`,
    `GET http://evil.example/api/health HTTP/1.1\r\n${host}\r\n`,
    "GARBAGE\r\n\r\n", "\0\0\0\0\r\n\r\n",
    `POST /api/code HTTP/1.1\r\n${host}Content-Type: text/plain\r\nContent-Length: 99999999999\r\n\r\n`,
  ];
  const answers = await Promise.all(cases.map((bytes) => raw(bytes, { wait: 2500 })));
  for (const [i, bytes] of cases.entries()) {
    const got = answers[i];
    assert.ok(status(got) === 0 || (status(got) >= 400 && status(got) < 500), `${JSON.stringify(bytes.slice(0, 90))}: ${got.slice(0, 200)}`);
    assert.doesNotMatch(got, /"wires"/, bytes.slice(0, 90));
  }
  const [long, fat, body] = await Promise.all([
    raw(`GET /api/events?text=${"a".repeat(20_000)} HTTP/1.1\r\n${host}\r\n`),
    raw(`GET /api/health HTTP/1.1\r\n${host}X-Fat: ${"a".repeat(40_000)}\r\n\r\n`),
    raw(`POST /api/code HTTP/1.1\r\n${host}Content-Type: text/plain\r\nContent-Length: 400000\r\n\r\n`),
  ]);
  assert.ok([414, 431, 400].includes(status(long)), long.slice(0, 100));
  assert.ok([431, 413, 400, 0].includes(status(fat)), fat.slice(0, 100));
  assert.equal(status(body), 413);
  assert.equal((await json("/api/health")).json.status, "ok");
});

await test("figures for Prometheus", async () => {
  const text = (await http("/metrics")).body.toString();
  for (const name of ["nestor_requests_total", "nestor_request_seconds_bucket", "nestor_cache_hits_total", "nestor_connections_cut_total"]) assert.match(text, new RegExp(`^${name}`, "m"));
  for (const line of text.trim().split("\n")) assert.match(line, /^(# (HELP|TYPE) \w+ .+|\w+(\{[^}]*\})? [-+0-9.eInf]+)$/);
});

await test("another address needs a token, and the token is asked for", async () => {
  const run = (...args) => spawnSync(nestor, ["serve", ...args], { encoding: "utf8", timeout: 20_000 });
  assert.equal(run("--demo", "--listen", "0.0.0.0").status, 2);
  const file = `${folder}/token`;
  writeFileSync(file, "0123456789abcdefSECRET\n");
  chmodSync(file, 0o644);
  assert.equal(run("--demo", "--listen", "0.0.0.0", "--token-file", file).status, 3);
  chmodSync(file, 0o600);
  const guarded = await serve("--demo", "--quiet", "--token-file", file);
  const ask = async (path, token) => (await fetch(guarded.base + path, { headers: token ? { Authorization: `Bearer ${token}` } : {} })).status;
  assert.equal(await ask("/api/health"), 401);
  assert.equal(await ask("/%61pi/health"), 401);
  assert.equal(await ask("/metrics"), 401);
  assert.equal(await ask("/api/health", "0123456789abcdefSECREX"), 401);
  assert.equal(await ask("/api/health", "0123456789abcdefSECRET"), 200);
  assert.equal(await ask("/"), 200);
  await guarded.stop();
});

await slow;
await test("it stops when asked, after finishing what was begun, and the log is clean", async () => {
  const pending = code(JSON.stringify({ text: "Russia threatened Ukraine on Monday. ".repeat(1200) }));
  await http(`/api/events?text=${encodeURIComponent('a"\nb')}`);
  await new Promise((resolve) => setTimeout(resolve, 150));
  const end = await server.stop();
  assert.equal((await pending).status, 200);
  assert.equal(end.code, 0);
  const log = readFileSync(`${folder}/access.log`, "latin1").trim().split("\n");
  for (const line of log) assert.match(line, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ [0-9a-f.:]+ "[^"]*" \d{3} \d+ [\d.]+ms$/);
  assert.ok(log.length > 100);
});
finish();
