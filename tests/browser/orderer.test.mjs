// The ordering body's pages as a person meets them, wide and narrow, light and dark.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { as, close, go, login, press, see, seeAll, text } from "./harness.mjs";

after(close);

const main = (who) => who.page.locator("main");
const paths = (who, pattern) => main(who).locator("a").evaluateAll((all) => all.map((link) => new URL(link.href).pathname))
  .then((found) => [...new Set(found)].filter((path) => pattern.test(path)));

for (const [key, least] of [["orderer-trust", 3], ["orderer-directorate", 1]]) {
  test(`${key} looks around`, () => as({}, async (who) => {
    await login(who, "bestiller", key, "/bestiller");
    await seeAll(who, `${key}-home`);
    const inbox = await paths(who, /^\/bestiller\/innboks\//);
    const orders = await paths(who, /^\/bestiller\/bestillinger\/[^/]+$/);
    assert.ok(orders.length > 0, "there are orders");
    for (const [path, name] of [["/bestiller/avvik", "deviations"], ["/bestiller/avtaler", "agreements"], ["/bestiller/inviter", "invite"], ["/bestiller/statistikk", "statistics"],
      ...inbox.slice(0, 1).map((path) => [path, "take-on"])]) {
      await go(who, path);
      await seeAll(who, `${key}-${name}`);
    }
    await go(who, "/bestiller/avvik");
    const [deviation] = await paths(who, /^\/bestiller\/avvik\/[^/]+$/);
    if (deviation) {
      await go(who, deviation);
      await seeAll(who, `${key}-deviation`);
    }
    const states = new Set();
    for (const order of orders) {
      await go(who, order);
      const state = await who.page.locator(".hero-tags .ds-tag").first().innerText();
      if (states.has(state)) continue;
      states.add(state);
      const name = `${key}-order-${states.size}`;
      await seeAll(who, name);
      for (const question of await paths(who, /\/(endringer|avslag|stans|innhold)$/)) {
        await go(who, question);
        await seeAll(who, `${name}-${question.split("/").at(-1)}`);
      }
      await go(who, order);
      const requirements = await paths(who, /\/krav\//);
      for (const requirement of requirements.filter((path) => /K3|K4a|C3|C5$/.test(path))) {
        await go(who, requirement);
        await seeAll(who, `${name}-${requirement.split("/").at(-1)}`);
      }
    }
    assert.ok(states.size >= least, `orders in ${states.size} states`);
  }));
}

test("an orderer stops what it ordered, and is asked before it is lifted again", () => as({ expectErrors: [/422/] }, async (who) => {
  await login(who, "bestiller", "orderer-trust", "/bestiller");
  const listed = [];
  for (const order of await paths(who, /^\/bestiller\/bestillinger\/[^/]+$/)) {
    await go(who, order);
    if ((await paths(who, /\/stans$/)).length > 0) listed.push(order);
  }
  assert.ok(listed.length > 0, "something of the orderer's is in the catalogue");
  await go(who, listed[0]);
  await press(who, main(who).locator("a[href$='/stans']"));
  await press(who, main(who).locator("form button[type=submit]"));
  await see(who, "orderer-stop-failed", { status: 422 });
  await main(who).locator("form input[type=radio]").first().check();
  await who.page.locator("#f-note").fill("Vi ser på en melding om feil.");
  await press(who, main(who).locator("form button[type=submit]"));
  await seeAll(who, "orderer-stopped");
  await press(who, main(who).locator("a[href*='/opphev/']"));
  await seeAll(who, "orderer-lift");
  await who.page.locator("#f-note").fill("Det var ingen feil.");
  await press(who, main(who).locator("form button[type=submit]"));
  assert.equal(await main(who).locator("a[href*='/opphev/']").count(), 0, "it is back");
  await see(who, "orderer-lifted");
}));

test("an orderer invites a vendor, who reads it and says no", async () => {
  const subject = "Sorg hos barn";
  await as({ expectErrors: [/422/] }, async (who) => {
    await login(who, "bestiller", "orderer-trust", "/bestiller/inviter");
    await press(who, main(who).locator("form button[type=submit]"));
    await see(who, "orderer-invite-failed", { status: 422 });
    await main(who).locator("#f-vendor").selectOption({ label: "Demo Verktøysmia AS" });
    await main(who).locator("#f-subject").fill(subject);
    await press(who, main(who).locator("form button[type=submit]"));
    assert.ok((await text(who)).includes(subject));
  });
  await as({ expectErrors: [/422/] }, async (who) => {
    await login(who, "leverandor", "vendor", "/leverandor");
    await seeAll(who, "vendor-invited");
    await press(who, main(who).getByRole("link", { name: subject }));
    await seeAll(who, "vendor-invitation");
    await press(who, main(who).locator("button[name=answer][value=no]"));
    assert.equal(await main(who).getByRole("link", { name: subject }).count(), 0);
  });
});
