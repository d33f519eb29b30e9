// Filtering without loading the page anew: all that tells of the search follows, the focus is never lost, and Back restores.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { as, BASE, close, go, login, press } from "./harness.mjs";

after(close);

const count = (who) => who.page.locator("#count");
const facets = (who) => who.page.locator(".facet").evaluateAll((all) => all.map((group) => group.innerText.replace(/\s+/g, " ").trim()));
/** What has the focus: its id, or what one reads of it. */
const focused = (who) => who.page.evaluate(() => document.activeElement.id || document.activeElement.innerText);
/** Does this and waits until the hits have come that it asks for. */
async function live(who, act) {
  const answered = who.page.waitForResponse((response) => new URL(response.url()).pathname.endsWith("/verktoy"));
  await act();
  await answered;
  await who.page.locator("#results:not([aria-busy])").waitFor();
}

test("filtering brings address, count, facets, title and announcement along; Back restores", () => as({}, async (who) => {
  const { page } = who;
  await go(who, "/verktoy");
  const before = { count: await count(who).innerText(), title: await page.title(), facets: await facets(who) };
  const box = page.locator("#tilgang-open");
  await box.focus();
  await box.press("Space");
  await page.waitForURL("**/verktoy?tilgang=open");
  await page.waitForFunction((old) => document.getElementById("count").innerText !== old, before.count);
  const filtered = { count: await count(who).innerText(), title: await page.title(), facets: await facets(who) };
  assert.notEqual(filtered.title, before.title);
  assert.notDeepEqual(filtered.facets, before.facets, "the facets count what is left");
  assert.equal(await page.locator("#live-status").textContent(), filtered.count, "the change is announced");
  assert.equal(await focused(who), "tilgang-open", "focus stays");
  await page.goBack();
  await page.waitForFunction((old) => document.getElementById("count").innerText === old, before.count);
  assert.equal(await page.locator("#tilgang-open").isChecked(), false, "the box is empty again");
  assert.deepEqual({ count: await count(who).innerText(), title: await page.title(), facets: await facets(who) }, before);
  await page.goForward();
  await page.waitForFunction((old) => document.getElementById("count").innerText === old, filtered.count);
  assert.ok(await page.locator("#tilgang-open").isChecked());
  await page.locator("#sorter").selectOption("navn");
  await page.waitForURL("**/verktoy?**sorter=navn**");
  await go(who, "/verktoy?tilgang=open");
  assert.deepEqual({ count: await count(who).innerText(), title: await page.title(), facets: await facets(who) }, filtered, "loaded anew, the page says the same");
}));

test("on a narrow window the button that opens the filters says how many are chosen, as they are", () => as({ width: 390 }, async (who) => {
  const { page } = who;
  const number = page.locator("#filters-number");
  await go(who, "/verktoy");
  assert.equal(await number.textContent(), "");
  await page.locator("#filters-open").click();
  await live(who, () => page.locator("#tilgang-open").check());
  await live(who, () => page.locator("#malgruppe-adults").check());
  assert.equal((await number.textContent()).trim(), "(2)");
  assert.equal(await focused(who), "malgruppe-adults", "focus stays in the panel");
  await page.keyboard.press("Escape");
  assert.match(await page.locator("#filters-open").innerText(), /\(2\)/);
  await live(who, () => page.locator(".chips .chip").first().click());
  assert.equal((await number.textContent()).trim(), "(1)");
}));

test("the hits are said to be busy while they load, and Back restores the words searched for", () => as({}, async (who) => {
  const { page } = who;
  await go(who, "/verktoy?q=hodepine");
  const before = await count(who).innerText();
  let answer;
  await page.route("**/verktoy?**", async (route) => {
    await new Promise((go) => { answer = go; });
    await route.continue();
  });
  await page.locator("#q").fill("søvn");
  await page.locator("#tilgang-open").check();
  await page.locator("#results[aria-busy=true]").waitFor();
  answer();
  await page.locator("#results:not([aria-busy])").waitFor();
  await page.unroute("**/verktoy?**");
  assert.equal(new URL(page.url()).searchParams.get("q"), "søvn", "what was typed goes along");
  await page.goBack();
  await page.waitForFunction((old) => document.getElementById("count").innerText === old, before);
  assert.equal(await page.locator("#q").inputValue(), "hodepine");
  await page.goForward();
  await page.waitForFunction((old) => document.getElementById("count").innerText !== old, before);
  assert.equal(await page.locator("#q").inputValue(), "søvn");
}));

