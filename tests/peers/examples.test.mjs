// The examples of docs/for-vendors.md as a vendor would run them: each makes its key, says what to register, and is a tool of its own from there on.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import * as jose from "jose";
import { name } from "../browser/people.mjs";
import { actFor, BASE, close, keys, launchOf, person, prescriptionOf, register, site } from "./ground.mjs";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const output = at("../browser/output");
const work = mkdtempSync(join(tmpdir(), "reseptor-examples."));
const languages = {
  node: { folder: at("../../docs/examples/node"), command: [process.execPath, "tool.mjs"], prepare: (folder) => symlinkSync(at("node_modules"), join(folder, "node_modules")) },
  python: { folder: at("../../docs/examples/python"), command: [process.env.PYTHON ?? at("../../.venv/bin/python"), "-B", "tool.py"], prepare() {} },
};

after(async () => {
  await close();
  rmSync(work, { recursive: true });
});

/** A free port of this machine. */
async function free() {
  const server = createServer().listen(0, "localhost");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Runs an example, registered with this tool, for as long as `act` takes; `change` alters what it registers. */
async function running(language, { slug = "demo-dagbok", scope, issuer = BASE, change = (metadata) => metadata } = {}, act) {
  const { folder: source, command: [program, ...given], prepare } = languages[language];
  const folder = mkdtempSync(join(work, `${language}-`));
  cpSync(source, folder, { recursive: true, filter: (path) => !/node_modules|__pycache__/.test(path) });
  prepare(folder);
  const address = `http://localhost:${await free()}`;
  const env = { ...process.env, ISSUER: issuer, ADDRESS: address, KEY_FILE: join(folder, "key.json"), ...(scope && { SCOPE: scope }) };
  const run = (what) => execFileSync(program, [...given, what], { cwd: folder, env, encoding: "utf8" });
  writeFileSync(env.KEY_FILE, run("key"), { mode: 0o600 });
  env.CLIENT_ID = register(slug, change(JSON.parse(run("metadata")))).client_id;
  const tool = spawn(program, given, { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = await once(tool.stdout, "data");
    assert.match(String(line), /ready at/);
    await act(address, env);
    assert.equal(tool.exitCode, null, "it still runs");
  } finally {
    tool.kill();
    if (tool.exitCode === null && tool.signalCode === null) await once(tool, "exit");
  }
}

/** Starts from the platform and lands in the example. */
async function start(page, address, tool = "Demo-dagbok") {
  const ticket = await launchOf(page, await prescriptionOf(page, tool));
  const launch = `${address}/launch?${new URLSearchParams(ticket)}`;
  await page.goto(launch);
  await page.waitForURL(`${address}/`);
  return launch;
}
const body = (page) => page.locator("body").innerText();
const press = (page, label) => Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: label, exact: true }).click()]);

/** Waits until the example knows nobody in this browser. */
async function loggedOut(page, address) {
  for (let second = 0; second < 20; second += 1) {
    await page.goto(`${address}/`);
    if (/Du er ikke logget inn/.test(await body(page))) return;
    await new Promise((done) => setTimeout(done, 500));
  }
  assert.fail("the example still knows the person");
}

async function logOut(page) {
  await page.goto(`${BASE}/logg-ut`);
  await page.locator("main").getByRole("button").first().click();
  await page.waitForURL((url) => !url.pathname.startsWith("/logg-ut"));
}

