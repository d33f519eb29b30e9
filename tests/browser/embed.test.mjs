// Lists of tools on another site: in a frame and by the script, from a page of another origin; and what search engines and feed readers are given.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { BASE, as, close, go, overflow, press, see, seeAll, violations } from "./harness.mjs";

/** A municipality's site of its own origin, with as strict a policy as one that embeds can have. */
let site;
let other;
const pages = new Map();
before(async () => {
  site = createServer((request, response) => {
    const policy = `default-src 'none'; script-src ${BASE}; connect-src ${BASE}; frame-src ${BASE}`;
    const body = pages.get(request.url);
    response.writeHead(body ? 200 : 204, { "content-type": "text/html; charset=utf-8", "content-security-policy": policy });
    response.end(body);
  });
  await new Promise((resolve) => { site.listen(0, "127.0.0.1", resolve); });
  other = `http://localhost:${site.address().port}`;
});
after(async () => {
  await close();
  await new Promise((resolve) => { site.close(resolve); });
});

const paste = (path, pasted, lang = "nb") =>
  pages.set(path, `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Kommunen</title></head><body><main><h1>Kommunen</h1>${pasted}</main></body></html>`);
/** A visitor to the other site, who gets what is embedded from ours. */
const there = (options, act) => as({ ...options, at: { base: other, tool: BASE } }, act);
/** What the page that explains says one should paste. */
const pasted = async (who, id) => (await who.page.locator(`pre[aria-labelledby="${id}"]`).innerText())
  // The style of its frame is the site's own choice; this one's policy knows none.
  .replace(' style="border:0"', "");

let frame;
let script;
test("somebody who keeps a web site finds out how, and tries it", () => as({}, async (who) => {
  await go(who, "/verktoy");
  await press(who, who.page.locator("main a", { hasText: "Vis verktøy på eget nettsted" }));
  await seeAll(who, "embed-page");
  await who.page.locator("#tema").selectOption("sleep");
  await who.page.locator("#antall").selectOption("3");
  await press(who, who.page.getByRole("button", { name: "Vis listen" }));
  const list = who.page.frameLocator("iframe.embed__frame");
  await list.locator(".tool-card").first().waitFor();
  assert.ok(await list.locator(".tool-card").count() <= 3);
  await seeAll(who, "embed-page-tried");
  frame = await pasted(who, "frame");
  script = await pasted(who, "script");
  for (const language of ["nn", "en", "se"]) {
    await go(who, `/${language}/innebygd`);
    await see(who, `embed-page-${language}`);
  }
}));

test("the list stands in a frame on another site, keeps nothing there, and leads to the tool's page", () => there({}, async (who) => {
  paste("/ramme", frame);
  await go(who, "/ramme");
  const list = who.page.frameLocator("iframe");
  await list.locator(".tool-card").first().waitFor();
  await see(who, "embed-frame-elsewhere");
  const inner = who.page.frames().find((one) => one.url().startsWith(BASE));
  assert.deepEqual(await violations(inner), [], "the list is accessible");
  assert.equal(await overflow(inner), 0);
  assert.deepEqual(await who.context.cookies(), []);
  const name = await list.locator(".tool-card__name").first().innerText();
  await press(who, list.locator(".tool-card__name a").first());
  assert.ok(who.page.url().startsWith(`${BASE}/verktoy/`), who.page.url());
  assert.equal(await who.page.locator("h1").innerText(), name);
}));

test("the list by itself is a page that fits every window, in light and dark", () => as({}, async (who) => {
  await go(who, new URL(/src="([^"]+)"/.exec(frame)[1]).pathname);
  await seeAll(who, "embed-list");
}));

test("the list in a frame needs no script, and fits a phone", () => there({ script: false, width: 390 }, async (who) => {
  paste("/ramme", frame);
  await go(who, "/ramme");
  await who.page.frameLocator("iframe").locator(".tool-card").first().waitFor();
  await see(who, "embed-frame-no-script");
}));

// One place gets no answer: the browser says so, and the place keeps what stood there.
test("the script fills its places from the open catalogue, as text", () => there({ expectErrors: [/429/] }, async (who) => {
  const second = '<div data-reseptor-tools data-q="hodepine" data-sorter="navn" data-antall="2" data-lang="en"><a href="/fallback">x</a></div>';
  const none = '<div data-reseptor-tools data-q="&lt;img src=x onerror=alert(1)&gt;xyzzyplugh" data-tilgang="open prescription" data-sprak="xx"></div>';
  const wrong = '<div data-reseptor-tools data-q="uten svar"><p id="left">Her sto noe</p></div>';
  await who.page.route(/\/api\/v1\/tools\?.*q=uten\+svar/, (route) => route.fulfill({ status: 429, headers: { "access-control-allow-origin": "*" } }));
  paste("/skript", `${script}<h2>Hodepine</h2>${second}<h2>Ingen</h2>${none}${wrong}`);
  await go(who, "/skript");
  const places = who.page.locator("[data-reseptor-tools]");
  for (const at of [0, 1]) await places.nth(at).locator("li").first().waitFor();
  await places.nth(2).locator("p").first().waitFor();
  assert.ok(await places.nth(0).locator("li").count() <= 3);
  assert.equal(await places.nth(1).locator("li").count(), 2);
  assert.equal(await places.nth(1).getAttribute("lang"), "en");
  assert.match(await places.nth(1).locator(".reseptor-all a").getAttribute("href"), /\/en\/verktoy\?q=hodepine&sorter=navn$/);
  assert.equal(await places.nth(2).locator(".reseptor-none").innerText(), "Ingen verktøy passer akkurat nå.");
  assert.equal(await who.page.locator("#left").innerText(), "Her sto noe");
  assert.equal(await who.page.locator("img").count(), 0);
  await see(who, "embed-script-elsewhere");
  assert.deepEqual(await who.context.cookies(), []);
  const name = await places.nth(0).locator("li a").first().innerText();
  await press(who, places.nth(0).locator("li a").first());
  assert.equal(await who.page.locator("h1").innerText(), name);
}));

