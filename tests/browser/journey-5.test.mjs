// Journey 5: acting for another. A parent for a child, a next of kin by assigned power of attorney; who may not is refused, and what is withheld is not seen.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { as, BASE, close, go, login, press, see, seeAll, text, TOOL } from "./harness.mjs";
import { name } from "./people.mjs";

after(close);

const card = (who, key) => who.page.locator("main li.ds-card", { hasText: name(key) });
const banner = (who) => who.page.locator("section.acting");
const actFor = (who, key) => press(who, card(who, key).getByRole("button"));

/** Starts what is open here, with its confirmation and its permission, until the tool is reached. */
async function start(who) {
  for (let step = 0; step < 4 && who.page.url().startsWith(BASE); step += 1) {
    const before = who.page.url();
    const next = who.page.locator("main").getByRole("link", { name: "Start", exact: true })
      .or(who.page.locator("main").getByRole("button", { name: /^Start$|^Ja, gi tillatelse og start$/ })).first();
    await Promise.all([who.page.waitForURL((url) => url.href !== before), next.click()]);
  }
  await who.page.waitForURL(`${TOOL}/tool/**`);
}

test("parent acts for child-5: banner, the child's prescription, start; the tool shows both", () => as({}, async (who) => {
  const { page } = who;
  await login(who, "innbygger", "parent", "/min-side/representasjon");
  await seeAll(who, "j5-whom");
  assert.equal(await banner(who).count(), 0);
  await actFor(who, "child-5");
  await banner(who).waitFor();
  assert.ok((await banner(who).innerText()).includes(name("child-5")));
  for (const path of ["/mine-verktoy", "/verktoy", "/om"]) {
    await go(who, path);
    assert.ok((await banner(who).innerText()).includes(name("child-5")), `${path} says for whom`);
  }
  await go(who, "/mine-verktoy");
  await seeAll(who, "j5-childs-tools");
  await press(who, page.locator(".rx a", { hasText: "Demo-dagbok" }));
  await seeAll(who, "j5-childs-prescription");
  await page.locator("main").getByRole("link", { name: "Start", exact: true }).click();
  await page.waitForURL("**/start");
  assert.ok((await text(who)).includes(name("child-5")), "asked once more, with the child's name");
  await see(who, "j5-confirm");
  await start(who);
  await see(who, "j5-tool");
  const shown = await page.locator(".banner").innerText();
  for (const key of ["parent", "child-5"]) assert.ok(shown.includes(name(key)), `${key} is shown in the tool`);
  assert.match(shown, /som forelder/);
  await go(who, "/mine-verktoy");
  await press(who, banner(who).getByRole("button"));
  assert.equal(await banner(who).count(), 0, "gone afterwards");
  assert.match(await text(who), /handler for deg selv igjen/);
}));

test("for youth-17 the rule is explained, for protected-child the neutral text, for other-parent there is nothing to choose", () => as({ expectErrors: [/40[34]|422/] }, async (who) => {
  await login(who, "innbygger", "parent", "/min-side/representasjon");
  const youth = card(who, "youth-17");
  assert.match(await youth.innerText(), /fylt 16 år/);
  assert.equal(await youth.getByRole("button").count(), 0);
  const hidden = card(who, "protected-child");
  assert.match(await hidden.innerText(), /Vi kan ikke si hvorfor/);
  assert.doesNotMatch(await hidden.innerText(), /adresse|sperre|fortrolig/i);
  assert.equal(await hidden.getByRole("button").count(), 0);
  assert.equal(await card(who, "other-parent").count(), 0);
}));

test("for incapacitated-mother the assigned power of attorney lets the next of kin start", () => as({}, async (who) => {
  const { page } = who;
  await login(who, "innbygger", "parent", "/min-side/representasjon");
  await actFor(who, "incapacitated-mother");
  await go(who, "/mine-verktoy");
  await see(who, "j5-mothers-tools");
  await press(who, page.locator(".rx a", { hasText: "Demo-dagbok" }));
  await start(who);
  const shown = await page.locator(".banner").innerText();
  for (const key of ["parent", "incapacitated-mother"]) assert.ok(shown.includes(name(key)), `${key} is shown in the tool`);
  assert.match(shown, /tildelt fullmakt/);
}));

test("what is withheld from the parents is seen nowhere by them; teen-15 starts it alone", async () => {
  await as({}, async (who) => {
    await login(who, "innbygger", "parent", "/min-side/representasjon");
    await actFor(who, "teen-15");
    for (const path of ["/mine-verktoy", "/min-side/historikk", "/min-side/innsyn", "/min-side/tillatelser", "/min-side/meldinger"]) {
      await go(who, path);
      assert.doesNotMatch(await text(who), /Demo-pust|psykisk/i, path);
    }
  });
  await as({}, async (who) => {
    const { page } = who;
    await login(who, "innbygger", "teen-15", "/mine-verktoy");
    await seeAll(who, "j5-teen");
    await press(who, page.locator(".rx a", { hasText: "Demo-pust" }));
    assert.match(await text(who), /Foreldrene dine ser ikke denne/);
    await start(who);
    assert.ok(page.url().startsWith(`${TOOL}/tool/demo-pust`));
    const seen = await text(who);
    assert.ok(!seen.includes(name("teen-15")), "a pseudonymous tool never learns the name");
  });
});