for (const language of Object.keys(languages)) {
  test(`${language}: a parent acts for child-5: both persons, the basis and the task are shown, a measurement is taken, the way back is there`, () =>
    running(language, {}, (address) => person("parent", async (page, context) => {
      const mood = { node: "7", python: "4" }[language];
      await actFor(page, name("child-5"));
      const launch = await start(page, address);
      const shown = await body(page);
      assert.ok(shown.includes(`${name("parent")} handler på vegne av ${name("child-5")} som forelder`), shown);
      assert.match(shown, /Oppgave: dagens-notat/);
      assert.match(await page.getByRole("link", { name: /Tilbake/ }).getAttribute("href"), new RegExp(`^${BASE}/mine-verktoy/`));
      const [cookie] = (await context.cookies(address)).filter((one) => one.name === `tool-${language}`);
      assert.deepEqual([cookie.httpOnly, cookie.sameSite], [true, "Lax"]);
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await page.screenshot({ path: join(output, `example-${language}-${width}.png`) });
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, `${width} px`);
      }

      await page.getByLabel(/Humør/).fill(mood);
      const sent = await page.locator('input[name="id"]').inputValue();
      await press(page, "Send måling");
      assert.match(await body(page), new RegExp(`Sendt: humør ${mood} for ${name("child-5")} \\(svar 201\\)`));
      // The same form once more is the same measurement at the platform.
      const again = await page.request.post(`${address}/observation`, { form: { mood, id: sent }, headers: { origin: address } });
      assert.match(await again.text(), new RegExp(`Sendt: humør ${mood} .*\\(svar 200\\)`));
      await press(page, "Spør plattformen på nytt");
      assert.match(await body(page), /du kan fortsette/);
      assert.ok((await body(page)).includes(`på vegne av ${name("child-5")}`));

      // The clinician who follows up reads it as soon as the family shares it.
      const path = await prescriptionOf(page, "Demo-dagbok");
      await page.goto(`${BASE}${path}`);
      await page.getByLabel("Alle målinger og svar").check();
      await press(page, "Lagre");
      await press(page, "Ja, lagre valget"); // asked once more, since it is for another
      assert.ok(await page.getByLabel("Alle målinger og svar").isChecked(), "shared");
      await person("physician", async (clinician) => {
        await clinician.goto(`${BASE}/forskriver/${path.split("/").pop()}/data`);
        assert.match(await body(clinician), /Humør, 0 \(svært dårlig\) til 10 \(svært godt\)/);
        await clinician.locator("main details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
        assert.ok(await clinician.locator("main td", { hasText: new RegExp(`^\\s*${mood}\\s*$`) }).count() > 0, await body(clinician));
      }, "behandler");

      // What others send in this browser's name, and to where the platform sends: refused, and nothing ends.
      const foreign = await page.request.post(`${address}/observation`, { form: { mood: "1", id: sent }, headers: { origin: BASE } });
      assert.equal(foreign.status(), 403);
      const { privateKey } = await keys();
      const forged = await new jose.SignJWT({ sid: "x", events: { "http://schemas.openid.net/event/backchannel-logout": {} } }).setProtectedHeader({ alg: "ES256", kid: "peer-1", typ: "logout+jwt" })
        .setIssuer(BASE).setIssuedAt().setExpirationTime("2m").setJti("j").sign(privateKey);
      for (const logout_token of [forged, "a.b.c", ""]) {
        assert.equal((await page.request.post(`${address}/backchannel-logout`, { form: { logout_token } })).status(), 400);
      }
      await page.goto(`${address}/`);
      assert.ok((await body(page)).includes(name("child-5")), "the session goes on");

      // The launch once more: said plainly, and nobody is logged in by it.
      await page.goto(launch);
      await page.waitForURL(`${address}/callback**`);
      assert.match(await body(page), /Verktøyet ble ikke startet[\s\S]*Starten er brukt før/);

      // Logout at the platform reaches the example through the back channel.
      await logOut(page);
      await loggedOut(page, address);
    })));

  test(`${language}: logout in the tool ends both sessions; an ID token is no logout token`, () =>
    running(language, {}, (address) => person("parent", async (page) => {
      await actFor(page, name("child-5"));
      await start(page, address);
      const answer = await page.request.post(`${address}/logout`, { headers: { origin: address }, maxRedirects: 0 });
      const end = new URL(answer.headers().location);
      await start(page, address);
      const replayed = await page.request.post(`${address}/backchannel-logout`, { form: { logout_token: end.searchParams.get("id_token_hint") } });
      assert.equal(replayed.status(), 400);
      await page.goto(`${address}/`);
      assert.ok((await body(page)).includes(name("child-5")));
      // Started from the tool itself: on whose behalf is told there too, a task is not.
      await page.goto(`${address}/start`);
      await press(page, "Logg inn"); // asked for whom: the one acted for stands there
      await page.waitForURL(`${address}/`);
      const shown = await body(page);
      assert.ok(shown.includes(`${name("parent")} handler på vegne av ${name("child-5")} som forelder`), shown);
      assert.doesNotMatch(shown, /Oppgave/);
      await press(page, "Logg ut");
      await page.waitForURL(`${address}/bye**`);
      assert.match(await body(page), /Du er logget ut/);
      await page.goto(`${BASE}/mine-verktoy`);
      assert.match(page.url(), /logg-inn|testid/, "nobody is logged in at the platform");
      await loggedOut(page, address);
    })));

  test(`${language}: a refused refresh is said plainly and ends the session, also where no logout token comes`, () =>
    running(language, { change: ({ backchannel_logout_uri, ...metadata }) => metadata }, (address) => person("parent", async (page) => {
      await actFor(page, name("child-5"));
      await start(page, address);
      await logOut(page);
      await page.goto(`${address}/`);
      await page.getByLabel(/Humør/).fill("3");
      await press(page, "Send måling");
      assert.match(await body(page), /Tilgangen er avsluttet/);
      await page.screenshot({ path: join(output, `example-${language}-ended.png`) });
      await page.goto(`${address}/`);
      assert.match(await body(page), /Du er ikke logget inn/);
    })));

  test(`${language}: a stranger's launch and answer are refused before anything is fetched`, () =>
    // Somebody who is asked nothing on the way.
    running(language, {}, (address) => person("teen-15", async (page) => {
      await page.goto(`${address}/launch?${new URLSearchParams({ iss: "https://evil.example/fhir", launch: "x" })}`);
      assert.match(await body(page), /Ukjent avsender/);
      for (const query of [{ code: "x", state: "x", iss: BASE }, { error: "access_denied", state: "x", iss: BASE }]) {
        await page.goto(`${address}/callback?${new URLSearchParams(query)}`);
        assert.match(await body(page), /Innloggingen kjennes ikke igjen/);
      }
      // A login that was begun, answered by another issuer (RFC 9207).
      const begun = await page.request.get(`${address}/start`, { maxRedirects: 0 });
      const authorize = await page.request.get(begun.headers().location, { maxRedirects: 0 });
      assert.ok(authorize.status() < 400);
      const state = new URL(begun.headers().location).searchParams.get("state") ?? new URL(authorize.headers().location, BASE).searchParams.get("state");
      assert.ok(state, "the state is known");
      await page.goto(`${address}/callback?${new URLSearchParams({ code: "x", state, iss: "https://evil.example" })}`);
      assert.match(await body(page), /Ukjent avsender|Innloggingen holder ikke/);
      await page.goto(`${address}/`);
      assert.match(await body(page), /Du er ikke logget inn/);
    })));

  test(`${language}: teen-15 starts a pseudonymous tool, which needs no name`, () =>
    running(language, { slug: "demo-pust", scope: "openid launch patient/Observation.c" }, (address) => person("teen-15", async (page) => {
      await start(page, address, "Demo-pust");
      assert.ok(!(await page.content()).includes(name("teen-15").split(" ")[0]), "no name anywhere");
      await page.getByLabel(/Humør/).fill("5");
      await press(page, "Send måling");
      assert.match(await body(page), /Sendt: humør 5 for innbyggeren \(svar 201\)/);
      await press(page, "Logg ut");
      await page.waitForURL(`${address}/bye**`);
    })));
}

