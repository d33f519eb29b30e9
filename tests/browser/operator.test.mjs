// The operator's pages as a person meets them, wide and narrow, light and dark.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { as, close, go, login, press, see, seeAll, text } from "./harness.mjs";

after(close);

const main = (who) => who.page.locator("main");
const operator = (options, act) => as({ expectErrors: [/422/], ...options }, async (who) => {
  await login(who, "forvalter", "operator-1", "/forvaltning");
  await act(who);
});

/** The paths of links in the page's main part that match. */
const links = (who, pattern) => main(who).locator("a").evaluateAll((all) => all.map((link) => new URL(link.href)).map((url) => url.pathname + url.search))
  .then((found) => found.filter((path) => pattern.test(path)));

test("an operator looks around: what waits, tools, organisations, agreements, the log, numbers", () => operator({}, async (who) => {
  await seeAll(who, "operator-home");
  const titles = new Map([[await who.page.title(), "/forvaltning"]]);
  for (const [path, name] of [
    ["/forvaltning/verktoy", "operator-tools"],
    ["/forvaltning/verktoy?stanset=ja", "operator-tools-suspended"],
    ["/forvaltning/verktoy?q=qqqqqq", "operator-tools-none"],
    ["/forvaltning/organisasjoner", "operator-organisations"],
    ["/forvaltning/organisasjoner?q=qqqqqq", "operator-organisations-none"],
    ["/forvaltning/organisasjoner/ny", "operator-new-organisation"],
    ["/forvaltning/avtaler", "operator-agreements"],
    ["/forvaltning/avtaler/ny", "operator-new-agreement"],
    ["/forvaltning/hendelser", "operator-audit"],
    ["/forvaltning/hendelser?objekt=ingenting", "operator-audit-none"],
    ["/forvaltning/utboks", "operator-outbox"],
    ["/forvaltning/klienter", "operator-clients"],
    ["/forvaltning/statistikk", "operator-statistics"],
  ]) {
    await go(who, path);
    await seeAll(who, name);
    const title = await who.page.title();
    assert.equal(titles.get(title), undefined, `${path} has the title of ${titles.get(title)}`);
    titles.set(title, path);
  }
}));

test("an operator opens a case, and each decision asks first", () => operator({}, async (who) => {
  const [first] = await links(who, /^\/forvaltning\/saker\/[^/]+$/);
  await go(who, first);
  await seeAll(who, "operator-case");
  const verbs = await links(who, /^\/forvaltning\/saker\/[^/]+\/.+/);
  assert.ok(verbs.length > 0, "something can be decided in the first case of the queue");
  for (const verb of verbs) {
    await go(who, verb);
    await seeAll(who, `operator-decide-${verb.split("/").at(-1)}`);
  }
}));

test("an operator opens a tool, and stopping it asks first", () => operator({}, async (who) => {
  for (const [query, name] of [["demo-dagbok", "tool"], ["", "suspended"]]) {
    await go(who, `/forvaltning/verktoy?${query ? `q=${query}` : "stanset=ja"}`);
    const [tool] = await links(who, /^\/forvaltning\/verktoy\/[^?]+/);
    await go(who, tool);
    await seeAll(who, `operator-${name}`);
    for (const question of await links(who, /\/(stans|trekk|opphev\/[a-z_]+|steng)$/)) {
      await go(who, question);
      await seeAll(who, `operator-${name}-${question.split("/").slice(4).join("-")}`);
    }
  }
}));

test("an operator opens an organisation and an agreement", () => operator({}, async (who) => {
  await go(who, "/forvaltning/organisasjoner?slag=health_trust");
  const [organisation] = await links(who, /^\/forvaltning\/organisasjoner\/org/);
  await go(who, organisation);
  await seeAll(who, "operator-organisation");
  const [end] = await links(who, /\/avslutt$/);
  await go(who, end);
  await seeAll(who, "operator-end-agreement");
}));

