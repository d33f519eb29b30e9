// One browser for all tests of a file; every page that a test opens is watched: console errors, refused content and requests to
// third parties fail the test, and `see` checks accessibility and overflow and leaves a picture.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export const BASE = process.env.BASE ?? "http://127.0.0.1:8080";
export const TOOL = process.env.TOOL ?? "http://localhost:8081";

let browser;
export async function open() {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
  });
  return browser;
}
export async function close() {
  await browser?.close();
  browser = undefined;
}

/** A visitor with a browser profile of their own. `expectErrors` lists patterns of console messages that belong to the test. */
export async function visitor({ width = 1280, dark = false, script = true, expectErrors = [], locale = "nb-NO" } = {}) {
  await open();
  const context = await browser.newContext({
    viewport: { width, height: 900 }, locale, colorScheme: dark ? "dark" : "light", javaScriptEnabled: script, reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const faults = [];
  const expected = (text) => expectErrors.some((pattern) => pattern.test(text));
  page.on("console", (message) => {
    if (message.type() === "error" && !expected(message.text())) faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("request", (request) => {
    const origin = new URL(request.url()).origin;
    if (!["null", BASE, TOOL].includes(origin)) faults.push(`third party: ${request.url()}`);
  });
  return { context, page, faults, width, dark, async end() {
    await context.close();
    assert.deepEqual(faults, [], "the browser complained");
  } };
}

/** Logs in with the key of a demo account and stands where the login leads. */
export async function login(who, service, key, next = "") {
  const query = new URLSearchParams({ tjeneste: service, login_hint: key });
  if (next) query.set("neste", next);
  await who.page.goto(`${BASE}/logg-inn?${query}`);
  assert.ok(!who.page.url().includes("/logg-inn") && !who.page.url().includes("/testid"), `${key} is not logged in: ${who.page.url()}`);
}

/** Violations of WCAG 2.0–2.2 A/AA and best practice on the page as it stands. */
export async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }));
  return result.violations.map((found) => `${found.id}: ${found.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

/** Checks the page as a person meets it, and leaves a picture under this name. */
export async function see(who, name) {
  const { page } = who;
  await page.screenshot({ path: `output/${name}-${who.width}${who.dark ? "-dark" : ""}.png`, fullPage: true });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(overflow <= 0, `${name} overflows by ${overflow} px at ${who.width}`);
  assert.equal(await page.locator("h1").count(), 1, `${name} has one h1`);
  assert.match(await page.title(), /\S/, `${name} has a title`);
  assert.deepEqual(await violations(page), [], `${name} is accessible`);
}

/** The text of the page's main part. */
export const text = (who) => who.page.locator("main").innerText();