test("python: a key that is replaced at once is read anew, once a minute at most", async () => {
  const files = {};
  const platform = await site(files);
  files["/.well-known/openid-configuration"] = JSON.stringify({ issuer: platform.address, jwks_uri: `${platform.address}/jwks` });
  const pairs = [];
  for (const kid of ["old", "new", "newest"]) {
    const { privateKey, jwks: { keys: [jwk] } } = await keys();
    pairs.push({ kid, privateKey, published: JSON.stringify({ keys: [{ ...jwk, kid }] }) });
  }
  try {
    await running("python", { issuer: platform.address }, async (address, { CLIENT_ID }) => {
      const statuses = [];
      for (const { kid, privateKey, published } of pairs) {
        files["/jwks"] = published;
        const logout_token = await new jose.SignJWT({ sid: "x", events: { "http://schemas.openid.net/event/backchannel-logout": {} } }).setProtectedHeader({ alg: "ES256", kid, typ: "logout+jwt" })
          .setIssuer(platform.address).setAudience(CLIENT_ID).setIssuedAt().setExpirationTime("2m").setJti(kid).sign(privateKey);
        statuses.push((await fetch(`${address}/backchannel-logout`, { method: "POST", body: new URLSearchParams({ logout_token }) })).status);
      }
      assert.deepEqual(statuses, [200, 200, 400]);
      assert.equal(platform.requests.filter(({ url }) => url.pathname === "/jwks").length, 2);
    });
  } finally {
    await platform.end();
  }
});

test("the examples and the tests name the same versions", () => {
  const read = (path) => readFileSync(at(path), "utf8");
  const own = JSON.parse(read("package.json")).dependencies;
  for (const [name, version] of Object.entries(JSON.parse(read("../../docs/examples/node/package.json")).dependencies)) assert.equal(own[name], version, name);
  const tested = read("../requirements.txt").split("\n");
  for (const line of read("../../docs/examples/python/requirements.txt").trim().split("\n")) assert.ok(tested.includes(line), line);
});
