"""What a first load of a public page fetches, and how fast its answer comes: the part `pages` of ./bench."""
import http.client, os, pathlib, re, shutil, signal, socket, statistics, subprocess, tempfile, time, urllib.parse
from html.parser import HTMLParser

LANGUAGES = ["", "/nn", "/en", "/se"]
FOUR = "/sammenlign?verktoy=demo-pust&verktoy=kneoving-demo&verktoy=demo-steg&verktoy=hodepinekalenderen-demo"
# The second of the tools has pictures.
PAGES = ["/", "/verktoy", "/verktoy?q=hodepine", "/verktoy?tema=sleep", "/verktoy/demo-pust", "/verktoy/hodepinekalenderen-demo", FOUR, "/om", "/metode", "/tall", "/hjelp", "/personvern", "/tilgjengelighet",
    "/api", "/innebygd", "/innebygd/verktoy"]
# At one address, whatever the language.
IN_ONE = {"/api"}
# As browsers ask today; the platform picks what it likes best of them.
HEADERS = {"Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "gzip, deflate, br, zstd"}
MOST_BYTES, MOST_MS = 150_000, 10.0
ROUNDS, REQUESTS = 7, 200


class References(HTMLParser):
    """Addresses that a browser fetches for a page by itself."""

    def __init__(self):
        super().__init__()
        self.found = set()

    def handle_starttag(self, tag, attributes):
        of = dict(attributes)
        if tag == "link" and set((of.get("rel") or "").split()) & {"stylesheet", "icon", "preload", "modulepreload", "manifest"}:
            self.found.add(of.get("href"))
        elif tag in ("script", "img", "iframe", "source", "video", "audio", "embed", "input"):
            self.found.add(of.get("src"))
        elif tag in ("use", "image"):
            self.found.add((of.get("href") or of.get("xlink:href") or "").partition("#")[0])
        elif tag == "object":
            self.found.add(of.get("data"))


class Site:
    """One connection to the platform."""

    def __init__(self, port):
        self.port, self.sizes = port, {}
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.connection.connect()
        self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, path, plain=False):
        """Bytes on the wire (head and body, as they are sent), and the body."""
        self.connection.request("GET", path, headers=HEADERS | ({"Accept-Encoding": "identity"} if plain else {}))
        answer = self.connection.getresponse()
        body = answer.read()
        assert answer.status == 200, f"{path}: {answer.status}"
        head = sum(len(name) + len(value) + 4 for name, value in answer.getheaders()) + 19
        return head + len(body), body

    def first_load(self, path):
        """Bytes of a page with everything it refers to, fonts of rare letters too; how many requests, and those to others."""
        page = References()
        page.feed(self.get(path, plain=True)[1].decode())
        waiting = {urllib.parse.urljoin(f"http://127.0.0.1:{self.port}{path}", address) for address in page.found if address}
        total, own, others = self.get(path)[0], set(), set()
        while waiting:
            address = urllib.parse.urlsplit(waiting.pop())
            if address.scheme == "data":
                continue
            if address.netloc != f"127.0.0.1:{self.port}":
                others.add(address.geturl())
            elif address.path not in own:
                own.add(address.path)
                if address.path not in self.sizes:
                    inner = self.get(address.path, plain=True)[1].decode(errors="replace") if address.path.endswith(".css") else ""
                    within = re.findall(r"url\(['\"]?([^'\")#]+)", inner) + re.findall(r"@import ['\"]([^'\"]+)", inner)
                    self.sizes[address.path] = self.get(address.path)[0], {urllib.parse.urljoin(address.geturl(), one) for one in within}
                size, more = self.sizes[address.path]
                total += size
                waiting |= more
        return total, 1 + len(own), others

    def times(self, path):
        """Milliseconds from asking to the last byte, one request after another."""
        samples = []
        for _ in range(REQUESTS):
            began = time.perf_counter()
            self.get(path)
            samples.append((time.perf_counter() - began) * 1000)
        return sorted(samples)


def cpu_ms(server):
    """Milliseconds of CPU that the program has used: hardly moved by what else the machine does."""
    fields = pathlib.Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def serve(binary, folder):
    """The platform with its demonstration in this folder, ready; and its port."""
    ports = [free_port() for _ in range(3)]
    environment = os.environ | {"RESEPTOR_LISTEN": f"127.0.0.1:{ports[0]}", "RESEPTOR_METRICS_LISTEN": f"127.0.0.1:{ports[1]}",
        "RESEPTOR_DEMO_TOOL_LISTEN": f"127.0.0.1:{ports[2]}", "RESEPTOR_DATA_DIR": folder, "RESEPTOR_LOG": "warn",
        "RESEPTOR_RATE_PER_MINUTE": "1000000", "RESEPTOR_RATE_PER_MINUTE_ADDRESS": "1000000"}
    server = subprocess.Popen([binary, "serve"], env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        assert server.poll() is None, "the platform did not start"
        try:
            connection = http.client.HTTPConnection("127.0.0.1", ports[0], timeout=5)
            connection.request("GET", "/health/ready")
            if connection.getresponse().status == 200:
                return server, ports[0]
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("the platform is not ready")


def end(server):
    server.send_signal(signal.SIGINT)
    server.wait(20)


def measure(binary):
    """Prints a line for each page in each language; whether all of them are within the limits."""
    folder = tempfile.mkdtemp(prefix="reseptor-pages.")
    server, port = serve(binary, folder)
    met = True
    try:
        site = Site(port)
        print(f"\nFirst load of public pages (at most {MOST_BYTES // 1000} kB with all that a page refers to, compressed, nothing from others; answer at most {MOST_MS:.0f} ms for 99 of 100)")
        print(f"  {'':36} {'page, kB':>9} {'all, kB':>8} {'requests':>9} {'others':>7} {'CPU, ms':>8} {'p50, ms':>8} {'p99, ms':>8}  of the quietest and the slowest round")
        for page in PAGES:
            for language in [""] if page in IN_ONE else LANGUAGES:
                path = (language + page).rstrip("/") or "/"
                size, requests, others = site.first_load(path)
                site.times(path)
                before = cpu_ms(server)
                rounds = [site.times(path) for _ in range(ROUNDS)]
                cpu = (cpu_ms(server) - before) / (ROUNDS * REQUESTS)
                half = statistics.median(statistics.median(samples) for samples in rounds)
                p99 = [samples[int(len(samples) * 0.99) - 1] for samples in rounds]
                good = size <= MOST_BYTES and not others and statistics.median(p99) <= MOST_MS
                met = met and good
                print(f"  {path.replace(FOUR.partition('&')[2], '…'):36} {site.get(path)[0] / 1000:9.1f} {size / 1000:8.1f} {requests:9} {len(others):7} {cpu:8.2f} {half:8.2f} {statistics.median(p99):8.2f}  {min(p99):8.2f} {max(p99):8.2f}{'' if good else '  MISSED'}")
    finally:
        end(server)
        shutil.rmtree(folder, ignore_errors=True)
    return met
