"""The catalogue as its visitors meet it when it is large: `/verktoy` over HTTP, and how soon what is published is found. For the part `search` of ./bench."""
import http.cookiejar, json, os, pathlib, random, re, shutil, sqlite3, statistics, subprocess, tempfile, time, urllib.parse, urllib.request, uuid

import first_load

LEXICON = pathlib.Path(__file__).resolve().parent / "data" / "lexicon.txt"
# As in examples/speed.rs: words between the subjects, commonest first.
COMMON = """og som for med du deg kan hjelper daglig bedre etter vil uten mellom oversikt lærer viser uke voksne behandler korte råd egne trygg enkel hverdagen plager
    følger barn ungdom måler noterer øver kjenner tiltak varsler deler svarer skriver trinn planlegger""".split()
TOPICS = ["mental-health", "sleep", "diabetes", "heart", "lungs", "pain-headache", "exercise-joints", "pregnancy", "child-family", "addiction", "nutrition", "cancer", "brain-memory", "senses-skin", "everyday-health"]
AUDIENCES = ["children", "youth", "adults", "older", "parents", "next-of-kin", "pregnant", "long-term-illness"]
KINDS = ["word", "words", "phrase", "compound", "prefix", "typo", "typo in a compound", "filters", "browse"]
# A tool of the demonstration that is published, and one that awaits the second decision.
LISTED, APPROVED = "demo-pust", "revmadagbok-demo"
PUBLISHED = 100


class Language:
    """Norwegian of a sort: subjects and compounds from the lexicon, a few of them far oftener than the others."""

    def __init__(self, seed):
        lines = (line for line in LEXICON.read_text().splitlines() if not line.startswith("#"))
        self.subjects = [word.rstrip("*<>") for line in lines for word in line.split()]
        random.Random(7).shuffle(self.subjects)
        self.dice = random.Random(seed)

    def often(self, words):
        return words[int(len(words) * self.dice.random() * self.dice.random() * self.dice.random())]

    def subject(self):
        return self.often(self.subjects)

    def compound(self):
        return self.subject() + ("s" if self.dice.random() < 0.25 else "") + self.subject()

    def text(self, words):
        kinds = self.dice.choices(["common", "subject", "compound"], [5, 3, 2], k=words)
        word = {"common": lambda: self.often(COMMON), "subject": lambda: self.subject() + self.dice.choice(["", "", "en", "er", "ene"]), "compound": self.compound}
        return " ".join(word[kind]() for kind in kinds)

    def beginning(self, word):
        return word[:3 + self.dice.randrange(5)]

    def misspelt(self, word):
        at = 1 + self.dice.randrange(max(1, len(word) - 2))
        return word[:at] + word[at + 1:at + 2] + word[at:at + 1] + word[at + 2:]

    def query(self, kind):
        text = {"words": lambda: f"{self.subject()} {self.subject()}", "compound": self.compound, "prefix": lambda: self.beginning(self.compound()), "typo": lambda: self.misspelt(self.subject()),
            "typo in a compound": lambda: self.misspelt(self.compound()), "phrase": lambda: f"hjelp til {self.subject()} og {self.compound()} for {self.subject()}", "browse": lambda: ""}
        asked = {"q": text.get(kind, self.subject)()}
        if kind in ("filters", "browse"):
            asked |= {"tema": self.dice.choice(TOPICS), "tilgang": "open"}
        return "/verktoy?" + urllib.parse.urlencode(asked)


class Stored:
    """The platform's database, filled with copies of rows that the platform itself wrote."""

    def __init__(self, folder):
        self.file = sqlite3.connect(pathlib.Path(folder) / "reseptor.db", timeout=60)
        self.file.row_factory = sqlite3.Row
        # Moved by hand at the end: a step a row would be most of the work.
        self.triggers = self.file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_generation_%'").fetchall()
        for trigger in self.triggers:
            self.file.execute(f"DROP TRIGGER {trigger['name']}")

    def rows(self, table, column, value):
        return [dict(row) for row in self.file.execute(f"SELECT * FROM {table} WHERE {column} = ?", [value])]

    def insert(self, table, row):
        self.file.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values()))

    def tool(self, slug):
        """A tool with all that hangs on its latest revision."""
        [tool] = self.rows("tools", "slug", slug)
        revision = self.rows("revisions", "tool_id", tool["id"])[-1]
        return {"tools": [tool], "revisions": [revision], "revision_states": self.rows("revision_states", "revision_id", revision["id"]), "listing_orders": self.rows("listing_orders", "tool_id", tool["id"]),
            "agreements": self.rows("agreements", "tool_id", tool["id"]), "assessments": (assessments := self.rows("assessments", "revision_id", revision["id"])),
            "assessment_answers": [answer for assessment in assessments for answer in self.rows("assessment_answers", "assessment_id", assessment["id"])]}

    def copy(self, tool, slug, write):
        """Once more, under ids of its own; `write` changes what the revision says."""
        fresh = {}
        of = lambda value: fresh.setdefault(value, uuid.uuid4().bytes) if value in own else value
        own = {row["id"] for rows in tool.values() for row in rows if "id" in row}
        for table, rows in tool.items():
            for row in rows:
                row = {name: of(value) for name, value in row.items()}
                if table == "agreements":
                    row["parties"] = " ".join([*row["parties"].split()[:-1], typed("tool", row["tool_id"])])
                elif table == "tools":
                    row["slug"] = slug
                elif table == "revisions":
                    content = json.loads(row["content"])
                    write(content)
                    row |= {"content": json.dumps(content, ensure_ascii=False), "folded_name": slug}
                self.insert(table, row)

    def close(self):
        for trigger in self.triggers:
            self.file.execute(trigger["sql"])
        self.file.execute("UPDATE generation SET number = number + 1")
        self.file.commit()
        self.file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.file.close()


