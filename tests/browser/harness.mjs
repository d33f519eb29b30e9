// One browser for all tests of a file; every page that a test opens is watched: console errors, refused content, answers of 500 and above and
// requests to third parties fail the test, and `see` checks accessibility and overflow and leaves a picture.
import assert from "node:assert/strict";
import { appendFileSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";
import { chromium } from "playwright-core";
import { kind } from "./forms.mjs";
import { byKeyboard, WAY } from "./ways.mjs";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** Keeps what was checked, for the accessibility statement (`report.mjs`). */
const note = (checked) => appendFileSync("output/accessibility.jsonl", `${JSON.stringify(checked)}\n`);

export const BASE = process.env.BASE ?? "http://127.0.0.1:8080";
export const TOOL = process.env.TOOL ?? "http://localhost:8081";

let browser;
export async function open() {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
  });
  return browser;
}
export async function close() {
  await browser?.close();
  browser = undefined;
}

/**
 * A visitor with a browser profile of their own. `expectErrors` lists patterns of console messages that belong to the test; `at` is the platform
 * that is visited where it is another than the one all tests share; `storageState` is another visitor's, to go on as the same person.
 */
export async function visitor({ width = 1280, dark = false, script = WAY !== "no-script", expectErrors = [], locale = "nb-NO", at = { base: BASE, tool: TOOL }, storageState } = {}) {
  await open();
  const context = await browser.newContext({
    viewport: { width, height: 900 }, locale, colorScheme: dark ? "dark" : "light", javaScriptEnabled: script, reducedMotion: "reduce", storageState,
  });
  context.setDefaultTimeout(45_000);
  const page = await context.newPage();
  if (WAY === "keyboard") byKeyboard(page);
  const faults = [];
  let answered;
  const expected = (text) => expectErrors.some((pattern) => pattern.test(text));
  page.on("console", (message) => {
    if (message.type() === "error" && !expected(message.text())) faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 500) faults.push(`${response.status()}: ${response.request().method()} ${response.url()}`);
    if (response.request().isNavigationRequest() && response.frame() === page.mainFrame()) answered = response.status();
  });
  page.on("request", (request) => {
    const origin = new URL(request.url()).origin;
    if (!["null", at.base, at.tool].includes(origin)) faults.push(`third party: ${request.url()}`);
  });
  return { context, page, at, faults, width, dark, script, status: () => answered, async end() {
    await context.close();
    assert.deepEqual(faults, [], "the browser complained");
  } };
}

/** Runs this as a visitor of their own, and closes the visit whatever happens; what the browser complained of fails the test. */
export async function as(options, act) {
  const who = await visitor(options);
  try {
    await act(who);
  } catch (error) {
    await who.page.screenshot({ path: `output/failed-${Date.now()}.png`, fullPage: true }).catch(() => {});
    error.message += `\n  at ${who.page.url()}${who.faults.length ? `\n  the browser complained: ${who.faults.join("; ")}` : ""}`;
    await who.context.close();
    throw error;
  }
  await who.end();
  if (WAY !== "pointer") note({ way: WAY, journey: basename(process.argv[1]) });
}

/** Goes to a path of the platform. */
export const go = (who, path) => who.page.goto(who.at.base + path);