test("a filter taken away by its link leaves the focus at the next one, and at the count where there is none", () => as({}, async (who) => {
  const { page } = who;
  const chips = page.locator("#results > .chips .chip");
  const drop = async (link) => {
    await link.focus();
    await live(who, () => link.press("Enter"));
  };
  await go(who, "/verktoy?tilgang=open&tilgang=prescription&malgruppe=adults");
  const [, second, third] = await chips.allInnerTexts();
  await drop(chips.first());
  assert.equal(await focused(who), second, "the one that came in its place");
  await drop(chips.nth(1));
  assert.equal(await focused(who), second, "the last one left");
  assert.notEqual(second, third);
  await drop(chips.first());
  assert.equal(await focused(who), "count");
  await go(who, "/verktoy?tilgang=open&malgruppe=adults");
  await drop(page.locator(".chips__clear"));
  assert.equal(await focused(who), "count", "all taken away");
  await go(who, "/verktoy?q=hodepien");
  const meant = page.locator(".did-you-mean a");
  if (await meant.count()) {
    await drop(meant);
    assert.equal(await focused(who), "count", "what was meant");
  }
  await go(who, "/verktoy?q=hodepine&tilgang=open&malgruppe=youth&tema=sleep");
  await drop(page.locator(".empty a").first());
  assert.equal(await focused(who), "count", "from nothing to something");
}));

for (const [what, path, box] of [["others are left in its group", "/verktoy?q=hodepine&tema=sleep", "#tema-sleep"], ["nothing is left of its group", "/verktoy?q=xqzwvkj&tilgang=open", "#tilgang-open"]]) {
  for (const width of [1280, 390]) {
    test(`a value that no hit has keeps its place and the focus when it is unticked, and can be ticked again, where ${what}, at ${width} px`, () => as({ width }, async (who) => {
      const { page } = who;
      await go(who, path);
      if (width === 390) await page.locator("#filters-open").click();
      const group = await page.locator(box).evaluate((one) => one.closest("fieldset").querySelector("legend").innerText);
      await page.locator(box).focus();
      for (const chosen of [false, true, false]) {
        await live(who, () => page.locator(box).press("Space"));
        assert.equal(`#${await focused(who)}`, box);
        assert.equal(await page.locator(box).isChecked(), chosen);
        assert.equal(page.url().includes(box.slice(1).replace("-", "=")), chosen, page.url());
        assert.equal(await page.locator(box).evaluate((one) => one.closest("fieldset").querySelector("legend").innerText), group, "in its group");
        assert.equal(await page.locator(box).count(), 1);
      }
    }));
  }
}

test("the order stays chosen where there is nothing to put in order", () => as({}, async (who) => {
  const { page } = who;
  await go(who, "/verktoy?q=xqzwvkj&tilgang=open&sorter=navn");
  assert.equal(await page.locator("#sorter").count(), 0);
  await live(who, () => page.locator("#tilgang-open").uncheck());
  assert.equal(new URL(page.url()).searchParams.get("sorter"), "navn");
  await page.locator("#q").fill("");
  await press(who, page.locator(".search button[type=submit]"));
  assert.equal(await page.locator("#sorter").inputValue(), "navn");
}));

test("the best hits are offered first as soon as there are words, and the newest where there are none", () => as({}, async (who) => {
  const { page } = who;
  const order = page.locator("#sorter");
  const offered = () => order.locator("option").allInnerTexts();
  await go(who, "/verktoy");
  assert.deepEqual([await offered(), await order.inputValue()], [["Nyeste først", "Navn"], ""]);
  await page.locator("#q").fill("demo");
  await live(who, () => page.locator("#tilgang-open").check());
  assert.deepEqual([await offered(), await order.inputValue()], [["Best treff", "Nyeste først", "Navn"], ""]);
  await live(who, () => order.selectOption("nyeste"));
  assert.equal(new URL(page.url()).searchParams.get("sorter"), "nyeste");
  await page.locator("#q").fill("");
  await live(who, () => page.locator("#tilgang-open").uncheck());
  assert.deepEqual([await offered(), await order.inputValue()], [["Nyeste først", "Navn"], ""]);
}));

test("after filtering, the offered language, every language and the login lead back to what is searched for now", async () => {
  const now = "/verktoy?q=hodepine&tilgang=prescription";
  const filter = async (who) => {
    await go(who, "/verktoy?q=hodepine");
    await live(who, () => who.page.locator("#tilgang-prescription").check());
  };
  await as({ locale: "en-GB" }, async (who) => {
    await filter(who);
    await press(who, who.page.locator(".language-offer a").first());
    assert.equal(who.page.url(), `${BASE}/en${now}`);
  });
  await as({ locale: "en-GB" }, async (who) => {
    await filter(who);
    await press(who, who.page.locator(".language-offer a").last());
    assert.equal(who.page.url(), BASE + now, "on in bokmål");
  });
  await as({}, async (who) => {
    await filter(who);
    await who.page.locator(".site-languages__button").click();
    await press(who, who.page.locator(".site-languages a[lang=nn]"));
    assert.equal(who.page.url(), `${BASE}/nn${now}`);
  });
  await as({}, async (who) => {
    const { page } = who;
    await filter(who);
    await press(who, page.locator(".site-tools a", { hasText: "Logg inn" }));
    await Promise.all([page.waitForURL(BASE + now), page.locator("button[value=other-parent]").first().click()]);
    assert.ok(await page.locator("#tilgang-prescription").isChecked());
  });
});

