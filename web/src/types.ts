/** What the API answers: docs/openapi.json. */
export type Quad = 1 | 2 | 3 | 4;
export type Status = "actual" | "negated" | "disputed" | "hypothetical";
export type Span = [number, number];

export interface Actor { text: string; name: string; country: string; org: string; sector: string; span?: Span }
export interface Quantity { kind: string; low: number | null; high: number | null; unit: string; text: string; span?: Span }
export interface Place {
  text: string; country: string; admin1: string; lat: number | null; lon: number | null; precision: "country" | "admin1" | "city";
}
export interface Passage { text: string; span: Span }

/** A record with all its fields, as the codebook has them. */
export interface CodedRecord {
  id: string; doc: string; date: string | null; sentence: number; event: string; mode: string; context: string[];
  cameo: string; goldstein: number; quad: Quad; content: string | null; source: Actor[]; target: Actor[]; mutual: boolean;
  trigger: Passage; mentions: Passage[]; status: Status; condition: Passage | null; attribution: Actor[];
  quantities: Quantity[]; time: { text: string; from: string | null; to: string | null }; place: Place | null;
  confidence: number; why: string[];
}

/** An event of the store, as lists show it. */
export interface StoredEvent {
  id: string; number: number; report: number; doc: string; publisher: string | null; date: string | null; day: string | null;
  event: string; mode: string; content: string | null; cameo: string; goldstein: number; quad: Quad; trigger: string;
  condition: string | null; source: Actor[]; target: Actor[]; mutual: boolean; status: Status; attribution: Actor[];
  quantities: Quantity[]; from: string | null; to: string | null; place: Place | null; confidence: number; score: number;
  records: number; sources: number;
}
export interface EventPage { events: StoredEvent[]; next: string | null; total?: number }

export interface ReportHead {
  id: number; doc: string; date: string | null; title: string; source: string | null; url: string | null; records: number;
  wire: number; alike: number; newer?: number; snippet?: string;
}
export interface Dropped { text: string; span: Span; event: string | null; why: string; more: string }
export interface Sentence { span: Span; read: boolean; dropped: Dropped[] }
export interface Report extends ReportHead {
  sentences: Sentence[] | null;
  newer: number; copies: number; version: string; pack: string; options: string; title_bytes: number; text: string | null;
  exact: boolean; coded: { number: number; event: number; record: CodedRecord }[]; near_duplicates: ReportHead[]; versions: ReportHead[];
}
export interface EventDetail {
  event: StoredEvent; current: boolean; record: CodedRecord;
  mentions: {
    number: number; report: ReportHead & { version: string; pack: string };
    quote: { before: string; trigger: string; after: string } | null; record: CodedRecord;
  }[];
}
export interface Coded { date: string | null; sentences: Sentence[]; title_bytes: number; text: string; exact: boolean; coded: CodedRecord[] }

export interface Summary {
  demo: boolean; version: string; reports: number; wires: number; superseded: number; copies: number; records: number;
  events: number; disputed: number; conditional: number; first_day: string | null; last_day: string | null;
  runs: { version: string; pack: string; options: string; reports: number }[];
}
export interface Dyad { a: string; b: string; events: number; first_day: string | null; last_day: string | null; tension?: (number | null)[] }
export interface Point {
  from: string; events: number; quads: [number, number, number, number]; types: Record<string, number>; goldstein: number;
  score: number; disputed: number; told: number; sources: number; tension: number; change: boolean;
}
export type Period = "day" | "week" | "month";
export interface Series { by: Period; points: Point[] }
export interface PlaceRow {
  name: string; country: string; precision: "country" | "admin1" | "city"; lat: number | null; lon: number | null;
  events: number; quads: [number, number, number, number]; last_day: string | null;
}
export interface ActorRow { name: string; country: string; org: string; sector: string; as_source: number; as_target: number }

export interface Line {
  event: number; state: string; type: string; content: string | null; status: Status; from: string | null; to: string | null;
  who: string; whom: string; mutual: boolean; what: string; medium?: string; asked_by?: string | null; duration_low?: number | null;
  duration_high?: number | null; round?: number | null; condition: string | null; according_to: string | null; place: string | null;
  quantity: { kind: string; low: number | null; high: number | null; unit: string } | null;
  other: { event: number; day: string | null; words: string } | null; n_records: number; n_sources: number;
  reports: { id: number; doc: string }[];
}
export interface Picture {
  subject: string; events: number; disputed: number; first_day: string | null; last_day: string | null;
  deaths: [number, number]; injured: [number, number]; ledgers: Record<string, { total: number; lines: Line[] }>;
}
