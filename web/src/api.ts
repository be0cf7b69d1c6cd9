/** Asking the server. Answers stay in the browser's cache under their ETag; nothing is asked of anybody else. */
import { useEffect, useState } from "preact/hooks";

export class Problem extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

const tokenKey = "nestor-token";
const token = (): string | null => sessionStorage.getItem(tokenKey);
export function setToken(value: string): void {
  sessionStorage.setItem(tokenKey, value);
  dispatchEvent(new Event("nestor-token"));
}

async function request(url: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  const secret = token();
  if (secret) headers.set("Authorization", `Bearer ${secret}`);
  let response: Response;
  try {
    response = await fetch(url, { ...init, headers });
  } catch {
    throw new Problem(0, "The server does not answer. Is 'nestor serve' still running?");
  }
  if (response.ok) return response;
  let detail = response.statusText;
  try {
    detail = (await response.json()).detail ?? detail;
  } catch {
    // no JSON: the status must do
  }
  throw new Problem(response.status, detail);
}

export async function ask<T>(url: string): Promise<T> {
  return (await request(url)).json();
}

const running = new Map<string, Promise<unknown>>();
/** Parts of a page that ask the same at the same time share one answer. */
function shared<T>(url: string): Promise<T> {
  const before = running.get(url) as Promise<T> | undefined;
  if (before) return before;
  const promise = ask<T>(url).finally(() => running.delete(url));
  running.set(url, promise);
  return promise;
}

export const posted = (body: unknown): RequestInit => ({ method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
export async function post<T>(url: string, body: unknown): Promise<T> {
  return (await request(url, posted(body))).json();
}

/** Fetch with the token and hand the file to the browser. */
export async function download(url: string, name: string, init?: RequestInit): Promise<void> {
  saveAs(await (await request(url, init)).blob(), name);
}

export function saveAs(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export interface Answer<T> { data: T | null; error: Problem | null; loading: boolean }

/** Ask for `url` whenever it changes; null asks for nothing. The last answer stays until the next is there. */
export function useApi<T>(url: string | null): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ data: null, error: null, loading: url !== null });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const again = () => setRound((n) => n + 1);
    addEventListener("nestor-token", again);
    return () => removeEventListener("nestor-token", again);
  }, []);
  useEffect(() => {
    if (url === null) {
      setAnswer({ data: null, error: null, loading: false });
      return undefined;
    }
    let current = true;
    setAnswer((before) => ({ ...before, loading: true }));
    shared<T>(url).then(
      (data) => current && setAnswer({ data, error: null, loading: false }),
      (error) => current && setAnswer({ data: null, error, loading: false }),
    );
    return () => void (current = false);
  }, [url, round]);
  return answer;
}
