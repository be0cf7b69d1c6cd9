#!/usr/bin/env python3
"""A store under misfortune: killed at random moments, two writers at once, a full disk, a folder that cannot be written to.

usage: tests/store_faults.py NESTOR PACK [--kills N] [--seed N]

Every case ends with the same question: does the store hold exactly what an undisturbed run holds?
"""
import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

COUNTRIES = ["France", "Germany", "Spain", "Italy", "Poland", "Greece", "Turkey", "Kenya", "Ghana", "Chile", "Peru", "Japan"]
ACTS = ["urged", "accused", "thanked", "warned", "met", "condemned"]
passed = failed = skipped = 0


def check(ok, what):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        print("FAILED: " + what)


def make_reports(path, n, rng):
    """Short reports; every tenth repeats the one before under another id, every seventh tells the same event in other words."""
    with open(path, "w", encoding="utf-8") as out:
        text = ""
        for i in range(n):
            a, b = rng.sample(COUNTRIES, 2)
            day = "2024-%02d-%02d" % (1 + i % 12, 1 + i % 28)
            if i % 10 != 9:
                text = "%s's president %s %s's foreign minister on Monday. Report %d of the agency said no more." % (
                    a, rng.choice(ACTS), b, i // 7 * 7)
            out.write(json.dumps({"id": "r%05d" % i, "date": day, "text": text, "source": "Agency %d" % (i % 3)}) + "\n")


class Bench:
    def __init__(self, nestor, pack, work):
        self.nestor, self.work = nestor, work
        self.env = dict(os.environ, NESTOR_PACK=pack)

    def start(self, *args, **more):
        return subprocess.Popen([self.nestor, *args], env=self.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                text=True, **more)

    def run(self, *args, **more):
        child = self.start(*args, **more)
        out, err = child.communicate(timeout=600)
        return child.returncode, out, err

    def dump(self, db):
        """All records, and every report as the queries see it, in an order that does not depend on who came first."""
        status = "actual,negated,disputed,hypothetical"
        code, out, err = self.run("export", "--db", db, "--format", "jsonl", "--all-records", "--status", status)
        if code != 0:
            return err
        return "\n".join(sorted(out.splitlines()))

    def count(self, db):
        code, out, err = self.run("query", "--db", db, "--count")
        return out.strip() if code == 0 else err


def remove(db):
    for tail in ("", "-wal", "-shm", ".part"):
        if os.path.exists(db + tail):
            os.unlink(db + tail)


def make_empty(bench, db):
    """A store that is there: what is imported comes in batches. A new one would be filled as a whole."""
    bench.run("import", "--db", db, "--format", "jsonl", os.devnull)


def kill_test(bench, command, kills, rng, what, prepare=None):
    """Kill `command` at random moments until it was killed `kills` times; whenever it gets through, compare and begin anew.
    `prepare` makes the store that the command finds."""
    prepare = prepare or (lambda db: None)
    whole, db = os.path.join(bench.work, "whole.db"), os.path.join(bench.work, "killed.db")
    remove(whole)
    prepare(whole)
    began = time.monotonic()
    code, _, err = bench.run(*command(whole))
    length = time.monotonic() - began
    check(code == 0, what + ": undisturbed run: " + err[:200])
    want, events = bench.dump(whole), bench.count(whole)
    done = finished = 0
    torn = []
    remove(db)
    prepare(db)
    while done < kills:
        child = bench.start(*command(db))
        try:
            child.wait(rng.uniform(0, length * 0.9))
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            done += 1
        child.communicate()
        if child.returncode == 0:
            finished += 1
            if bench.dump(db) != want or bench.count(db) != events:
                torn.append("finished run differs")
            remove(db)
            prepare(db)
        elif os.path.exists(db) and done % 10 == 0:
            lines = bench.dump(db).splitlines()
            if lines and not set(lines) <= set(want.splitlines()) and "empty" not in lines[0]:
                torn.append("after a kill: a record that an undisturbed run does not have: " + lines[0][:150])
    code, _, err = bench.run(*command(db))
    if code != 0 or bench.dump(db) != want or bench.count(db) != events:
        torn.append("the last run after the kills differs: " + err[:150])
    check(not torn, what + ": " + "; ".join(torn[:3]))
    print("%s: killed %d times within %.2f s, %d runs got through, %d records each" % (
        what, done, length, finished, len(want.splitlines())))


def two_writers(bench, reports, lines):
    """Two processes fill one store, half of what they bring is the same; a reader asks all the while."""
    db, whole = os.path.join(bench.work, "two.db"), os.path.join(bench.work, "one.db")
    remove(whole)
    bench.run("code", "--db", whole, "--format", "none", reports)
    halves = [os.path.join(bench.work, name) for name in ("first.jsonl", "second.jsonl")]
    third = len(lines) // 3
    for path, part in zip(halves, (lines[:2 * third], lines[third:])):
        with open(path, "w", encoding="utf-8") as out:
            out.writelines(part)
    remove(db)
    make_empty(bench, db)
    writers = [bench.start("code", "--db", db, "--format", "none", "--threads", "1", path) for path in halves]
    slowest = reads = 0
    while any(w.poll() is None for w in writers):
        began = time.monotonic()
        code, _, err = bench.run("query", "--db", db, "--count")
        slowest = max(slowest, time.monotonic() - began)
        reads += 1
        if code != 0:
            check(False, "a reader beside two writers: " + err[:200])
            break
    ends = [(w.communicate()[1], w.returncode) for w in writers]
    check(all(code == 0 for _, code in ends), "two writers: " + str(ends)[:300])
    check(bench.dump(db) == bench.dump(whole), "two writers keep what one keeps")
    print("two writers: %d reads beside them, the slowest took %.2f s" % (reads, slowest))


def small_disk(bench):
    """A folder of 1.5 MiB, where root may make one."""
    folder = os.path.join(bench.work, "small")
    os.mkdir(folder)
    if os.getuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1536k", "tmpfs", folder],
                                           stderr=subprocess.DEVNULL).returncode == 0:
        return folder
    return None


