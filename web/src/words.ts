/** Codes in words: countries, organisations, sectors, types, days. */
import two from "../generated/codes.json";
import type { Actor, Quad, Quantity, Status } from "./types";

const regions = new Intl.DisplayNames(["en"], { type: "region" });
const alpha2 = two as Record<string, string>;

const organisations: Record<string, string> = {
  ABA: "ALBA", ACC: "Arab Cooperation Council", ADB: "Asian Development Bank", AES: "Alliance of Sahel States",
  AFB: "African Development Bank", AFU: "African Union", AII: "Asian Infrastructure Investment Bank", AMN: "Amnesty International",
  AMU: "Arab Maghreb Union", ANC: "Andean Community", APC: "APEC", APE: "Organization of Arab Petroleum Exporting Countries",
  ARL: "Arab League", ASN: "ASEAN", AUK: "AUKUS", BAL: "Baltic Assembly", BIS: "Bank for International Settlements", BRC: "BRICS",
  BSE: "Black Sea Economic Cooperation", CAI: "Central American Integration System", CAS: "Shanghai Cooperation Organization", CEF: "UNICEF",
  CEL: "CELAC", CEM: "CEMAC", CES: "COMESA", CIS: "CIS", COE: "Council of Europe", CRB: "Caribbean Community", CSO: "CSTO",
  CSS: "Community of Sahel-Saharan States", CTB: "Comprehensive Test Ban Treaty Organization", CWN: "Commonwealth of Nations",
  EAC: "East African Community", EBR: "European Bank for Reconstruction and Development",
  ECA: "Economic Community of Central African States", EEC: "European Union", EEU: "Eurasian Economic Union",
  EFT: "European Free Trade Association", ESC: "UNESCO", FAO: "Food and Agriculture Organization", FAT: "Financial Action Task Force",
  FIF: "FIFA", FRC: "Francophonie", GAT: "General Agreement on Tariffs and Trade", GCC: "Gulf Cooperation Council",
  GLK: "International Conference on the Great Lakes Region", GOE: "G8", GOS: "G7", GSS: "Group of 77", GTW: "G20", GUA: "GUAM organization",
  HCH: "OHCHR", HCR: "UNHCR", HRW: "Human Rights Watch", IAD: "Intergovernmental Authority on Development", IAE: "IAEA",
  ICC: "International Criminal Court", ICJ: "International Court of Justice", IDB: "Inter-American Development Bank",
  IEA: "International Energy Agency", ILO: "International Labour Organization", IMF: "IMF", IOC: "International Olympic Committee",
  IOM: "International Organization for Migration", IOR: "Indian Ocean Commission", IPU: "Inter-Parliamentary Union", IRC: "Red Cross",
  ISD: "Islamic Development Bank", ITP: "Interpol", IWC: "International Whaling Commission", MRC: "Mercosur",
  MSF: "Medecins Sans Frontieres", MSG: "Melanesian Spearhead Group", NAT: "NATO", NOC: "Nordic Council", NON: "Non-Aligned Movement",
  NSG: "Nuclear Suppliers Group", OAS: "Organization of American States", OAU: "Organisation of African Unity", OCW: "OPCW", OEC: "OECD",
  OIC: "Organisation of Islamic Cooperation", OPC: "OPEC", PAC: "Paris Club", PCA: "Permanent Court of Arbitration",
  PIF: "Pacific Islands Forum", PTC: "Middle East Quartet", QAD: "Quad grouping", RIO: "Rio Group",
  SAA: "South Asian Association for Regional Cooperation", SAD: "Southern African Development Community", SCE: "OSCE",
  SPC: "Pacific Community", TUS: "Organization of Turkic States", UNO: "United Nations", UNS: "UNASUR", VIS: "Visegrad Group",
  WAM: "West African Economic and Monetary Union", WAS: "ECOWAS", WBK: "World Bank", WCT: "ICTY", WFP: "World Food Programme",
  WHO: "World Health Organization", WTO: "World Trade Organization", WTP: "Warsaw Pact",
};
const sectors: Record<string, string> = {
  GOV: "government", MIL: "military", COP: "police", JUD: "courts", LEG: "legislature", SPY: "intelligence", PTY: "party",
  OPP: "opposition", REB: "rebels", CRM: "criminals", CVL: "civilians", BUS: "business", MED: "media", EDU: "education",
  LAB: "labour", REF: "refugees", REL: "religious", ELI: "former office-holder", IGO: "organisation", NGO: "NGO", HRI: "human rights",
};

const named = new Map<string, string>();
/** "RUS" -> "Russia"; codes without a name stay. */
export function codeName(code: string): string {
  let name = named.get(code);
  if (name === undefined) named.set(code, (name = (alpha2[code] ? regions.of(alpha2[code]) : organisations[code]) ?? code));
  return name;
}

export const sectorName = (code: string): string => sectors[code] ?? code;
export const actorCode = (a: Actor): string => a.country || a.org;

