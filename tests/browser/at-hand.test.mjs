// Favourites, the lists that clinicians share, and tools beside each other.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { as, close, go, login, press, see, seeAll, text } from "./harness.mjs";

after(close);

const main = (who) => who.page.locator("main");
const button = (who, label) => main(who).getByRole("button", { name: label, exact: true });

test("a citizen keeps a tool at hand, finds it again, and undoes letting go of it", () => as({ expectErrors: [/403/] }, async (who) => {
  await login(who, "innbygger", "parent", "/favoritter");
  await see(who, "favourites-none");
  await go(who, "/verktoy/hodepinekalenderen-demo");
  await press(who, button(who, "Legg til favoritter"));
  await see(who, "tool-favourite");
  await go(who, "/favoritter");
  await seeAll(who, "favourites");
  await press(who, main(who).locator(".at-hand__acts button").first());
  await see(who, "favourites-none");
  await press(who, main(who).getByRole("button", { name: "Angre" }));
  assert.equal(await main(who).locator(".at-hand > li").count(), 1, "still on the list");
  await go(who, "/min-side");
  await see(who, "account-with-favourites");
  await press(who, main(who).getByRole("link", { name: /^Favoritter/ }));
  assert.equal(await main(who).locator(".at-hand > li").count(), 1);
}));

test("a clinician reads whether a tool can be prescribed, shares lists with colleagues, and compares; a colleague finds the list", async () => {
  let list;
  await as({ expectErrors: [/422/] }, async (who) => {
    await login(who, "behandler", "psychologist", "/verktoy/demo-pust");
    await seeAll(who, "tool-for-clinician");
    await main(who).locator("summary", { hasText: "Legg i en delt liste" }).click();
    await press(who, button(who, "Legg i listen"));
    await seeAll(who, "tool-list-failed", { status: 422 });
    await main(who).getByLabel("Ny delt liste").fill("Uro hos unge");
    await press(who, button(who, "Legg i listen"));
    assert.match(await text(who), /Verktøyet er lagt i listen/);
    for (const slug of ["hodepinekalenderen-demo", "kneoving-demo", "demo-steg"]) {
      await go(who, `/verktoy/${slug}`);
      await main(who).locator("summary", { hasText: "Legg i en delt liste" }).click();
      await main(who).locator("#f-list").selectOption({ label: "Uro hos unge" });
      await press(who, button(who, "Legg i listen"));
    }
    await go(who, "/forskriver/lister");
    await seeAll(who, "lists");
    await press(who, button(who, "Lag listen"));
    await see(who, "lists-failed", { status: 422 });
    await press(who, main(who).getByRole("link", { name: /Uro hos unge/ }));
    list = new URL(who.page.url()).pathname;
    await seeAll(who, "list");
    for (const box of await main(who).getByRole("checkbox").all()) await box.check();
    await press(who, button(who, "Sammenlign de valgte"));
    assert.equal(await main(who).locator(".compare thead th").count(), 4);
    await seeAll(who, "compare-four");
    await press(who, main(who).locator(".compare__drop").first());
    assert.equal(await main(who).locator(".compare thead th").count(), 3);
    await main(who).getByLabel("Søk etter verktøy").fill("søvn");
    await press(who, main(who).getByRole("button", { name: "Søk" }));
    await see(who, "compare-offers");
    await press(who, main(who).locator(".offers a").first());
    assert.equal(await main(who).locator(".compare thead th").count(), 4);
    await go(who, `${list}/slett`);
    await seeAll(who, "list-delete");
  });
  await as({}, async (who) => {
    await login(who, "behandler", "nurse", "/forskriver/lister");
    await press(who, main(who).getByRole("link", { name: /Uro hos unge/ }));
    assert.equal(await main(who).locator(".at-hand > li").count(), 4, "shared in the organisation");
  });
  await as({ expectErrors: [/404/] }, async (who) => {
    await login(who, "behandler", "physician", list);
    assert.equal(who.status?.(), 404, "another organisation's list is not there");
  });
});

test("everything works without JavaScript, and anybody may compare", () => as({ script: false, width: 390 }, async (who) => {
  await go(who, "/verktoy/demo-pust");
  await press(who, main(who).getByRole("link", { name: "Sammenlign" }));
  await main(who).getByLabel("Søk etter verktøy").fill("pust");
  await press(who, main(who).getByRole("button", { name: "Søk" }));
  await press(who, main(who).locator(".offers a").first());
  assert.equal(await main(who).locator(".compare thead th").count(), 2);
  await see(who, "compare-two");
  for (const prefix of ["/nn", "/en", "/se"]) {
    await go(who, `${prefix}/sammenlign`);
    await see(who, `compare-none${prefix.replace("/", "-")}`);
  }
}));
