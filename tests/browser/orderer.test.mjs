// The ordering body's pages as a person meets them, wide and narrow, light and dark.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { as, close, go, login, press, seeAll } from "./harness.mjs";

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
