"""How well and how fast tools are found: the parts `relevance` and `search` of ./bench."""
import collections, hashlib, json, math, os, pathlib, re, statistics, subprocess, sys, time, urllib.parse, urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
DEEPEST = 10


def judged():
    """Rows of the judged queries: kind, language, query, grades by slug, whether held back from tuning."""
    lines = (ROOT / "search" / "judgements" / "queries.tsv").read_text().splitlines()[1:]
    for line in lines:
        kind, language, query, grades = line.split("\t")
        pairs = (pair.rsplit("=", 1) for pair in grades.split())
        held = int.from_bytes(hashlib.sha256(query.encode()).digest()[:4], "big") % 3 == 0
        yield kind, language, query, {slug: int(grade) for slug, grade in pairs}, held


def found_on(page):
    """Slugs of the tools on a page of hits, in their order."""
    return re.findall(r'class="tool-card__name"><a class="ds-link" href="(?:/\w\w)?/verktoy/([^"/?#]+)"', page)


def answered():
    """How many searches the search server has answered so far, and how many the embedded index beside it."""
    with urllib.request.urlopen(f"http://{os.environ['RESEPTOR_METRICS_LISTEN']}/metrics", timeout=30) as answer:
        lines = answer.read().decode().splitlines()
    count = lambda engine: sum(float(line.split()[-1]) for line in lines if line.startswith(f'reseptor_search_answers_total{{engine="{engine}"}}'))
    return count("server"), count("embedded")


def ask():
    """Asks a running platform (BASE) every judged query, as people do: the page of hits. Prints the slugs found, one list a line. Where there is a search server, it must be the one that answers."""
    if "RESEPTOR_SEARCH_URL" in os.environ:
        for _ in range(600):
            with urllib.request.urlopen(os.environ["BASE"] + "/health/ready", timeout=30) as answer:
                standing = json.load(answer)["checks"]["search_server"]
            if standing["status"] == "ok":
                break
            time.sleep(0.2)
        else:
            sys.exit(f"the search server is not used: {standing}")
        before = answered()
    asked = 0
    for _, language, query, _, _ in judged():
        asked += 1
        address = os.environ["BASE"] + ("" if language == "nb" else "/" + language) + "/verktoy?" + urllib.parse.urlencode({"q": query})
        with urllib.request.urlopen(address, timeout=30) as answer:
            page = answer.read().decode()
        found = found_on(page)
        assert found or 'class="empty"' in page or '<p class="notice">' in page, f"{address}: neither tools nor a word about there being none"
        print(json.dumps(found[:DEEPEST]))
    if "RESEPTOR_SEARCH_URL" in os.environ:
        server, embedded = (now - then for now, then in zip(answered(), before))
        if server < asked or embedded:
            sys.exit(f"of {asked} searches the search server answered {server:.0f}, and the embedded index {embedded:.0f}")


