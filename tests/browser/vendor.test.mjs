// The vendor's pages as a person meets them, wide and narrow, light and dark.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { as, close, go, login, press, see, seeAll } from "./harness.mjs";

after(close);

const main = (who) => who.page.locator("main");
const paths = (who, pattern) => main(who).locator("a").evaluateAll((all) => all.map((link) => new URL(link.href).pathname))
  .then((found) => [...new Set(found)].filter((path) => pattern.test(path)));
const vendor = (act) => as({ expectErrors: [/422/] }, async (who) => {
  await login(who, "leverandor", "vendor", "/leverandor");
  await act(who);
});

test("a vendor looks around", () => vendor(async (who) => {
  await seeAll(who, "vendor-home");
  for (const [path, name] of [["/leverandor/krav", "vendor-requirements"], ["/leverandor/klienter", "vendor-all-clients"], ["/leverandor/statistikk", "vendor-statistics"], ["/leverandor/verktoy/ny", "vendor-register"]]) {
    await go(who, path);
    await seeAll(who, name);
  }
}));

test("a vendor opens tools in every state, and what can be done about them", () => vendor(async (who) => {
  const tools = await paths(who, /^\/leverandor\/verktoy\/tool/);
  const states = new Set();
  for (const tool of tools) {
    await go(who, tool);
    const state = await who.page.locator(".hero-tags .ds-tag").first().innerText();
    if (states.has(state)) continue;
    states.add(state);
    const name = `vendor-tool-${states.size}`;
    await seeAll(who, name);
    for (const page of await paths(who, /\/(innhold|klienter|ta-ned|slett|trekk|ny-utgave)$/)) {
      if (!page.startsWith(tool)) continue;
      await go(who, page);
      await seeAll(who, `${name}-${page.split("/").at(-1)}`);
    }
  }
  assert.ok(states.size > 1, "tools of several states");
}));

test("a vendor takes a tool down for a while, and puts it up again after being asked", () => vendor(async (who) => {
  const goOn = () => press(who, main(who).locator("form button[type=submit]"));
  for (const tool of await paths(who, /^\/leverandor\/verktoy\/tool/)) {
    await go(who, tool);
    if ((await paths(who, /\/ta-ned$/)).length > 0) break;
  }
  await press(who, main(who).locator("a[href$='/ta-ned']"));
  await goOn();
  await see(who, "vendor-take-down-failed", { status: 422 });
  await who.page.locator("#f-note").fill("Vi bytter server.");
  await goOn();
  await seeAll(who, "vendor-taken-down");
  await press(who, main(who).locator("a[href$='/sett-opp']"));
  await seeAll(who, "vendor-put-up");
  await who.page.locator("#f-note").fill("Serveren er byttet.");
  await goOn();
  assert.equal(await main(who).locator("a[href$='/ta-ned']").count(), 1, "it is up again");
}));
