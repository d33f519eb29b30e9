// `./bench oidc`: full flows (authorize with a session → code → token with an ES256 ID token) in a closed loop, and the server's CPU time per flow, of the
// platform (durable, on its database) and of npm `oidc-provider` (in memory) in the same run. With `PEER=none` without the peer, with `PARTS=plain` or `par` only so; with
// `GRANTS=10000,1000000` once more with so many grants stored (SQLite); with `DECISIONS=1000` so many flows and starts of a tool one after the
// other, and how long the platform says that it took to decide. Prints one JSON object.
import { execFileSync, fork } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import http from "node:http";
import * as jose from "jose";

const FLOWS = Number(process.env.FLOWS ?? 2000);
const CLIENTS = Number(process.env.CLIENTS ?? 8);
const agent = new http.Agent({ keepAlive: true, maxSockets: CLIENTS });
const CB = "http://localhost:1/cb";

/** One request; redirects are not followed. */
const send = (address, { method = "GET", headers = {}, body } = {}) => new Promise((resolve, reject) => {
  const request = http.request(address, { method, agent, headers: body ? { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body), ...headers } : headers }, (answer) => {
    let text = "";
    answer.setEncoding("utf8").on("data", (part) => { text += part; }).on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, text })).on("error", reject);
  });
  request.on("error", reject).end(body);
});

/** A browser of its own: keeps cookies, follows redirects until `stop` fits. */
class Browser {
  cookies = new Map();
  async get(address, stop) {
    for (let hops = 0; hops < 20; hops += 1) {
      const answer = await send(address, { headers: { cookie: this.header(), accept: "text/html" } });
      for (const line of answer.headers["set-cookie"] ?? []) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
        this.cookies.set(name, value);
      }
      if (!answer.headers.location) return { ...answer, address };
      address = new URL(answer.headers.location, address).href;
      if (stop?.(address)) return { ...answer, address };
    }
    throw new Error(`round and round at ${address}`);
  }
  header() { return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "); }
}

const pkce = () => {
  const verifier = randomBytes(32).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
};

/** CPU seconds that a process has used. */
const cpu = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /, "").split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

/** Waits until a process is at rest: what it still does of its start (messages of the demonstration, the index) belongs to no flow. */
async function rest(pid) {
  for (let second = 0; second < 300; second += 1) {
    const before = cpu(pid);
    await new Promise((resume) => { setTimeout(resume, 1000); });
    if (cpu(pid) - before <= 0.01) return;
  }
  throw new Error("the server does not come to rest");
}

const signer = async () => {
  const { privateKey, publicKey } = await jose.generateKeyPair("ES256", { extractable: true });
  return { privateKey, jwks: { keys: [{ ...await jose.exportJWK(publicKey), kid: "bench", alg: "ES256", use: "sig" }] } };
};
const assertion = (key, client, issuer) => new jose.SignJWT({}).setProtectedHeader({ alg: "ES256", kid: "bench" })
  .setIssuer(client).setSubject(client).setAudience(issuer).setJti(randomBytes(16).toString("base64url")).setIssuedAt().setExpirationTime("60s").sign(key.privateKey);