def gain(grades):
    return sum((2 ** grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def scores(found, grades):
    """nDCG@10; whether a tool of the best grade is first; whether no graded tool is among the ten."""
    got = [grades.get(slug, 0) for slug in found[:DEEPEST]]
    best = sorted(grades.values(), reverse=True)
    return gain(got) / gain(best[:DEEPEST]), float(got[:1] == best[:1]), float(not any(got))


def without_indexes(family):
    """Removes what was made for this measurement on the search server."""
    def asked(method, path):
        key = os.environ.get("RESEPTOR_SEARCH_KEY")
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        request = urllib.request.Request(os.environ["RESEPTOR_SEARCH_URL"].rstrip("/") + path, method=method, headers=headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)
    for index in asked("GET", "/indexes?limit=1000")["results"]:
        if index["uid"].startswith(family + "-"):
            asked("DELETE", "/indexes/" + index["uid"])


def summary(name, rows):
    columns = [statistics.mean(row[column] for row in rows) for column in range(2)]
    print(f"  {name:24} {len(rows):4} {columns[0]:8.3f} {columns[1]:10.3f} {int(sum(row[2] for row in rows)):7}")


def report(engine, answers, worst, held_too):
    asked = list(zip(judged(), answers, strict=True))
    rows = [(kind, language, query, held, scores(found, grades), found) for (kind, language, query, grades, held), found in asked if any(grades.values())]
    never = [(language, query, [slug for slug in found if slug in grades]) for (_, language, query, grades, _), found in asked if not any(grades.values())]
    print(f"\n{engine}\n  {'':24} {'n':>4} {'nDCG@10':>8} {'success@1':>10} {'no hit':>7}")
    for part, held in [("tuning", False), ("held back", True)]:
        summary(part, [row[4] for row in rows if row[3] == held])
    for column in [0, 1]:
        groups = collections.defaultdict(list)
        for row in rows:
            groups[row[column]].append(row)
        for name, group in groups.items():
            for part, held in [("tuning", False), ("held back", True)]:
                if some := [row[4] for row in group if row[3] == held]:
                    summary(f"{name}, {part}", some)
    print(f"  {'found though not for it':24} {len(never):4} {sum(bool(wrong) for _, _, wrong in never):27}")
    for language, query, wrong in never:
        if wrong:
            print(f"  {language} {query!r}: {' '.join(wrong)}")
    if worst:
        print(f"  the {worst} worst{'' if held_too else ' of the tuning part'}:")
        shown = sorted((row for row in rows if held_too or not row[3]), key=lambda row: (row[4][0], row[4][1]))[:worst]
        for kind, language, query, _, score, found in shown:
            print(f"  {score[0]:.2f} {kind}/{language} {query!r}: {' '.join(found[:4]) or '–'}")
    tuned = statistics.mean(row[4][0] for row in rows if not row[3])
    held = statistics.mean(row[4][0] for row in rows if row[3])
    return {"tuning": tuned, "held back": held}


def through_the_program(binary, **environment):
    """The slugs that the program finds for every judged query, over HTTP."""
    rates = {"RESEPTOR_RATE_PER_MINUTE": "1000000", "RESEPTOR_RATE_PER_MINUTE_ADDRESS": "1000000", "RESEPTOR_LOG": "warn", "RESEPTOR": str(binary)}
    plain = {name: value for name, value in os.environ.items() if not name.startswith("RESEPTOR_SEARCH_")}
    done = subprocess.run([ROOT / "tests" / "with-platform", sys.executable, __file__, "ask"], check=True, capture_output=True, text=True, env=plain | rates | environment)
    return [json.loads(line) for line in done.stdout.splitlines()]


def relevance(binary, worst=0, held_too=False):
    """nDCG@10, success@1 and queries without a hit, for each engine that there is."""
    embedded = report("Embedded engine", through_the_program(binary), worst, held_too)
    server = {name: value for name, value in os.environ.items() if name.startswith("RESEPTOR_SEARCH_")}
    if "RESEPTOR_SEARCH_URL" in server:
        family = f"bench_{os.getpid()}"
        try:
            found = through_the_program(binary, **server, RESEPTOR_SEARCH_INDEX=family)
        finally:
            without_indexes(family)
        beside = report("Meilisearch", found, worst, held_too)
        print("  nDCG@10 beside the embedded engine: " + ", ".join(f"{part} {beside[part] / embedded[part]:.3f}" for part in beside))
    else:
        print("\n(Meilisearch: not measured, RESEPTOR_SEARCH_URL is not set)")
    return True


SIZES = [1_000, 10_000, 100_000]
LIMITS = {10_000: 2.0, 100_000: 10.0}


def speed(sizes):
    """The embedded engine in this process's place: queries of every kind, growth, building, changes."""
    subprocess.run(["cargo", "build", "--release", "--quiet", "--workspace", "--exclude", "tests", "--example", "speed"], cwd=ROOT, check=True)
    metadata = subprocess.run(["cargo", "metadata", "--format-version", "1", "--no-deps", "--offline"], cwd=ROOT, check=True, capture_output=True)
    program = pathlib.Path(json.loads(metadata.stdout)["target_directory"]) / "release" / "examples" / "speed"
    rows = {}
    for size in sizes:
        done = subprocess.Popen([program, str(size)], stdout=subprocess.PIPE, text=True)
        rows[size] = json.loads(done.communicate()[0])
        if rows[size]["server"]:
            without_indexes(f"speed_{done.pid}")
    met = True

    def line(name, values, limits, unit):
        nonlocal met
        cells = []
        for size, value in zip(sizes, values):
            limit = limits.get(size)
            missed = limit is not None and value[-1] > limit
            met = met and not missed
            cells.append("/".join(f"{one:.2f}" for one in value) + (f" of {limit:g}" if limit else "") + (" MISSED" if missed else ""))
        print(f"  {name:28}" + "".join(f"{cell:>26}" for cell in cells) + f"  {unit}")

    print("\nEmbedded engine, one thread\n  " + f"{'tools':28}" + "".join(f"{size:>26,}" for size in sizes))
    for kind in rows[sizes[0]]["queries"]:
        line(kind, [(rows[size]["queries"][kind]["p50"], rows[size]["queries"][kind]["p99"]) for size in sizes], LIMITS, "ms of CPU, p50/p99 of limit")
    line("suggestions", [(rows[size]["suggestions"]["p50"], rows[size]["suggestions"]["p99"]) for size in sizes], {10_000: 2.0}, "ms of CPU, p50/p99")
    line("a word's matches", [(rows[size]["matched_percent"]["p50"], rows[size]["matched_percent"]["p99"]) for size in sizes], {}, "% of tools, p50/p99")
    line("change to visible", [(rows[size]["change"]["p50"], rows[size]["change"]["p99"]) for size in sizes], {size: 400.0 for size in sizes}, "ms, p50/p99; 100 ms more pass in the program")
    line("build", [(rows[size]["build_s"],) for size in sizes], {100_000: 30.0}, "s")
    line("build, CPU of all threads", [(rows[size]["build_cpu_s"],) for size in sizes], {}, "s")
    line("memory, highest", [(rows[size]["peak_mb"],) for size in sizes], {100_000: 500.0}, "MB, build and vocabulary included")
    line("disk", [(rows[size]["disk_mb"],) for size in sizes], {}, "MB")
    if rows[sizes[0]]["server"]:
        beside_server(rows, sizes)
    else:
        print("(Meilisearch: not measured, RESEPTOR_SEARCH_URL is not set)")
    return met


def beside_server(rows, sizes):
    """What the same takes through the server over HTTP, and how many times the embedded engine's time that is."""
    print("\nMeilisearch over HTTP, one after another, ms p50/p99 (times the embedded engine's)\n  " + f"{'tools':28}" + "".join(f"{size:>34,}" for size in sizes))

    def line(name, of):
        cells = []
        for size in sizes:
            here, there = of(rows[size]), of(rows[size]["server"])
            ratio = lambda part: there[part] / here[part] if here[part] else float("inf")
            cells.append(f"{there['p50']:.2f}/{there['p99']:.2f} ({ratio('p50'):.0f}×/{ratio('p99'):.0f}×)")
        print(f"  {name:28}" + "".join(f"{cell:>34}" for cell in cells))

    for kind in rows[sizes[0]]["queries"]:
        line(kind, lambda row: row["queries"][kind])
    line("suggestions", lambda row: row["suggestions"])
    line("change to visible", lambda row: row["change"])
    print(f"  {'build, s':28}" + "".join(f"{rows[size]['server']['build_s']:>25.1f} ({rows[size]['server']['build_s'] / rows[size]['build_s']:.0f}×)" .rjust(34) for size in sizes))


if __name__ == "__main__":
    ask()
