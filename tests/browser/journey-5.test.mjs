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
  await seeAll(who, "j5-confirm");
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

test("what is done for child-5 is confirmed first, and a page made for another does nothing", () => as({ expectErrors: [/409/] }, async (who) => {
  const { page } = who;
  await login(who, "innbygger", "parent", "/min-side/representasjon");
  await actFor(who, "child-5");
  await go(who, "/min-side/tillatelser");
  await seeAll(who, "j5-permissions");
  const withdraw = page.getByRole("button", { name: /^Trekk tillatelsen/ }).first();
  await press(who, withdraw);
  assert.match(await page.locator("h1").innerText(), /^Trekke tillatelsen til Demo-dagbok/);
  assert.ok((await page.locator(".notice--plum").innerText()).includes(name("child-5")), "asked with the child's name");
  await seeAll(who, "j5-confirm-withdraw");
  await press(who, page.getByRole("link", { name: "Avbryt" }));
  assert.equal(await withdraw.count(), 1, "cancelled, it stands");
  // The page stands open in one tab while the parent switches back in another.
  const other = await page.context().newPage();
  await other.goto(`${BASE}/mine-verktoy`);
  await Promise.all([other.waitForURL(/./), other.locator("section.acting").getByRole("button").click()]);
  await other.locator(".flash").waitFor();
  await other.close();
  await press(who, withdraw);
  assert.match(await page.locator("main .ds-alert").innerText(), /byttet hvem du handler for/);
  await seeAll(who, "j5-confirm-changed");
  // For the child again: this time it is confirmed.
  await go(who, "/min-side/representasjon");
  await actFor(who, "child-5");
  await go(who, "/min-side/tillatelser");
  await press(who, withdraw);
  await press(who, page.getByRole("button", { name: "Ja, trekk tillatelsen" }));
  assert.match(await text(who), /Tillatelsen er trukket/);
  assert.equal(await withdraw.count(), 0);
}));

test("for youth-17 the rule is explained, for protected-child the neutral text, and why other-parent cannot be chosen", () => as({ expectErrors: [/40[34]|422/] }, async (who) => {
  const { page } = who;
  await login(who, "innbygger", "parent", "/min-side/representasjon");
  const youth = card(who, "youth-17");
  assert.match(await youth.innerText(), /fylt 16 år/);
  assert.equal(await youth.getByRole("button").count(), 0);
  const hidden = card(who, "protected-child");
  assert.match(await hidden.innerText(), /Vi kan ikke si hvorfor/);
  assert.doesNotMatch(await hidden.innerText(), /adresse|sperre|fortrolig/i);
  assert.equal(await hidden.getByRole("button").count(), 0);
  assert.equal(await card(who, "other-parent").count(), 0);
  const why = await page.locator("[aria-labelledby=others]").innerText();
  assert.match(why, /ikke nok å være gift, bo sammen, være i slekt eller ha barn sammen/);
  assert.match(why, /F0/);
  // Asked for all the same, by changing the form: the rule is explained.
  const form = page.locator("form:has(input[name=person])").first();
  await form.locator("input[name=person]").evaluate((field) => { field.value = "person_01J00000000000000000000000"; });
  await press(who, form.getByRole("button"));
  assert.match(await text(who), /ikke registrert noen relasjon mellom dere/);
  await seeAll(who, "j5-unrelated", { status: 403 });
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
