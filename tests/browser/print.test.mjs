// Pages on paper: whole, with what the screen folds and scrolls, and without what one can only press.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { as, close, go, login, overflow, press } from "./harness.mjs";
import { name } from "./people.mjs";

after(close);

const FOUR = "/sammenlign?verktoy=demo-pust&verktoy=kneoving-demo&verktoy=demo-steg&verktoy=hodepinekalenderen-demo";

/** Prints the page where one stands, and looks at what comes out on A4 less its margins, at 96 px an inch. */
async function printed(who, picture) {
  const { page } = who;
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 657, height: 986 });
  await page.screenshot({ path: `output/print-${picture}.png`, fullPage: true });
  await page.pdf({ preferCSSPageSize: true, path: `output/print-${picture}.pdf` });
  assert.ok(await overflow(page) <= 0, "it fits the paper");
  const lost = await page.locator("main *").evaluateAll((all) => all.filter((element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 0 && style.position !== "absolute" && (box.right > innerWidth + 1 || (style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1));
  }).map((element) => element.outerHTML.slice(0, 120)));
  assert.deepEqual(lost, [], "nothing is cut off at the side");
  for (const folded of await page.locator("main details:visible").all()) {
    assert.ok(await folded.locator(":scope > :not(summary)").first().evaluate((inner) => inner.checkVisibility({ contentVisibilityAuto: true }) && inner.getBoundingClientRect().height > 0 && inner.parentElement.getBoundingClientRect().height > inner.getBoundingClientRect().height), "what is folded is printed");
  }
  for (const gone of ["main button", "main nav", "main input[type=search]", "main select", ".site-header", ".site-footer nav", ".compare__drop", ".on-screen"]) {
    assert.equal(await page.locator(gone).locator("visible=true").count(), 0, `${gone} is not printed`);
  }
}

test("a tool's page is printed whole, by its own button", () => as({}, async (who) => {
  const { page } = who;
  await go(who, "/verktoy/demo-dagbok");
  await page.evaluate(() => { window.print = () => { document.title = "printed"; }; });
  await page.locator("main").getByRole("button", { name: "Skriv ut", exact: true }).click();
  assert.equal(await page.title(), "printed");
  assert.ok(await page.locator("main details:not([open])").count() > 0, "something is folded");
  await printed(who, "tool");
}));

test("a tool's page says on paper where it is, and where the vendor's is", () => as({}, async (who) => {
  const { page } = who;
  await go(who, "/verktoy/panikkhjelpen-demo");
  const link = await page.locator(".tool__start a.ds-button").getAttribute("href");
  const addresses = page.locator(".on-paper");
  assert.equal(await addresses.locator("visible=true").count(), 0, "on the screen they are links");
  await printed(who, "tool-elsewhere");
  assert.equal(await addresses.locator("visible=true").count(), 2);
  assert.deepEqual(await addresses.allInnerTexts(), [page.url(), link]);
}));

test("without JavaScript there is no button that does nothing, and it is printed whole all the same", () => as({ script: false }, async (who) => {
  await go(who, "/verktoy/demo-dagbok");
  assert.equal(await who.page.locator("[data-print]").isVisible(), false);
  await printed(who, "tool-without-script");
}));

test("four tools beside each other fit the paper", () => as({}, async (who) => {
  await go(who, FOUR);
  assert.equal(await who.page.locator(".compare thead th").count(), 4);
  await printed(who, "compare");
}));

test("two tools beside each other are printed without the search for one more", () => as({}, async (who) => {
  const { page } = who;
  await go(who, "/sammenlign?verktoy=demo-pust&verktoy=demo-steg");
  assert.ok(await page.locator("section:has(> #add)").isVisible());
  await printed(who, "compare-two");
  assert.equal(await page.locator("section:has(> #add)").isVisible(), false, "no empty panel is left of it");
}));

test("a search is printed with what was chosen, and without what one changes it by", () => as({}, async (who) => {
  const { page } = who;
  await go(who, "/verktoy?tilgang=open&sorter=navn");
  const ways = page.locator("label[for=sorter], #sorter, .chip .icon, .chips__clear, #results ~ .fine");
  assert.equal(await ways.locator("visible=true").count(), 5);
  const [chosen, name] = [page.locator(".chip"), page.locator(".tool-card__name").first()];
  await printed(who, "find");
  assert.equal(await ways.locator("visible=true").count(), 0);
  assert.ok(await chosen.isVisible() && await name.isVisible());
}));

test("a withdrawn tool's page is printed without the ways to another tool", () => as({ expectErrors: [/410/] }, async (who) => {
  const other = who.page.locator("main h2");
  await go(who, "/verktoy/ryggrad-demo");
  assert.ok(await other.isVisible());
  await printed(who, "withdrawn");
  assert.equal(await other.isVisible(), false);
}));

test("a prescription and the clinician's record and measurements are printed whole", async () => {
  await as({}, async (who) => {
    await login(who, "innbygger", "other-parent", "/mine-verktoy");
    await press(who, who.page.locator(".rx a").first());
    await printed(who, "prescription");
  });
  await as({}, async (who) => {
    await login(who, "behandler", "physician", "/forskriver/oppfolging?vis=alle");
    await press(who, who.page.locator(".case", { hasText: name("child-5") }).filter({ hasText: "Demo-dagbok" }).locator("a").first());
    const record = who.page.url();
    await printed(who, "record");
    await who.page.goto(`${record}/data`);
    await printed(who, "data");
  });
});
