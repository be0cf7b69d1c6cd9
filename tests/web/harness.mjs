// What the tests of the page share: a server of its own, a browser, counting.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";

const require = createRequire(new URL("../../web/package.json", import.meta.url));
export const { chromium } = require("playwright-core");
export const axeSource = require("fs").readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
export const nestor = process.argv[2];

/** A folder that is gone when the tests are over. */
export function temporary() {
  const folder = mkdtempSync(`${tmpdir()}/nestor-web-`);
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Start `nestor serve` with these arguments on a free port. */
export async function serve(...args) {
  const child = spawn(nestor, ["serve", "--port", "0", ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "", log = "";
  child.stderr.on("data", (d) => (log += d));
  const base = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no server: ${said}${log}`)), 60_000);
    child.on("exit", (code) => reject(new Error(`server ended with ${code}: ${log}`)));
    child.stdout.on("data", (d) => {
      said += d;
      const found = /http:\/\/\S+/.exec(said);
      if (!found) return;
      clearTimeout(timer);
      resolve(found[0].replace(/\/$/, ""));
    });
  });
  child.removeAllListeners("exit");
  const stop = () => new Promise((resolve) => {
    child.on("exit", (code, signal) => {
      if (code !== 0) {
        failed++;
        console.log(`FAILED the server ended with ${code ?? signal}\n${log.slice(-6000)}`);
      }
      resolve({ code, signal, log });
    });
    child.kill("SIGTERM");
  });
  return { base, stop, log: () => log, pid: child.pid };
}

export async function browser() {
  const path = [process.env.NESTOR_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((p) => p && existsSync(p));
  if (!path) {
    console.log("there is no Chromium\n0 passed, 0 failed, 1 skipped");
    process.exit(77);
  }
  return chromium.launch({ executablePath: path, args: ["--no-sandbox", "--disable-dev-shm-usage", "--force-color-profile=srgb"] });
}

let passed = 0, failed = 0;
export async function test(name, run) {
  const began = Date.now();
  try {
    await run();
    passed++;
    console.log(`ok ${name} (${Date.now() - began} ms)`);
  } catch (error) {
    failed++;
    console.log(`FAILED ${name}\n${error.stack}`);
  }
}
export function finish() {
  console.log(`${passed} passed, ${failed} failed, 0 skipped`);
  process.exitCode = failed ? 1 : 0;
}
