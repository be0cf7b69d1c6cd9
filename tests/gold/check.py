#!/usr/bin/env python3
"""Check gold reports (tests/gold/README.md): python3 tests/gold/check.py FILE..."""
import datetime
import json
import re
import sys

TYPES = set("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST MOBILIZE "
            "SANCTION COERCE ASSAULT".split())
SECTORS = set("GOV MIL COP JUD LEG SPY PTY OPP REB CRM CVL BUS MED EDU LAB REF REL ELI IGO NGO HRI".split())
KINDS = set("troops killed injured arrested displaced protesters money weapons duration round other".split())
STATUS = {"actual", "negated", "disputed", "hypothetical"}
KEYS = set("quote also event source target mutual status optional condition attribution quantities time place content".split())


def check_actor(code):
    place, colon, sector = code.partition(":")
    if not re.fullmatch(r"[A-Z]{3}", place) and not (place == "" and sector):
        yield f"code {code!r}"
    if colon and sector not in SECTORS:
        yield f"sector {code!r}"


def check_attributes(event):
    for q in event.get("quantities", []):
        if q["kind"] not in KINDS or q["low"] is q["high"] is None:
            yield f"quantity {q}"
        if None not in (q["low"], q["high"]) and q["low"] > q["high"]:
            yield f"range {q}"
    if "time" in event:
        begin, end = (datetime.date.fromisoformat(event["time"][k]) for k in ("from", "to"))
        if begin > end:
            yield f"time {event['time']}"
    if "place" in event and not re.fullmatch(r"[A-Z]{3}", event["place"]):
        yield f"place {event['place']!r}"
    if event.get("content", "AGREE") not in TYPES:
        yield f"content {event['content']!r}"
    if event.get("condition") and not isinstance(event["condition"], str):
        yield "condition"


def check_event(text, event):
    unknown = set(event) - KEYS
    if unknown:
        yield f"unknown fields {sorted(unknown)}"
    for quote in [event["quote"]] + event.get("also", []):
        if text.count(quote) != 1:
            yield f"{quote!r} occurs {text.count(quote)} times"
    if not event["event"] or set(event["event"]) - TYPES:
        yield f"types {event['event']}"
    for code in event["source"] + event["target"]:
        yield from check_actor(code)
    if not event.get("optional") and event.get("status") not in STATUS:
        yield "a required event needs a status"
    if event.get("condition") and event["condition"] not in text:
        yield f"condition {event['condition']!r} not in text"
    yield from check_attributes(event)


def check_report(report):
    datetime.date.fromisoformat(report["date"])
    text, taken = report["text"], []
    if not report["complete"] or not text.strip():
        yield "", "incomplete"
    for event in report["events"]:
        for problem in check_event(text, event):
            yield event["quote"], problem
        begin = text.find(event["quote"])
        end = begin + len(event["quote"])
        if not event.get("optional"):
            if any(begin < e and b < end for b, e in taken):
                yield event["quote"], "overlaps another required event"
            taken.append((begin, end))


def main():
    problems, ids = 0, set()
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as lines:
            reports = [json.loads(line) for line in lines]
        required = 0
        for report in reports:
            found = list(check_report(report))
            if report["id"] in ids:
                found.append(("", "id used twice"))
            ids.add(report["id"])
            required += sum(not e.get("optional") for e in report["events"])
            for quote, problem in found:
                print(f"{path}: {report['id']}: {quote!r}: {problem}", file=sys.stderr)
            problems += len(found)
        print(f"{path}: {len(reports)} reports, {required} required events")
    return problems > 0


if __name__ == "__main__":
    sys.exit(main())