/** Waits until this is so. */
export async function eventually(what, so) {
  for (let tries = 0; !(await so()); tries += 1) {
    assert.ok(tries < 300, `${what}: not within 30 seconds`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** Presses what leads to another page, and waits until that page has loaded. */
export async function press(who, locator) {
  const before = who.page.waitForEvent("framenavigated", { predicate: (frame) => frame === who.page.mainFrame() });
  await Promise.all([before, locator.click()]);
  await who.page.waitForLoadState("load");
}

/** Logs in with the key of a demo account and stands where the login leads. */
export async function login(who, service, key, next = "") {
  const query = new URLSearchParams({ tjeneste: service, login_hint: key });
  if (next) query.set("neste", next);
  await who.page.goto(`${who.at.base}/logg-inn?${query}`);
  assert.ok(!who.page.url().includes("/logg-inn") && !who.page.url().includes("/testid"), `${key} is not logged in: ${who.page.url()}`);
}

/** Presses on from a page that confirms the start (with scripts it may send itself) or asks for the tool's permission, until the tool is reached. */
export async function startHere(who) {
  const { page } = who;
  for (let step = 0; step < 3 && page.url().startsWith(BASE); step += 1) {
    assert.ok(!page.url().includes("/testid"), "asked to log in again");
    const before = page.url();
    const left = page.waitForURL((url) => url.href !== before);
    // Where the page sends itself there is nothing to press, and pressing would hit what comes next.
    const waits = await page.evaluate(() => !document.querySelector("[data-send-form]")).catch(() => false);
    if (waits || !who.script) await page.locator("main form[method=post] button[type=submit]").first().click();
    await left;
  }
  await page.waitForURL(`${TOOL}/tool/**`);
}

/** Violations of WCAG 2.0–2.2 A/AA and best practice on the page as it stands. */
export async function violations(page) {
  await page.evaluate(axe);
  // The check does not know that an open popover lies above everything else, and takes what it covers for lying over its buttons; so
  // it is looked at alone and without that rule, and the rest of the page without it.
  const result = await page.evaluate(() => {
    const above = document.querySelector(":popover-open");
    return window.axe.run(above ?? document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"],
      rules: { "target-size": { enabled: !above } },
    });
  });
  return result.violations.map((found) => `${found.id}: ${found.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`).join(" | ")}`);
}

/** By how many CSS pixels the page is wider than the window. */
export const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Until a frame is drawn, some elements still have the colours and places of before, and style sheets that scripts set have no effect. */
const drawn = (page) => page.screenshot({ clip: { x: 0, y: 0, width: 1, height: 1 } });

/** Nothing on the page is wider than the window; says what is. */
async function fits(page, name, how) {
  const wider = await overflow(page);
  if (wider <= 0) return;
  const widest = await page.evaluate(() => [...document.querySelectorAll("main *, header *, footer *")]
    // What is scrolled in its own place makes the page no wider.
    .filter((element) => { for (let at = element.parentElement; at !== document.body; at = at.parentElement) if (getComputedStyle(at).overflowX !== "visible") return false; return true; })
    .map((element) => [element.getBoundingClientRect().right, element]).sort(([a], [b]) => b - a).slice(0, 3).map(([, element]) => element.outerHTML.slice(0, 160)));
  assert.fail(`${name} overflows by ${wider} px ${how}: ${widest.join(" | ")}`);
}

/**
 * Checks the page as a person meets it, and leaves a picture under this name. The page must be what was asked for: an error page, however
 * accessible, passes only where the test names its status.
 */
export async function see(who, name, { status = 200 } = {}) {
  const { page } = who;
  const at = kind(new URL(page.url()).pathname);
  assert.equal(who.status(), status, `${name} is answered with ${who.status()} at ${page.url()}`);
  // The other ways are about what one can do; how it looks is the same.
  if (WAY !== "pointer") return note({ way: WAY, page: at });
  if (process.env.PICTURES) await page.screenshot({ path: `output/${name}-${who.width}${who.dark ? "-dark" : ""}.png`, fullPage: true });
  else await drawn(page);
  await fits(page, name, `at ${who.width}`);
  assert.equal(await page.locator("h1").count(), 1, `${name} has one h1`);
  assert.match(await page.title(), /\S/, `${name} has a title`);
  // The check runs in the page, which is not possible where scripts are off.
  if (who.script) {
    const found = await violations(page);
    if (name !== "broken") note({ page: at, status, width: page.viewportSize().width, dark: Boolean(who.dark), language: await page.getAttribute("html", "lang"), violations: found.length });
    assert.deepEqual(found, [], `${name} is accessible`);
  }
}

const SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }";
const LARGE = "html { font-size: 200% !important }";

/** Nothing is wider than a window of 320 px, with text spacing (WCAG 1.4.12) neither, nor than one of 640 px with text twice as large. */
export async function seeEnlarged({ page }, name) {
  const before = page.viewportSize();
  for (const [how, width, css] of [["at 320 px", 320, ""], ["at 320 px with text spacing", 320, SPACING], ["at 640 px with text twice as large", 640, LARGE]]) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate((rules) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rules);
      document.adoptedStyleSheets = [sheet];
    }, css);
    await drawn(page);
    await fits(page, name, how);
  }
  await page.evaluate(() => { document.adoptedStyleSheets = []; });
  await page.setViewportSize(before);
  note({ enlarged: kind(new URL(page.url()).pathname) });
}

/** Changes colours and width under an open page. */
async function show(page, width, dark) {
  await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
  await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
}

const timesSeen = new Map();

/**
 * Checks the page where one stands enlarged, wide and at 390 px, light and dark, and goes back to the width and colours of the visitor. What was seen so
 * in this file already, with other content, is looked at wide and light and in one of the three other ways, by turns.
 */
export async function seeAll(who, name, asked) {
  await see(who, name, asked);
  if (WAY !== "pointer") return;
  await seeEnlarged(who, name);
  const page = `${asked?.status ?? 200} ${kind(new URL(who.page.url()).pathname)}`;
  const times = timesSeen.get(page) ?? 0;
  timesSeen.set(page, times + 1);
  const others = [[390, false], [390, true], [who.width, true]];
  for (const [width, dark] of times > 0 && !process.env.PICTURES ? [others[times % others.length]] : others) {
    await show(who.page, width, dark);
    await see({ ...who, width, dark }, name, asked);
  }
  await show(who.page, who.width, who.dark);
}

/** The text of the page's main part. */
export const text = (who) => who.page.locator("main").innerText();
