// The connection goes away while a page is used: it says so, keeps what is filled in, and sends when the connection is back.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { as, close, go, login, press, seeAll } from "./harness.mjs";

after(close);

const expectErrors = [/ERR_INTERNET_DISCONNECTED/];
const banner = (who) => who.page.locator(".offline[role=status]");
const says = (who, pattern) => banner(who).filter({ hasText: pattern }).waitFor();

/** Leads to a page of ours, from any. */
const link = (who) => who.page.locator("footer nav a[href$='/hjelp']");

const WORDS = {
  "": [/Du er uten nett/, /Ikke sendt: Du er uten nett/, /Siden åpnes når nettet er tilbake/, /Nettet er tilbake/],
  "/nn": [/Du er utan nett/, /Ikkje sendt: Du er utan nett/, /Sida blir opna når nettet er tilbake/, /No kan du sende/],
  "/en": [/You are offline/, /Not sent: You are offline/, /The page will open when the connection is back/, /The connection is back/],
  "/se": [/Dus ii leat neahttaoktavuohta/, /Ii leat sáddejuvvon/, /Siidu rahpasa go oktavuohta lea fas/, /Neahttaoktavuohta lea fas/],
};

for (const [prefix, [away, kept, waits, back]] of Object.entries(WORDS)) {
  test(`a search stays where it was typed while the connection is away, told in the page's language: ${prefix || "/nb"}`, async () => {
    await as({ expectErrors }, async (who) => {
      await go(who, `${prefix}/verktoy`);
      assert.equal(await banner(who).innerText(), "", "nothing is said while all is well");
      await who.context.setOffline(true);
      await says(who, away);
      const box = banner(who);
      assert.equal(await box.locator("[lang]").count(), 0, "no other language leaks in");
      const field = who.page.locator("main input[name=q]").first();
      await field.fill("hodepine");
      const before = who.page.url();
      await field.press("Enter");
      await says(who, kept);
      assert.deepEqual([who.page.url(), await field.inputValue()], [before, "hodepine"]);
      // Whoever goes on writing is not taken away from it.
      await link(who).click();
      await says(who, waits);
      await field.fill("hodepine");
      await says(who, away);
      assert.equal(who.page.url(), before);
      await who.context.setOffline(false);
      await says(who, back);
      await press(who, who.page.locator("main search button[type=submit], main form[role=search] button[type=submit]").first());
      assert.match(who.page.url(), /q=hodepine/);
    });
  });
}

for (const width of [1280, 390]) {
  test(`a filter that is ticked while the connection is away keeps the page, and takes effect when it is back, at ${width} px`, () => as({ width, expectErrors: [...expectErrors, /ERR_FAILED/] }, async (who) => {
    const { page } = who;
    await go(who, "/verktoy?q=hodepine");
    const open = page.locator("#filters-open");
    const tick = async (id) => {
      if (await open.isVisible()) await open.click();
      await page.locator(id).click();
    };
    const before = page.url();
    await who.context.setOffline(true);
    await tick("#tilgang-open");
    await says(who, /Du er uten nett/);
    assert.ok(await banner(who).isVisible() && !(await page.locator("#filters:popover-open").count()), "nothing covers what is said");
    assert.equal(page.url(), before);
    assert.ok(await page.locator(".tool-card").count() > 0, "the hits stay");
    assert.equal(await page.locator("#results").getAttribute("aria-busy"), null);
    await who.context.setOffline(false);
    await page.waitForURL("**tilgang=open**");
    await page.locator(".chips").first().waitFor();
    await says(who, /Nettet er tilbake/);
    // Where the browser does not know that it is away: the platform does not answer.
    await page.route("**/verktoy?**", (route) => route.abort());
    await tick("#tilgang-open");
    await says(who, /Du er uten nett/);
    assert.match(page.url(), /tilgang=open/);
    await page.unroute("**/verktoy?**");
    await tick("#malgruppe-adults");
    await page.waitForURL("**malgruppe=adults**");
    assert.equal(await banner(who).innerText(), "", "and nothing more is said when it answers");
  }));
}

test("a form that changes something is not lost, is accessible in each state, and is sent once when the connection is back", async () => {
  await as({ expectErrors }, async (who) => {
    await login(who, "innbygger", "other-parent", "/min-side/varsler");
    const form = who.page.locator("main form[method=post]").last();
    const email = form.locator("input[name=email]");
    await email.fill("ola.nordmann@example.org");
    let sent = 0;
    who.page.on("request", (request) => { if (request.method() === "POST") sent += 1; });
    await who.context.setOffline(true);
    await says(who, /Du er uten nett/);
    await who.page.evaluate(() => scrollTo(0, 0));
    await seeAll(who, "offline-away");
    for (const times of [1, 2]) {
      await form.locator("button[type=submit]").last().click();
      await says(who, /Ikke sendt/);
      assert.equal(sent, 0, `pressed ${times} times, nothing is sent`);
    }
    assert.equal(await email.inputValue(), "ola.nordmann@example.org");
    await seeAll(who, "offline-kept");
    // What has the focus is not hidden under it (WCAG 2.4.11).
    await who.page.setViewportSize({ width: 390, height: 500 });
    await email.focus();
    const [field, over] = [await email.boundingBox(), await banner(who).boundingBox()];
    assert.ok(field.y >= over.y + over.height || field.y + field.height <= over.y, "the field is seen");
    await who.page.setViewportSize({ width: 1280, height: 900 });
    await who.context.setOffline(false);
    await says(who, /Nettet er tilbake/);
    await seeAll(who, "offline-back");
    await press(who, form.locator("button[type=submit]").last());
    assert.equal(sent, 1);
    assert.match(await who.page.locator("main").innerText(), /lagret/i);
  });
});

test("a link pressed while the connection is away keeps the page, and leads on when it is back", () => as({ expectErrors }, async (who) => {
  const { page } = who;
  await go(who, "/om");
  const before = page.url();
  await who.context.setOffline(true);
  await says(who, /Du er uten nett/);
  await link(who).focus();
  await page.keyboard.press("Enter");
  await says(who, /Siden åpnes når nettet er tilbake/);
  assert.equal(page.url(), before);
  await seeAll(who, "offline-waits");
  // Within the page links lead as ever.
  await page.locator(".ds-skip-link").focus();
  await page.keyboard.press("Enter");
  assert.equal(page.url(), `${before}#main`);
  await who.context.setOffline(false);
  await page.waitForURL("**/hjelp");
  await page.goBack();
  assert.equal(await banner(who).innerText(), "", "back again, nothing waits any more");
}));

test("a browser that believes it is offline, but reaches the platform, is not kept from anything", async () => {
  await as({}, async (who) => {
    await who.page.addInitScript(() => Object.defineProperty(Navigator.prototype, "onLine", { get: () => false }));
    await go(who, "/");
    await who.page.waitForLoadState("networkidle");
    assert.equal(await banner(who).innerText(), "");
    await who.page.locator("main input[name=q]").first().fill("sove");
    await press(who, who.page.locator("main search button[type=submit], main form[role=search] button[type=submit]").first());
    assert.match(who.page.url(), /q=sove/);
    await press(who, link(who));
    assert.match(who.page.url(), /\/hjelp$/);
  });
});