/** What one flow sends, for the client in closed-loop; `par` pushes the request and authenticates, at both endpoints. */
async function flow(target, par) {
  const { verifier, challenge } = pkce();
  const client = par ? target.confidential : target.client;
  const request = { client_id: client, response_type: "code", redirect_uri: CB, scope: "openid", code_challenge: challenge, code_challenge_method: "S256", state: "s", nonce: "n" };
  const authenticate = async () => (par ? { client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", client_assertion: await assertion(target.key, client, target.issuer) } : {});
  const form = (fields) => new URLSearchParams(fields).toString();
  return {
    par: par ? form({ ...request, ...await authenticate() }) : null,
    authorize: form(par ? { client_id: client } : request),
    token: form({ grant_type: "authorization_code", redirect_uri: CB, client_id: client, code_verifier: verifier, ...await authenticate() }),
  };
}

/** Lets the client go through so many flows, `clients` at a time: how long each took, and all of them. */
async function run(target, cookie, par, flows, clients) {
  const path = (address) => new URL(address).pathname;
  const lines = [JSON.stringify({ host: new URL(target.issuer).host, clients, cookie, authorize: path(target.authorize), token: path(target.token), par: path(target.par) })];
  for (let count = 0; count < flows; count += 1) lines.push(JSON.stringify(await flow(target, par)));
  await rest(target.pid);
  const used = cpu(target.pid);
  const { times_ms: times, wall_s } = JSON.parse(execFileSync(process.env.CLOSED_LOOP, { input: lines.join("\n"), encoding: "utf8", maxBuffer: 1 << 28 }));
  times.sort((one, other) => one - other);
  return { cpu_ms: (cpu(target.pid) - used) / flows * 1000, flows_per_s: flows / wall_s, p50_ms: times[flows >> 1], p99_ms: times[Math.floor(flows * 0.99)] };
}

async function measure(target, browser, par, flows = FLOWS, clients = CLIENTS) {
  await run(target, browser.header(), par, Number(process.env.WARM ?? 200), clients);
  return run(target, browser.header(), par, flows, clients);
}

/** Sends the form of a page so many times. */
async function submit(browser, address, times = 1) {
  const asked = await browser.get(address);
  const form = asked.text.slice(asked.text.indexOf('<form', asked.text.indexOf("<main")));
  const fields = [...form.slice(0, form.indexOf("</form>")).matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]);
  for (let count = 0; count < times; count += 1) {
    const sent = await send(address, { method: "POST", headers: { cookie: browser.header(), origin: new URL(address).origin }, body: new URLSearchParams(fields).toString() });
    if (sent.status !== 303) throw new Error(`${address} ${sent.status} ${sent.text}`);
  }
}

/** How many decisions of each moment took at most how many ms, as the platform counts them. */
async function decisions() {
  const { text } = await send(`http://${process.env.RESEPTOR_METRICS_LISTEN}/metrics`);
  const counted = {};
  for (const [, moment, limit, count] of text.matchAll(/^reseptor_decision_duration_seconds_bucket\{moment="(\w+)",le="([^"]+)"\} (\d+)/gm)) {
    (counted[moment] ??= {})[limit === "+Inf" ? "Infinity" : String(Number(limit) * 1000)] = Number(count);
  }
  return counted;
}

/** The least limit, in ms, that this share of the decisions made since `before` kept. */
const within = (share, before, now) => {
  const made = Object.entries(now).map(([limit, count]) => [Number(limit), count - (before?.[limit] ?? 0)]).sort(([one], [other]) => one - other);
  const all = made.at(-1)[1];
  return { count: all, ms: made.find(([, count]) => count >= all * share)[0] };
};

async function platform(key) {
  const base = process.env.BASE;
  const register = (metadata) => JSON.parse(execFileSync(process.env.RESEPTOR, ["clients", "add", "--tool", "demo-steg"], { input: JSON.stringify(metadata), encoding: "utf8" })).client_id;
  const browser = new Browser();
  await browser.get(`${base}/logg-inn?tjeneste=innbygger&login_hint=citizen-8`);
  // The permission that the tool needs, given once (T4).
  await submit(browser, `${base}/verktoy/demo-steg/tillatelse`);
  return { browser, target: {
    pid: Number(process.env.RESEPTOR_PID), issuer: base, key, authorize: `${base}/oauth2/authorize`, token: `${base}/oauth2/token`, par: `${base}/oauth2/par`,
    client: register({ redirect_uris: [CB], token_endpoint_auth_method: "none", scope: "openid" }),
    confidential: register({ redirect_uris: [CB], token_endpoint_auth_method: "private_key_jwt", jwks: key.jwks, require_pushed_authorization_requests: true, scope: "openid" }),
  } };
}

async function peer(key) {
  const child = fork(new URL("bench-peer.mjs", import.meta.url), { env: { ...process.env, JWKS: JSON.stringify(key.jwks), CB }, stdio: ["ignore", "ignore", "ignore", "ipc"] });
  const { issuer } = await new Promise((ready) => child.once("message", ready));
  const browser = new Browser();
  const { challenge } = pkce();
  await browser.get(`${issuer}/auth?${new URLSearchParams({ client_id: "public", response_type: "code", redirect_uri: CB, scope: "openid", code_challenge: challenge, code_challenge_method: "S256" })}`, (address) => address.startsWith(CB));
  return { browser, end: () => child.kill(), target: { pid: child.pid, issuer, key, authorize: `${issuer}/auth`, token: `${issuer}/token`, par: `${issuer}/request`, client: "public", confidential: "confidential" } };
}

/** Fills the table of grants up to `count` with copies of one that was given just now, of other persons and times. */
function store(count) {
  const fill = `
import sqlite3, sys
file = sqlite3.connect(sys.argv[1], timeout=60)
columns = [row[0] for row in file.execute("SELECT name FROM pragma_table_info('grants')")]
others = {"id": "randomblob(16)", "person_id": "randomblob(16)", "subject_id": "randomblob(16)", "created_at": "created_at - abs(random() % 80000000000)"}
missing = int(sys.argv[2]) - file.execute("SELECT count(*) FROM grants").fetchone()[0]
file.execute(f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {missing}) INSERT INTO grants ({', '.join(columns)}) "
    f"SELECT {', '.join(others.get(name, name) for name in columns)} FROM n, (SELECT * FROM grants LIMIT 1)")
file.commit()
file.execute("PRAGMA wal_checkpoint(TRUNCATE)")`;
  execFileSync("python3", ["-c", fill, `${process.env.RESEPTOR_DATA_DIR}/reseptor.db`, String(count)]);
}

const key = await signer();
const ours = await platform(key);
const theirs = process.env.PEER === "none" ? undefined : await peer(key);
const result = {};
for (const par of (process.env.PARTS ?? "plain,par").split(",").map((name) => name === "par")) {
  const name = par ? "par" : "plain";
  result[name] = { peer: theirs && await measure(theirs.target, theirs.browser, par), ours: await measure(ours.target, ours.browser, par) };
}
theirs?.end();
for (const count of (process.env.GRANTS ?? "").split(",").filter(Boolean).map(Number)) {
  store(count);
  result[`stored_${count}`] = { ours: await measure(ours.target, ours.browser, false) };
}
if (process.env.DECISIONS) {
  const [times, before] = [Number(process.env.DECISIONS), await decisions()];
  await measure(ours.target, ours.browser, false, times, 1);
  await submit(ours.browser, `${process.env.BASE}/verktoy/demo-steg/start`, times);
  const now = await decisions();
  result.decisions = Object.fromEntries(Object.keys(now).map((moment) => [moment, within(0.99, before[moment], now[moment])]));
}
agent.destroy();
console.log(JSON.stringify(result));
