import { useState } from "preact/hooks";
import { type Problem, post, posted } from "../api";
import { ReportText } from "../report-text";
import type { Coded } from "../types";
import { CopyButton, Trouble } from "../ui";

/** Invented. */
const example = `Kenya's president urged Ethiopia on Monday to open talks and offered to host them if both sides stop fighting.

Ethiopia's foreign ministry rejected the offer. About 5,000 to 7,000 Eritrean troops had crossed the border over the weekend, two diplomats told reporters. Eritrea denied it.

The United States threatened to impose sanctions on Eritrea unless it withdraws its forces.`;

export function TryView() {
  const [text, setText] = useState("");
  const [title, setTitle] = useState("");
  const [date, setDate] = useState("");
  const [state, setState] = useState<{ coded: Coded | null; sent?: object; problem: Problem | null; busy: boolean }>({ coded: null, problem: null, busy: false });
  const code = async (e: Event) => {
    e.preventDefault();
    setState({ coded: null, problem: null, busy: true });
    try {
      const body = { text, ...(title.trim() && { title: title.trim() }), ...(date && { date }) };
      setState({ coded: await post<Coded>("/api/code", body), sent: body, problem: null, busy: false });
    } catch (problem) {
      setState({ coded: null, problem: problem as Problem, busy: false });
    }
  };
  const events = state.coded?.coded.map((record) => ({ record })) ?? [];
  return (
    <>
      <h1>Try it</h1>
      <p class="lead">Paste a report and see what Nestor reads in it. Nothing is kept.</p>
      <form class="try" onSubmit={code}>
        <label>Headline <input value={title} onInput={(e) => setTitle(e.currentTarget.value)} placeholder="may stay empty" /></label>
        <label>Published on <input type="date" value={date} onInput={(e) => setDate(e.currentTarget.value)} /></label>
        <label class="whole">Report <textarea rows={9} required value={text} onInput={(e) => setText(e.currentTarget.value)} placeholder="English text, up to 64 KB" /></label>
        <p class="whole">
          <button type="submit" class="main" disabled={state.busy || text.trim() === ""}>{state.busy ? "Reading …" : "Code it"}</button>{" "}
          <button type="button" class="quiet" onClick={() => { setText(example); setDate("2021-03-02"); setTitle(""); }}>Take an example</button> <span class="faint">an invented report</span>
        </p>
      </form>
      {state.problem && <Trouble problem={state.problem} />}
      <div aria-live="polite">
        {state.coded && (
          <>
            <ReportText text={state.coded.text} exact={state.coded.exact} titleBytes={state.coded.title_bytes} sentences={state.coded.sentences} coded={events} csv={{ url: "/api/code?format=csv", init: posted(state.sent) }} />
            <p><CopyButton text={() => state.coded!.coded.map((r) => JSON.stringify(r)).join("\n")}>Copy the records as JSON lines</CopyButton></p>
          </>
        )}
      </div>
    </>
  );
}
