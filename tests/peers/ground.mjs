// What the tests of others' software share: a browser with a person in it, a client's own server, and the client's registration.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { BASE, open, TOOL } from "../browser/harness.mjs";
import * as jose from "jose";

export { BASE, TOOL };
export { close } from "../browser/harness.mjs";

/** Registers a client for a tool through the command, as an operator would; gives back what the command printed. */
export function register(slug, metadata) {
  return JSON.parse(execFileSync(process.env.RESEPTOR, ["clients", "add", "--tool", slug], { input: JSON.stringify(metadata), encoding: "utf8" }));
}

/** A new key pair for `private_key_jwt`: the private key as a JWK, and the set to register. */
export async function keys(alg = "ES256") {
  const { privateKey, publicKey } = await jose.generateKeyPair(alg, { extractable: true });
  const named = async (key) => ({ ...await jose.exportJWK(key), kid: "peer-1", alg, use: "sig" });
  return { privateKey, jwk: await named(privateKey), jwks: { keys: [await named(publicKey)] } };
}

/** The client's own server on a free port of localhost: keeps what comes to it, and serves the files it is given. */
export async function site(files = {}) {
  const requests = [];
  const waiting = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const url = new URL(request.url, `http://localhost:${server.address().port}`);
    const met = { method: request.method, url, body };
    requests.push(met);
    for (const wait of waiting.splice(0)) if (!wait(met)) waiting.push(wait);
    const file = files[url.pathname];
    if (!file) return response.writeHead(request.method === "POST" ? 200 : 404, { "content-type": "text/plain" }).end("here\n");
    const content = typeof file === "string" ? file : await readFile(file.path);
    response.writeHead(200, { "content-type": file.path?.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8", "cache-control": "no-store" }).end(content);
  });
  await new Promise((done) => server.listen(0, "localhost", done));
  const address = `http://localhost:${server.address().port}`;
  return {
    address, requests,
    /** The first request that fits, whether it has come or is still to come. */
    async request(fits, seconds = 20) {
      const found = requests.find(fits);
      if (found) return found;
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error("nothing came")), seconds * 1000);
        waiting.push((met) => fits(met) && (clearTimeout(late), resolve(met), true));
      });
    },
    end: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }),
  };
}

/** Runs this with a browser of its own, in which a person has logged in (or nobody). */
export async function person(key, act, service = "innbygger") {
  const browser = await open();
  const context = await browser.newContext({ locale: "nb-NO" });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  try {
    if (key) {
      await page.goto(`${BASE}/logg-inn?${new URLSearchParams({ tjeneste: service, login_hint: key })}`);
      assert.ok(page.url().startsWith(BASE) && !page.url().includes("/logg-inn"), `${key} is logged in`);
    }
    return await act(page, context);
  } catch (error) {
    error.message += `\n  at ${page.url()}`;
    throw error;
  } finally {
    await context.close();
  }
}

/** Starts a tool from the platform as the person who is logged in, and stops at the door: the `iss` and `launch` that the browser is sent with. */
export async function launchOf(page, path) {
  await page.goto(`${BASE}${path}/start`);
  for (let step = 0; step < 4; step += 1) {
    const form = await page.locator("main form").first().evaluate((form) => ({ action: form.action, fields: Object.fromEntries(new FormData(form)) }));
    const answer = await page.request.post(form.action, { form: form.fields, headers: { origin: BASE }, maxRedirects: 0 });
    const next = new URL(answer.headers().location ?? "/none", BASE);
    if (next.origin === TOOL) return { iss: next.searchParams.get("iss"), launch: next.searchParams.get("launch") };
    assert.equal(answer.status(), 303, `${path} starts: ${await answer.text()}`);
    await page.goto(next.href);
  }
  assert.fail(`the start of ${path} reaches the tool`);
}

/** Acts for another from here on. */
export async function actFor(page, name) {
  await page.goto(`${BASE}/min-side/representasjon`);
  await page.locator("main li.ds-card", { hasText: name }).getByRole("button").click();
  await page.waitForURL("**/mine-verktoy");
}

/** The address under which this prescription stands among the person's own. */
export async function prescriptionOf(page, tool) {
  await page.goto(`${BASE}/mine-verktoy`);
  return new URL(await page.locator(".rx a", { hasText: tool }).first().getAttribute("href"), BASE).pathname;
}