test("the kill switch: a vendor with all its tools, and a single key, each undone as quickly", () => operator({ expectErrors: [/403|422/] }, async (who) => {
  const { page } = who;
  await go(who, "/forvaltning/organisasjoner?slag=vendor&q=varde");
  const [vendor] = await links(who, /^\/forvaltning\/organisasjoner\/org/);
  await go(who, vendor);
  await seeAll(who, "kill-vendor");
  await press(who, main(who).getByRole("link", { name: "Stans leverandøren" }));
  await seeAll(who, "kill-vendor-ask");
  const tools = await links(who, /^\/forvaltning\/verktoy\/tool/);
  assert.ok(tools.length > 0, "it says which tools go down");
  await press(who, main(who).getByRole("button", { name: "Stans leverandøren" }));
  await seeAll(who, "kill-vendor-failed", { status: 422 });
  await page.locator("#f-note").fill("Vi undersøker leverandøren.");
  await press(who, main(who).getByRole("button", { name: "Stans leverandøren" }));
  await seeAll(who, "kill-vendor-stopped");
  for (const tool of tools) {
    await go(who, tool);
    assert.match(await text(who), /Stanset av disse grunnene[\s\S]*Vi undersøker leverandøren\./, tool);
  }
  await go(who, vendor);
  await press(who, main(who).getByRole("link", { name: "Opphev stansen" }));
  await seeAll(who, "kill-vendor-release");
  await press(who, main(who).getByRole("button", { name: "Opphev stansen" }));
  for (const tool of tools) {
    await go(who, tool);
    assert.doesNotMatch(await text(who), /Stanset av disse grunnene/, tool);
  }

  await go(who, "/forvaltning/verktoy?q=Demo-steg");
  await press(who, main(who).getByRole("link", { name: "Demo-steg" }).first());
  await press(who, main(who).getByRole("link", { name: /^Nøkler/ }).first());
  await seeAll(who, "kill-keys");
  await press(who, main(who).getByRole("link", { name: /^Avvis nøkkelen/ }).first());
  await seeAll(who, "kill-key-ask");
  await page.locator("#f-reason").fill("Nøkkelen kan være på avveie.");
  await press(who, main(who).getByRole("button", { name: "Avvis nøkkelen" }));
  await seeAll(who, "kill-key-refused");
  await press(who, main(who).getByRole("link", { name: /^Godta nøkkelen/ }).first());
  await page.locator("#f-reason").fill("Leverandøren har den fortsatt.");
  await press(who, main(who).getByRole("button", { name: "Godta nøkkelen" }));
  assert.match(await text(who), /Nøkkelen godtas igjen/);
}));

test("a failed form keeps what was written and leads to what is wrong", () => operator({}, async (who) => {
  const { page } = who;
  await go(who, "/forvaltning/avtaler/ny");
  await page.locator("#f-party").fill("123");
  await page.locator("#f-terms").fill("2026-1");
  await press(who, main(who).getByRole("button"));
  await seeAll(who, "operator-new-agreement-failed", { status: 422 });
  assert.equal(await page.locator("#f-party").inputValue(), "123");
  assert.equal(await page.locator("#f-terms").inputValue(), "2026-1");
  assert.ok(await page.locator(".ds-error-summary").evaluate((summary) => summary === document.activeElement));
  const wrong = await page.locator(".ds-error-summary a").evaluateAll((links) => links.map((link) => [link.hash.slice(1), link.textContent]));
  assert.ok(wrong.length > 1);
  for (const [id, said] of wrong) {
    const label = await page.locator(`[id="${id}"]`).evaluate((field) => (field.labels?.[0] ?? field.querySelector("legend")).firstChild.textContent.trim());
    const message = await page.locator(`[id="${id}-error"]`).innerText();
    assert.equal(said, `${label}: ${message}`);
  }
  await page.locator('.ds-error-summary a[href="#f-party"]').click();
  assert.ok(await page.locator("#f-party").evaluate((field) => field === document.activeElement));
}));

test("the log's chain is checked while one waits", () => operator({}, async (who) => {
  await go(who, "/forvaltning/hendelser");
  await press(who, main(who).getByRole("button", { name: "Kontroller kjeden" }));
  await seeAll(who, "operator-audit-checked");
  assert.match(await text(who), /Kjeden er hel/);
}));
