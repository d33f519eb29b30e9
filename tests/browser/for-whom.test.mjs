// A tool that starts itself, and for whom; what tools keep; the operator's test persons.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { as, close, go, login, press, see, seeAll, text } from "./harness.mjs";
import { name } from "./people.mjs";
import { start } from "./server.mjs";

let at;
before(async () => { at = await start(); });
after(async () => { await close(); await at?.end(); });

const main = (who) => who.page.locator("main");
const button = (who, label) => main(who).getByRole("button", { name: label, exact: true });
const startItself = (who) => who.page.goto(`${who.at.tool}/start/demo-dagbok`);

test("a parent who starts at the tool picks the child, comes out logged in for it, and may give the permission on the way", () => as({ at, expectErrors: [/4\d\d/] }, async (who) => {
  await login(who, "innbygger", "parent", "/");
  await startItself(who);
  assert.match(who.page.url(), /\/verktoy\/demo-dagbok\/for-hvem\?/);
  await seeAll(who, "for-whom-choose");
  assert.equal(await main(who).getByRole("radio", { checked: true }).count(), 0, "nobody is assumed");
  assert.ok(!(await text(who)).includes(name("protected-child")), "who may not be acted for is not there");
  await press(who, button(who, "Logg inn"));
  await see(who, "for-whom-nobody", { status: 422 });
  await main(who).getByRole("radio", { name: name("child-5") }).check();
  await press(who, button(who, "Logg inn"));
  if (who.page.url().includes("/tillatelse")) await press(who, main(who).locator("button:not([name])").first());
  assert.ok(who.page.url().startsWith(who.at.tool), who.page.url());
  const shown = await who.page.locator("body").innerText();
  for (const key of ["parent", "child-5"]) assert.ok(shown.includes(name(key)), `${key} is shown in the tool`);
  await go(who, "/min-side/representasjon");
  assert.match(await text(who), /Du handler for denne nå/);
  // From the tool's own page, too, it is asked for whom.
  await go(who, "/verktoy/demo-steg/start");
  assert.ok((await text(who)).includes(name("child-5")));
  await seeAll(who, "for-whom-start");
}));

test("a tool that starts itself asks for whom, each time, and a no ends at the tool", () => as({ at, expectErrors: [/40\d/] }, async (who) => {
  await login(who, "innbygger", "parent", "/min-side/representasjon");
  await press(who, button(who, `Handle for ${name("child-5")}`));
  await startItself(who);
  if (who.page.url().includes("/tillatelse")) {
    await press(who, main(who).locator("button:not([name])").first());
    assert.ok(who.page.url().startsWith(who.at.tool), "the permission's question named the child, and counts");
    await startItself(who);
  }
  assert.match(who.page.url(), /\/verktoy\/demo-dagbok\/for-hvem\?/);
  await seeAll(who, "for-whom");
  assert.ok((await text(who)).includes(name("child-5")), "the child is named");
  await press(who, button(who, "Logg inn"));
  assert.ok(who.page.url().startsWith(who.at.tool), who.page.url());
  const shown = await who.page.locator("body").innerText();
  for (const key of ["parent", "child-5"]) assert.ok(shown.includes(name(key)), `${key} is shown in the tool`);
  await startItself(who);
  await press(who, button(who, "Nei, avbryt"));
  assert.ok(who.page.url().startsWith(who.at.tool) && who.page.url().includes("access_denied"), who.page.url());
  for (const prefix of ["/nn", "/en", "/se"]) {
    await go(who, `${prefix}/min-side/lagret`);
    await see(who, `stored-none${prefix.replace("/", "-")}`);
  }
  await go(who, "/min-side/lagret");
  await seeAll(who, "stored-none");
  await go(who, "/min-side/lagret/demo-dagbok/slett");
  await seeAll(who, "stored-erase");
  await go(who, "/min-side");
  await seeAll(who, "account-with-stored");
}));

test("the operator makes a test family that a vendor then finds in its sandbox", () => as({ at, expectErrors: [/422/] }, async (who) => {
  await login(who, "forvalter", "operator-1", "/forvaltning/testpersoner");
  await seeAll(who, "test-persons");
  await press(who, button(who, "Lag en testperson"));
  await see(who, "test-persons-wrong", { status: 422 });
  await who.page.locator("#f-given").fill("Prøve");
  await who.page.locator("#f-family").fill("Testesen");
  await who.page.locator("#f-born").fill("2019-05-06");
  await who.page.locator("#f-parent").selectOption({ index: 1 });
  await press(who, button(who, "Lag en testperson"));
  assert.match(await text(who), /Prøve Testesen/);
  await see(who, "test-persons-added");
}));