def limit_files():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))


def disk_full(bench, records):
    global skipped
    command = lambda db: ("import", "--db", db, "--format", "jsonl", records)
    whole = os.path.join(bench.work, "whole.db")
    remove(whole)
    bench.run(*command(whole))
    want = set(bench.dump(whole).splitlines())
    cases = [("file size limit", None, limit_files, True), ("file size limit, new store", None, limit_files, False)]
    folder = small_disk(bench)
    if folder is not None:
        cases.append(("full disk", folder, None, True))
    else:
        skipped += 1
    for what, place, limit, batches in cases:
        db = os.path.join(place or bench.work, "full.db")
        remove(db)
        if batches:
            make_empty(bench, db)
        code, _, err = bench.run(*command(db), preexec_fn=limit, restore_signals=False)
        check(code == 3, "%s: exit status %d" % (what, code))
        check("full.db" in err and ("full" in err or "disk I/O" in err or "space" in err), "%s: message: %s" % (what, err[:200]))
        check(batches or not os.path.exists(db) and not os.path.exists(db + ".part"), what + ": nothing is left behind")
        got = bench.dump(db).splitlines() if batches else []
        check(set(got) <= want, what + ": what was kept is whole")
        if place is not None:  # more room: the same command goes on
            subprocess.run(["mount", "-o", "remount,size=200m", place], check=True)
        code, _, err = bench.run(*command(db))
        check(code == 0 and set(bench.dump(db).splitlines()) == want, what + ": goes on where it stopped: " + err[:200])
        print("%s: %d of %d records were kept, the rest came later" % (what, len(got), len(want)))
        if place is not None:
            subprocess.run(["umount", place], check=True)


def read_only(bench, reports):
    """As another user than root, where that can be had: root may write anywhere."""
    global skipped
    folder = os.path.join(bench.work, "ro")
    os.mkdir(folder)
    db = os.path.join(folder, "store.db")
    bench.run("code", "--db", db, "--format", "none", reports)
    bench.run("recode", "--db", db)  # the last to close a store as a writer takes its -wal away
    events = bench.count(db)
    remove_tails = [db + tail for tail in ("-wal", "-shm") if os.path.exists(db + tail)]
    for path in remove_tails:
        if path.endswith("-wal") and os.path.getsize(path) > 0:
            continue
        os.unlink(path)
    os.chmod(folder, 0o555)
    os.chmod(db, 0o444)
    os.chmod(bench.work, 0o755)

    def as_nobody():
        if os.getuid() == 0:
            os.setgid(65534)
            os.setuid(65534)

    try:
        code, out, err = bench.run("query", "--db", db, "--count", preexec_fn=as_nobody)
    except (PermissionError, subprocess.SubprocessError):
        skipped += 1
        return
    if code != 0 and "cannot open shared object" in err:
        skipped += 1
        return
    check(code == 0 and out.strip() == events, "a store in a read-only folder is read: " + err[:200])
    code, _, err = bench.run("import", "--db", db, "--format", "jsonl", os.devnull, preexec_fn=as_nobody)
    check(code == 3 and "writable" in err, "a store in a read-only folder is not written to, and says so: " + err[:200])
    code, _, err = bench.run("import", "--db", os.path.join(folder, "new.db"), "--format", "jsonl", os.devnull,
                             preexec_fn=as_nobody)
    check(code == 3 and "new.db" in err, "no store is made in a read-only folder: " + err[:200])
    print("read-only folder: " + err.strip())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("nestor")
    parser.add_argument("pack")
    parser.add_argument("--kills", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    work = tempfile.mkdtemp(prefix="nestor-faults-")
    try:
        bench = Bench(os.path.abspath(args.nestor), os.path.abspath(args.pack), work)
        reports, records = os.path.join(work, "reports.jsonl"), os.path.join(work, "records.jsonl")
        make_reports(reports, 210, rng)
        with open(reports, encoding="utf-8") as lines:
            lines = lines.readlines()
        code, out, err = bench.run("code", "--format", "jsonl", reports)
        check(code == 0 and out.count("\n") > 100, "reports are coded: " + err[:200])
        with open(records, "w", encoding="utf-8") as all_records:  # the same records of twenty times as many reports
            for copy in range(20):
                for line in out.splitlines():
                    record = json.loads(line)
                    record["doc"] = "%s-%d" % (record["doc"], copy)
                    record["id"] = "%016x" % ((int(record["id"], 16) + copy * 0x9E3779B97F4A7C15) % 2**64)
                    all_records.write(json.dumps(record) + "\n")
        into = lambda db: ("import", "--db", db, "--format", "jsonl", records)
        kill_test(bench, into, args.kills // 2, rng, "import killed", lambda db: make_empty(bench, db))
        kill_test(bench, into, args.kills // 4, rng, "filling of a new store killed")
        kill_test(bench, lambda db: ("code", "--db", db, "--format", "none", reports), args.kills // 4, rng, "code killed")
        two_writers(bench, reports, lines)
        disk_full(bench, records)
        read_only(bench, reports)
    finally:
        subprocess.run(["chmod", "-R", "u+w", work])
        shutil.rmtree(work, ignore_errors=True)
    print("%d passed, %d failed, %d skipped" % (passed, failed, skipped))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
