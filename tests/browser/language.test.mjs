// The language that a browser prefers is offered, never forced; what is chosen is remembered, and only then is there a cookie.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { as, close, go, press, seeAll } from "./harness.mjs";

after(close);

const offer = (who) => who.page.locator(".language-offer");
const language = (who) => who.page.getAttribute("html", "lang");
const remembered = async (who) => (await who.context.cookies()).filter((cookie) => cookie.name.includes("reseptor-sprak")).map((cookie) => cookie.value);

for (const [locale, tag, says] of [["en-GB", "en", /available in English/], ["nn-NO", "nn", /på nynorsk/], ["se-NO", "se", /davvisámegillii/]]) {
  test(`a browser in ${tag} is offered the page in it, takes it, and is led there from then on`, async () => {
    await as({ locale }, async (who) => {
      await go(who, "/verktoy?q=hodepine");
      assert.equal(await language(who), "nb", "nobody is sent elsewhere");
      assert.match(await offer(who).innerText(), says);
      const taking = offer(who).locator(`a[lang=${tag}]`).first();
      assert.equal(await taking.count(), 1, "in its own language, and marked so");
      assert.deepEqual(await remembered(who), [], "nothing is kept before somebody has chosen");
      await seeAll(who, `language-offer-${tag}`);
      await press(who, taking);
      assert.equal(await language(who), tag);
      assert.match(who.page.url(), new RegExp(`/${tag}/verktoy\\?q=hodepine$`), "the same page");
      assert.equal(await offer(who).count(), 0);
      assert.deepEqual(await remembered(who), [tag]);
      await go(who, "/");
      assert.equal(await language(who), tag, "remembered");
    });
  });
}

test("who goes on in bokmål is not asked again, and a browser in bokmål never is", async () => {
  await as({ locale: "en-GB" }, async (who) => {
    await go(who, "/om");
    await press(who, offer(who).locator("a").last());
    assert.deepEqual([await language(who), await offer(who).count(), await remembered(who)], ["nb", 0, ["nb"]]);
    await go(who, "/verktoy");
    assert.equal(await offer(who).count(), 0);
  });
  await as({}, async (who) => {
    await go(who, "/");
    assert.equal(await offer(who).count(), 0);
  });
});

test("a page in another language than bokmål offers the browser's own too, once", () => as({ locale: "en-GB" }, async (who) => {
  await go(who, "/nn/om");
  assert.match(await offer(who).innerText(), /available in English[\s\S]*bli på nynorsk/);
  await seeAll(who, "language-offer-on-nn");
  await press(who, offer(who).locator("a").last());
  assert.deepEqual([await language(who), await offer(who).count(), await remembered(who)], ["nn", 0, ["nn"]]);
  await go(who, "/nn/verktoy");
  assert.equal(await offer(who).count(), 0);
}));

test("by keyboard and without script the offer works as well", async () => {
  await as({ locale: "en-GB", script: false }, async (who) => {
    await go(who, "/hjelp");
    await offer(who).locator("a").first().focus();
    await Promise.all([who.page.waitForEvent("framenavigated"), who.page.keyboard.press("Enter")]);
    await who.page.waitForLoadState("load");
    assert.equal(await language(who), "en");
  });
});