const sectorShort: Record<string, string> = {
  GOV: "gov.", MIL: "mil.", COP: "police", JUD: "courts", LEG: "parl.", SPY: "intel.", PTY: "party", OPP: "opp.", REB: "rebels",
  CRM: "crime", CVL: "civ.", BUS: "business", MED: "media", EDU: "educ.", LAB: "labour", REF: "refugees", REL: "relig.",
  ELI: "former", IGO: "", NGO: "NGO", HRI: "rights",
};
/** Name and sector apart, for where room is short. */
export function actorParts(a: Actor): [string, string] {
  const code = actorCode(a);
  return [code ? codeName(code) : a.name || a.text || "somebody", sectorShort[a.sector] ?? a.sector];
}

/** "Russia, military"; the words of the report where no code is known. */
export function actorName(a: Actor): string {
  const code = actorCode(a);
  if (!code) return a.sector ? `${a.name || a.text} (${sectorName(a.sector)})` : a.name || a.text || "somebody";
  return a.sector && a.sector !== "IGO" ? `${codeName(code)}, ${sectorName(a.sector)}` : codeName(code);
}

/** "RUS GOV, UKR MIL" -> "Russia, government; Ukraine, military"; what is no code stays. */
export function codesInWords(text: string): string {
  const [, who, rest] = /^([^:]*)(:.*)?$/s.exec(text)!;
  const parts = who!.split(", ").map((part) => {
    const [code, sector] = part.split(" ");
    if (!code || !/^[A-Z]{3}$/.test(code) || (sector && !sectors[sector])) return part;
    return sector && sector !== "IGO" ? `${codeName(code)}, ${sectorName(sector)}` : codeName(code);
  });
  return parts.join("; ") + (rest ?? "");
}

/** A speaker in words: a person by name, anybody else as the report puts it. */
export const speakerName = (a: Actor): string => (a.name && a.name !== codeName(actorCode(a)) ? a.name : a.text || actorName(a));
/** A place as the map can show it: the country's name where no more is known. */
export const placeName = (p: { text?: string; name?: string; country: string; precision: string }): string =>
  p.precision === "country" && p.country ? codeName(p.country) : p.text || p.name || codeName(p.country);

export const quadNames: Record<Quad, string> = {
  1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict",
};
export const types: { name: string; quad: Quad; words: string }[] = [
  { name: "AGREE", quad: 1, words: "agrees, promises" }, { name: "CONSULT", quad: 1, words: "talks, meets" },
  { name: "SUPPORT", quad: 1, words: "supports, signs" }, { name: "CONCEDE", quad: 1, words: "concedes" },
  { name: "COOPERATE", quad: 2, words: "cooperates" }, { name: "AID", quad: 2, words: "helps" },
  { name: "RETREAT", quad: 2, words: "withdraws, releases" }, { name: "REQUEST", quad: 3, words: "demands, appeals" },
  { name: "ACCUSE", quad: 3, words: "accuses, condemns" }, { name: "REJECT", quad: 3, words: "refuses, denies" },
  { name: "THREATEN", quad: 3, words: "threatens, warns" }, { name: "PROTEST", quad: 4, words: "protests" },
  { name: "MOBILIZE", quad: 4, words: "masses forces" }, { name: "SANCTION", quad: 4, words: "breaks off, sanctions" },
  { name: "COERCE", quad: 4, words: "seizes, arrests, attacks computers" }, { name: "ASSAULT", quad: 4, words: "attacks" },
];
export const quadOf = (type: string): Quad => types.find((t) => t.name === type)?.quad ?? 1;
export const statuses: Status[] = ["actual", "disputed", "hypothetical", "negated"];
export const statusWords: Record<Status, string> = {
  actual: "reported as fact", disputed: "denied or doubted by somebody", hypothetical: "may, might or is feared to happen",
  negated: "said not to have happened",
};

const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
export const dayDate = (day: string): Date => new Date(`${day}T00:00:00Z`);
export const isoDay = (date: Date): string => date.toISOString().slice(0, 10);
export const showDay = (day: string | null): string => (day ? dayFormat.format(dayDate(day)) : "no date");
export function showDays(from: string | null, to: string | null): string {
  if (!from || !to || from === to) return showDay(from ?? to);
  return `${showDay(from)} – ${showDay(to)}`;
}

const numberFormat = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });
export const showNumber = (n: number): string => numberFormat.format(n);
export const plural = (n: number, one: string, many = `${one}s`): string => `${showNumber(n)} ${n === 1 ? one : many}`;

export function showRange(low: number | null, high: number | null): string {
  if (low !== null && high !== null) return low === high ? showNumber(low) : `${showNumber(low)}–${showNumber(high)}`;
  if (low !== null) return `${showNumber(low)} or more`;
  return high !== null ? `up to ${showNumber(high)}` : "not known";
}
export function showQuantity(q: Quantity): string {
  if (q.kind === "other") return q.text || `${showRange(q.low, q.high)} ${q.unit}`;
  const several = q.kind === "duration" && !(q.low === 1 && q.high === 1) && !q.unit.endsWith("s") ? "s" : "";
  const unit = ["money", "duration", "weapons"].includes(q.kind) ? ` ${q.unit}${several}` : "";
  return `${q.kind}: ${showRange(q.low, q.high)}${unit}`;
}

/** Marks that turn the direction of writing are shown, so that they cannot reorder what stands around them. */
export const plain = (text: string): string =>
  text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (c) => `[U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);