test("the script takes what a frame takes: what is not known is left out, and the number is within bounds", () => there({}, async (who) => {
  const places = [["antall", "0", 1], ["antall", "99", 24], ["antall", "2.5", 6], ["tema", "ukjent", 6], ["plattform", "amiga", 6], ["sprak", "! nb", 6], ["sorter", "constructor", 6]];
  const asked = places.map(([name, value]) => `<div data-reseptor-tools data-${name}="${value}"></div>`).join("");
  paste("/grenser", `${asked}<script src="${BASE}/innebygd.js" defer></script>`);
  await go(who, "/grenser");
  for (const [at, [name, value, many]] of places.entries()) {
    const place = who.page.locator("[data-reseptor-tools]").nth(at);
    await place.locator("li").first().waitFor();
    assert.equal(await place.locator("li").count(), many, `${name}=${value}`);
    const all = await place.locator(".reseptor-all a").getAttribute("href");
    assert.equal(all, `${BASE}/verktoy${name === "sprak" ? "?sprak=nb" : ""}`);
  }
}));

test("the script writes how many there are as a frame does", () => there({}, async (who) => {
  await who.page.route("**/api/v1/tools?**", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...await answer.json(), total: 12345 } });
  });
  for (const [lang, many] of [["nb", /\(12\s345\)/], ["se", /\(12\s345\)/], ["en", /\(12,345\)/]]) {
    paste("/tall", script.replace(/data-lang="\w+"/, `data-lang="${lang}"`));
    await go(who, "/tall");
    const all = who.page.locator(".reseptor-all a").first();
    await all.waitFor();
    assert.match(await all.innerText(), many, lang);
  }
}));

test("nothing but the list can be framed by another site", () => there({ expectErrors: [/frame/i, /ERR_BLOCKED/] }, async (who) => {
  paste("/fremmed", `<iframe src="${BASE}/verktoy" title="x"></iframe>`);
  await go(who, "/fremmed");
  await who.page.waitForLoadState("networkidle");
  assert.ok(!who.page.frames().slice(1).some((inner) => inner.url().startsWith(BASE)), "the page is not shown");
}));

test("search engines are told what the page shows, and the policy lets data stand", () => as({}, async (who) => {
  const told = async () => JSON.parse(await who.page.locator('script[type="application/ld+json"]').textContent());
  const head = (selector, name) => who.page.locator(`head ${selector}`).first().getAttribute(name);
  await go(who, "/nn");
  assert.equal((await told())["@graph"][0].potentialAction.target.urlTemplate, `${BASE}/nn/verktoy?q={search_term_string}`);
  assert.equal(await head('link[rel="canonical"]', "href"), `${BASE}/nn`);
  await go(who, "/verktoy/hodepinekalenderen-demo?utm_source=x");
  const [software, about, trail] = (await told())["@graph"];
  const shown = await who.page.locator("body").innerText();
  for (const fact of [software.name, software.description, software.author.name, ...(software.operatingSystem?.split(", ") ?? []), about.reviewedBy?.name]) {
    assert.ok(fact === undefined || shown.includes(fact), `the page shows ${fact}`);
  }
  assert.equal(trail.itemListElement.length, 3);
  assert.equal(await head('link[rel="canonical"]', "href"), `${BASE}/verktoy/hodepinekalenderen-demo`);
  assert.equal(await head('link[hreflang="en"]', "href"), `${BASE}/en/verktoy/hodepinekalenderen-demo`);
  assert.equal(await head('meta[name="description"]', "content"), software.description);
  await go(who, "/verktoy?q=hodepine");
  assert.match(await head('meta[name="robots"]', "content"), /noindex/);
  // What a machine reads is well formed: the browser's own parser says so.
  for (const path of ["/sitemap.xml", "/api/v1/changes.atom?lang=nn"]) {
    const root = await who.page.evaluate(async (address) => {
      const text = await (await fetch(address)).text();
      return new DOMParser().parseFromString(text, "application/xml").documentElement.nodeName;
    }, path);
    assert.ok(["urlset", "feed"].includes(root), `${path}: ${root}`);
  }
  await go(who, "/api");
  await seeAll(who, "open-data");
}));