def write(language, number):
    """Lets a revision say something of its own."""
    def change(content):
        dice = language.dice
        content |= {"topics": dice.sample(TOPICS, 1 + dice.randrange(2)), "audiences": dice.sample(AUDIENCES, 1 + dice.randrange(3)), "availability": "open" if dice.random() < 0.5 else content["availability"]}
        for locale in ["nb", "nn"]:
            content["texts"][locale] |= {"name": f"{language.compound()} {number}", "summary": language.text(16), "purpose": language.text(20), "effect": language.text(20), "usage": language.text(20), "target_group": language.text(10)}
    return change


def name(content, word):
    for text in content["texts"].values():
        if text:
            text["name"] = word


def fill(folder, count):
    stored, language = Stored(folder), Language(count)
    listed, approved = stored.tool(LISTED), stored.tool(APPROVED)
    for number in range(count):
        stored.copy(listed, f"tool-{number}", write(language, number))
    for number in range(PUBLISHED):
        stored.copy(approved, f"nytt-{number}", lambda content: name(content, f"Kvikkmelding{number}"))
    stored.close()


class Operator:
    """An operator's browser."""

    def __init__(self, port, key):
        self.base = f"http://127.0.0.1:{port}"
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.get(f"/logg-inn?tjeneste=forvalter&login_hint={key}")

    def get(self, path, form=None):
        request = urllib.request.Request(self.base + path, data=form and urllib.parse.urlencode(form).encode(), headers={"Origin": self.base})
        with self.opener.open(request, timeout=30) as answer:
            return answer.read().decode()

    def submit(self, path):
        """Sends the form of a page as it stands; when it was sent."""
        page = self.get(path)
        form = page[page.index("<main"):]
        form = re.search(r"<form[^>]*method=\"post\".*?</form>", form, re.S)[0]
        fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
        began = time.perf_counter()
        self.get(path, fields)
        return began


def publish(site, port, folder):
    """Milliseconds from the second operator's click until the tool is found by its name, one after another."""
    file = sqlite3.connect(pathlib.Path(folder) / "reseptor.db", timeout=60)
    waiting = file.execute("SELECT r.id, t.slug FROM revisions r JOIN tools t ON t.id = r.tool_id WHERE t.slug LIKE 'nytt-%'").fetchall()
    file.close()
    operator, samples = Operator(port, "operator-2"), []
    for revision, slug in waiting:
        began = operator.submit(f"/forvaltning/saker/{typed('rev', revision)}/publiser")
        while slug not in site.get("/verktoy?q=Kvikkmelding" + slug.partition("-")[2], plain=True)[1].decode():
            assert time.perf_counter() - began < 30, f"{slug} is not found"
        samples.append((time.perf_counter() - began) * 1000)
    return sorted(samples)


def typed(prefix, value):
    """An id as addresses have it: Crockford's base 32."""
    number, text = int.from_bytes(value, "big"), ""
    for _ in range(26):
        number, digit = divmod(number, 32)
        text = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[digit] + text
    return f"{prefix}_{text}"


def measure(binary, sizes, limits):
    """Prints a column a size; whether all is within the limits (ms by size)."""
    columns = [at_size(binary, size) for size in sizes]
    met = True
    print("\n`/verktoy` over HTTP, one after another, rendered; wall clock, ms p50/p99 (CPU)\n  " + f"{'tools':28}" + "".join(f"{size:>34,}" for size in sizes))
    for kind in columns[0]:
        cells = []
        for size, column in zip(sizes, columns):
            half, p99, cpu = column[kind]
            limit = {"publish to visible": 500.0}.get(kind, limits.get(size))
            missed = limit is not None and (p99 > limit or kind == "publish to visible" and half > 200.0)
            met = met and not missed
            cells.append(f"{half:.2f}/{p99:.2f}" + (f" of {limit:g}" if limit else "") + (f" ({cpu:.2f})" if cpu else "") + (" MISSED" if missed else ""))
        print(f"  {kind:28}" + "".join(f"{cell:>34}" for cell in cells))
    return met


def settled(server):
    """Waits until what happens after a start is done: messages made, the index opened."""
    used = -1000.0
    while first_load.cpu_ms(server) - used > 50:
        used = first_load.cpu_ms(server)
        time.sleep(1)


def at_size(binary, size, asked=500):
    folder = tempfile.mkdtemp(prefix="reseptor-scale.")
    try:
        server, _ = first_load.serve(binary, folder)
        settled(server)
        first_load.end(server)
        fill(folder, size)
        subprocess.run([binary, "reindex"], check=True, cwd=folder, env=os.environ | {"RESEPTOR_DATA_DIR": folder, "RESEPTOR_LOG": "warn"}, stdout=subprocess.DEVNULL)
        server, port = first_load.serve(binary, folder)
        try:
            settled(server)
            site, language, result = first_load.Site(port), Language(1), {}
            for kind in KINDS:
                paths = [language.query(kind) for _ in range(asked + 100)]
                for path in paths[asked:]:
                    site.get(path)
                before, samples = first_load.cpu_ms(server), []
                for path in paths[:asked]:
                    began = time.perf_counter()
                    site.get(path)
                    samples.append((time.perf_counter() - began) * 1000)
                samples.sort()
                result[kind] = samples[asked // 2], samples[int(asked * 0.99) - 1], (first_load.cpu_ms(server) - before) / asked
            samples = publish(site, port, folder)
            result["publish to visible"] = statistics.median(samples), samples[int(len(samples) * 0.99) - 1], None
            return result
        finally:
            first_load.end(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
