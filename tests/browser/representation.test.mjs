// Powers of attorney given and ended by persons themselves, what each relation gives, and who has acted for whom: in a platform of its own.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { as, close, go, login, press, see, seeAll, text } from "./harness.mjs";
import { name, number, oslo, person } from "./people.mjs";
import { start } from "./server.mjs";

let at;
before(async () => { at = await start(); });
after(async () => { await close(); await at?.end(); });

const main = (who) => who.page.locator("main");
const button = (who, label) => main(who).getByRole("button", { name: label, exact: true });
const link = (who, label) => main(who).getByRole("link", { name: label, exact: true });
const RELATIONS = "/min-side/representasjon";

async function fill(who, { key, family = person(key).name.family, kind = "ordinary", scopes = [] }) {
  const { page } = who;
  await page.locator("#f-number").fill(number(key));
  await page.locator("#f-family").fill(family);
  await page.locator(`input[name=kind][value=${kind}]`).check();
  for (const scope of scopes) await page.locator(`input[name=scopes][value=${scope}]`).check();
  await page.locator("#f-from").fill(oslo());
}

test("a limited power of attorney is looked over, given, used and ended by its holder", async () => {
  await as({ at, expectErrors: [/422/] }, async (who) => {
    await login(who, "innbygger", "parent", RELATIONS);
    await seeAll(who, "rep-relations");
    await press(who, link(who, "Gi en fullmakt"));
    await seeAll(who, "rep-give");
    await press(who, button(who, "Se over"));
    assert.equal(await who.page.evaluate(() => document.activeElement.id), "errors", "the summary has the focus");
    await see(who, "rep-give-wrong", { status: 422 });
    await fill(who, { key: "physician", family: "Feilnavn", kind: "limited", scopes: ["see"] });
    await press(who, button(who, "Se over"));
    assert.match(await text(who), /vi kan ikke si hvorfor/);
    await fill(who, { key: "physician", kind: "limited", scopes: ["see", "remind"] });
    await press(who, button(who, "Se over"));
    await seeAll(who, "rep-preview");
    const said = await text(who);
    assert.ok(said.includes(name("physician")) && said.includes("Begrenset fullmakt"), said);
    await press(who, button(who, "Ja, gi fullmakten"));
    await seeAll(who, "rep-given");
    assert.match(await text(who), /Fullmakten er gitt/);
  });
  await as({ at }, async (who) => {
    await login(who, "innbygger", "physician", RELATIONS);
    await seeAll(who, "rep-held");
    assert.match(await text(who), /Se hva som er forskrevet, og når oppfølgingen er/);
    await press(who, button(who, `Handle for ${name("parent")}`));
    assert.equal(await who.page.locator(".acting").count(), 1, "said on every page");
    await see(who, "rep-acting");
    await go(who, RELATIONS);
    await press(who, main(who).getByRole("link", { name: `Avslutt fullmakten: ${name("parent")}` }));
    await seeAll(who, "rep-end");
    await press(who, button(who, "Ja, avslutt fullmakten"));
    assert.match(await text(who), /avsluttet og gjelder ikke lenger/);
    assert.equal(await who.page.locator(".acting").count(), 0, "one acts for oneself again");
    assert.equal(await button(who, `Handle for ${name("parent")}`).count(), 0);
    await see(who, "rep-ended");
  });
  await as({ at }, async (who) => {
    await login(who, "innbygger", "parent", `${RELATIONS}/logg`);
    await seeAll(who, "rep-log");
    assert.ok((await text(who)).includes(name("physician")), "the giver sees who acted");
    await go(who, "/min-side/meldinger");
    assert.match(await text(who), /Hvem som kan handle for hvem/);
    await see(who, "rep-messages");
  });
});

test("an ordinary power of attorney ended by its giver ends at once for a holder who acts on it", async () => {
  await as({ at, expectErrors: [/403/] }, async (holder) => {
    await as({ at }, async (giver) => {
      await login(giver, "innbygger", "other-parent", "/min-side/fullmakter/ny");
      await fill(giver, { key: "nurse" });
      await press(giver, button(giver, "Se over"));
      await press(giver, button(giver, "Ja, gi fullmakten"));
      await login(holder, "innbygger", "nurse", RELATIONS);
      await press(holder, button(holder, `Handle for ${name("other-parent")}`));
      await press(giver, giver.page.getByRole("link", { name: `Avslutt fullmakten: ${name("nurse")}` }));
      await press(giver, button(giver, "Ja, avslutt fullmakten"));
    });
    await go(holder, "/mine-verktoy");
    assert.equal(holder.status(), 403);
    assert.match(await text(holder), /Fullmakten gjelder ikke nå/);
    await press(holder, holder.page.getByRole("button", { name: "Bytt til deg selv" }));
    assert.equal(await holder.page.locator(".acting").count(), 0);
  });
});

test("the operator changes what the registers say, and it counts at once", async () => {
  await as({ at, expectErrors: [/403/] }, async (parent) => {
    await login(parent, "innbygger", "parent", RELATIONS);
    await press(parent, button(parent, `Handle for ${name("child-5")}`));
    await as({ at, expectErrors: [/422/] }, async (who) => {
      await login(who, "forvalter", "operator-1", "/forvaltning");
      await press(who, link(who, "Registeropplysninger"));
      await seeAll(who, "rep-register-find");
      await who.page.locator("#f-number").fill(number("child-5"));
      await press(who, button(who, "Finn"));
      await seeAll(who, "rep-register-person");
      await press(who, link(who, "Legg til relasjon"));
      await seeAll(who, "rep-register-relation");
      const registered = new URL(who.page.url()).pathname.replace("/relasjoner/ny", "");
      await go(who, registered);
      await press(who, main(who).locator("a[href$='/fjern']").first());
      await seeAll(who, "rep-register-remove");
      await go(who, registered);
      await press(who, link(who, "Endre opplysninger"));
      await seeAll(who, "rep-register-facts");
      await who.page.getByLabel("Omsorgsovertakelse").check();
      await press(who, button(who, "Lagre"));
      await see(who, "rep-register-facts-wrong", { status: 422 });
      await who.page.locator("#f-reason").fill("Prøve");
      await press(who, button(who, "Lagre"));
      assert.match(await text(who), /Registeret er endret/);
      await go(who, "/forvaltning/prosesser");
      await seeAll(who, "rep-processes");
      await press(who, link(who, "Legg til prosess"));
      await seeAll(who, "rep-process");
      await go(who, "/forvaltning/prosesser");
      await press(who, main(who).locator("tbody th a").first());
      await seeAll(who, "rep-process-change");
    });
    await go(parent, "/mine-verktoy");
    assert.equal(parent.status(), 403);
    const said = await text(parent);
    assert.match(said, /Vi kan ikke si hvorfor/);
    assert.ok(!/omsorg/i.test(said), "F4 is not told");
  });
});

test("all that is stored of a person can be read on a page, and taken along", () => as({}, async (who) => {
  await login(who, "innbygger", "parent", "/min-side/eksport");
  await seeAll(who, "export");
  await go(who, "/min-side/eksport/les");
  await seeAll(who, "export-read");
  const said = await text(who);
  for (const part of ["Ingrid Solvang", "Forskrivninger", "Meldinger"]) assert.ok(said.includes(part), part);
  assert.doesNotMatch(said, /\b\d{4}-\d\d-\d\d\b/, "days are written as people write them");
}));