test("the skip link leads to the content, and neither loads the hits again nor takes what is typed", () => as({}, async (who) => {
  const { page } = who;
  await go(who, "/verktoy?q=hodepine");
  const asked = [];
  page.on("request", (request) => { if (new URL(request.url()).pathname === "/verktoy") asked.push(request.url()); });
  await page.locator("#q").fill("søvn");
  await page.locator(".ds-skip-link").focus();
  await page.keyboard.press("Enter");
  await page.waitForURL("**#main");
  assert.equal(await focused(who), "main");
  await page.goBack();
  await page.waitForURL((url) => url.hash === "");
  await page.waitForTimeout(300);
  assert.deepEqual(asked, []);
  assert.equal(await page.locator("#q").inputValue(), "søvn");
}));

test("suggestions that come late open nothing that Escape has closed", () => as({}, async (who) => {
  const { page } = who;
  const list = page.getByRole("listbox");
  const waiting = [];
  await page.route("**/verktoy/forslag?**", async (route) => {
    await new Promise((go) => { waiting.push(go); });
    await route.continue().catch(() => {});
  });
  const late = async (act) => {
    await act();
    for (const go of waiting.splice(0)) go();
    await page.waitForTimeout(500);
    assert.equal(await list.isVisible(), false);
    assert.equal(await page.locator("#q").getAttribute("aria-expanded"), "false");
  };
  await go(who, "/");
  const field = page.locator("#q");
  const type = async (words) => {
    const asked = page.waitForRequest("**/verktoy/forslag?**");
    await field.pressSequentially(words);
    await asked;
  };
  await type("hode");
  await late(() => field.press("Escape"));
  await field.fill("");
  await type("hode");
  await late(() => field.fill("h"));
  await field.fill("");
  await field.pressSequentially("ho");
  await late(() => field.press("Escape"));
  await page.unroute("**/verktoy/forslag?**");
  await field.fill("");
  await field.pressSequentially("hode");
  await list.waitFor();
}));

test("a clinician's follow-ups are chosen and put in order without loading the page anew", () => as({}, async (who) => {
  const { page } = who;
  await login(who, "behandler", "psychologist", "/forskriver/oppfolging");
  const before = { title: await page.title(), count: await count(who).innerText(), shown: await page.locator("#vis").inputValue() };
  await page.evaluate(() => { window.same = true; });
  await page.locator("#vis").focus();
  await page.locator("#vis").selectOption("avsluttet");
  await page.waitForFunction((title) => document.title !== title, before.title);
  assert.match(page.url(), /vis=avsluttet/);
  assert.equal(await focused(who), "vis", "focus stays");
  assert.equal(await page.locator("#live-status").textContent(), await count(who).innerText());
  await page.locator("#vis").selectOption("alle");
  await page.waitForURL("**vis=alle**");
  const title = await page.title();
  await page.locator("#sorter").selectOption("slutt");
  await page.waitForURL("**sorter=slutt**");
  await page.waitForFunction((old) => document.title !== old, title);
  for (let back = 0; back < 3; back += 1) await page.goBack();
  await page.waitForFunction((title) => document.title === title, before.title);
  assert.deepEqual([await count(who).innerText(), await page.locator("#vis").inputValue(), await page.locator("#sorter").inputValue()], [before.count, before.shown, "viktigst"]);
  assert.ok(await page.evaluate(() => window.same), "never loaded anew");
}));

test("where the session has ended, a choice leads to the login and from there to what was chosen", () => as({}, async (who) => {
  const { page } = who;
  await login(who, "behandler", "psychologist", "/forskriver/oppfolging");
  await who.context.clearCookies();
  await page.locator("#vis").selectOption("avsluttet");
  const account = page.locator("button[value=psychologist]").first();
  await account.waitFor();
  assert.equal(await page.locator(".offline[data-state=away]").count(), 0, "nobody is told that the connection is away");
  await Promise.all([page.waitForURL("**/forskriver/oppfolging?**vis=avsluttet**"), account.click()]);
  assert.equal(await page.locator("#vis").inputValue(), "avsluttet");
}));
