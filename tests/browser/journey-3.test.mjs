// Journey 3: somebody who is not logged in searches, filters, opens a tool, starts an open one, and logs in once for one that asks for it.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { as, BASE, close, go, login, press, see, seeAll, startHere, text, TOOL } from "./harness.mjs";

after(close);

const names = (who) => who.page.locator(".tool-card__name").allInnerTexts();

test("what is typed is found: a plain word, a typo, an inflected form, another's word for it", () => as({}, async (who) => {
  const { page } = who;
  await go(who, "/");
  await see(who, "j3-front");
  await page.locator("#q").fill("hodepine");
  await page.locator("#q").press("Enter");
  await page.waitForURL("**/verktoy?q=hodepine");
  await seeAll(who, "j3-hits");
  const [best] = await names(who);
  assert.match(best, /Hodepinekalenderen/);
  for (const words of ["hodepien", "hodepinene", "vondt i hodet hodepine", "hovudpine", "migrene"]) {
    await page.locator("#q").fill(words);
    await page.locator("#q").press("Enter");
    await page.waitForURL((url) => url.searchParams.get("q") === words);
    assert.ok((await names(who)).some((name) => /Hodepinekalenderen/.test(name)), `${words} finds it too`);
  }
}));

test("filters narrow the hits, and an empty result offers a way on", () => as({}, async (who) => {
  const { page } = who;
  await go(who, "/verktoy?q=hodepine");
  const all = await names(who);
  await page.locator("#tilgang-open").check();
  if (!who.script) await press(who, page.locator(".filters__go button"));
  await page.waitForURL("**tilgang=open**");
  await page.locator(".chips").waitFor();
  const open = await names(who);
  assert.ok(open.length > 0 && open.length < all.length, `${open.length} of ${all.length}`);
  await see(who, "j3-filtered");
  await go(who, "/verktoy?q=hodepine&tilgang=open&plattform=web&malgruppe=youth");
  await see(who, "j3-nothing");
  assert.match(await text(who), /Ingen|ingen|0 verktøy/);
  await page.locator("main .chips a").first().click();
  await page.waitForURL((url) => !url.search.includes("youth") || !url.search.includes("web") || !url.search.includes("open"));
}));

test("an open tool starts without login", () => as({}, async (who) => {
  const { page } = who;
  await go(who, "/verktoy?q=panikk");
  await press(who, page.locator(".tool-card__name a", { hasText: "Panikkhjelpen" }));
  assert.equal(page.url(), `${BASE}/verktoy/panikkhjelpen-demo`);
  await seeAll(who, "j3-tool");
  await press(who, page.locator(".tool__start a.ds-button"));
  assert.equal(page.url(), `${TOOL}/open/panikkhjelpen-demo`);
  assert.match(await text(who), /Her er du framme/);
}));

test("an open tool with central profile asks for login once and lands in the tool", () => as({}, async (who) => {
  const { page } = who;
  await go(who, "/verktoy/demo-steg");
  await see(who, "j3-central");
  await press(who, page.locator(".tool__start a.ds-button"));
  await page.waitForURL("**/testid/**");
  await see(who, "j3-login");
  await page.locator("button[value=other-parent]").first().click();
  await page.waitForURL((url) => url.origin === BASE && !url.pathname.startsWith("/testid"));
  // The start that was asked for sends itself on; without scripts one is asked to press.
  if (who.script) await page.waitForURL("**/verktoy/demo-steg/tillatelse");
  await seeAll(who, "j3-back");
  await startHere(who);
  assert.ok(page.url().startsWith(`${TOOL}/tool/demo-steg`), page.url());
  await see(who, "j3-in-the-tool");
  const seen = await text(who);
  assert.match(seen, /Dette vet verktøyet/);
  assert.doesNotMatch(seen, /Pseudonym/, "what is for developers is folded");
  // Once is enough: starting again leads straight in.
  await go(who, "/verktoy/demo-steg");
  await press(who, page.locator(".tool__start").locator("a.ds-button, button").first());
  if (page.url().startsWith(BASE)) await startHere(who);
  assert.ok(page.url().startsWith(`${TOOL}/tool/demo-steg`), page.url());
}));
