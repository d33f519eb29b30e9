// Tables that are sorted by their heads: by pointer and by keyboard, up and down, with numbers as people write them.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { as, close, go, see } from "./harness.mjs";

after(close);

const table = (who, caption) => who.page.locator("table[data-sortable]", { has: who.page.locator("caption", { hasText: caption }) });
const states = (of) => of.locator("thead th").evaluateAll((heads) => heads.map((head) => head.getAttribute("aria-sort")));
const column = (of, place) => of.locator("tbody tr").evaluateAll((rows, place) => rows.map((row) => row.cells[place].innerText.trim()), place);
const unfold = (who) => who.page.locator("main details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));

/** Rows that are written into the page before the browser gets it: names, and numbers with no-break and narrow spaces, few, and none. */
const ROWS = [["Øst", "12\u202f345"], ["Ås", "færre enn fem"], ["Ære", "7"], ["Alta 10", "1\u00a0200"], ["Alta 9", "98"], ["Zeta", "0"], ["Ål", "færre enn fem"]];
const NAMES = ["Alta 9", "Alta 10", "Zeta", "Ære", "Øst", "Ål", "Ås"];
const FEW = "færre enn fem";
const NUMBERS = [FEW, FEW, "0", "7", "98", "1\u00a0200", "12\u202f345"];
const CAPTION = "Verktøy etter tilstand";

async function withRows(who, path = "/tall") {
  await who.page.route(`**${path}`, async (route) => {
    const answer = await route.fetch();
    const rows = ROWS.map(([name, number]) => `<tr><th scope="row">${name}</th><td class="number">${number}</td></tr>`).join("");
    // The last table with two columns.
    const body = (await answer.text()).replace(/(<table[^>]*data-sortable[^>]*>\s*<caption[^>]*>)([^<]*)(<\/caption>\s*<thead><tr><th[^>]*>[^<]*<\/th><th[^>]*>[^<]*<\/th><\/tr><\/thead>\s*<tbody>)[\s\S]*?(<\/tbody>)/, `$1${CAPTION}$3${rows}$4`);
    await route.fulfill({ response: answer, body });
  });
  await go(who, path);
  await unfold(who);
  const of = table(who, CAPTION);
  assert.equal(await of.count(), 1);
  return of;
}

test("pressed once a head sorts up, pressed again down, and says so; it is another's turn when another is pressed", () => as({}, async (who) => {
  const of = await withRows(who);
  assert.deepEqual(await states(of), ["none", "none"]);
  assert.deepEqual(await column(of, 0), ROWS.map(([name]) => name), "as it came");
  const [names, numbers] = await of.locator("thead th button").all();
  await names.click();
  assert.deepEqual([await states(of), await column(of, 0)], [["ascending", "none"], NAMES]);
  await names.click();
  assert.deepEqual([await states(of), await column(of, 0)], [["descending", "none"], NAMES.toReversed()]);
  await numbers.click();
  assert.deepEqual([await states(of), await column(of, 1)], [["none", "ascending"], NUMBERS], "few come before none counted");
  assert.deepEqual((await column(of, 0)).slice(2), ["Zeta", "Ære", "Alta 9", "Alta 10", "Øst"], "the rows stay whole");
  await numbers.click();
  assert.deepEqual([await states(of), await column(of, 1)], [["none", "descending"], NUMBERS.toReversed()]);
  await see(who, "table-sorted");
}));

test("by keyboard a head is reached by Tab and pressed by Enter and Space, and keeps the focus", () => as({ width: 390 }, async (who) => {
  const of = await withRows(who);
  const { page } = who;
  await of.locator("xpath=ancestor::div[contains(@class, 'table-scroll')]").focus();
  await page.keyboard.press("Tab");
  const focusedAt = () => page.evaluate(() => [...document.activeElement.closest("tr")?.cells ?? []].indexOf(document.activeElement.closest("th")));
  assert.equal(await focusedAt(), 0);
  await page.keyboard.press("Enter");
  assert.deepEqual([await states(of), await column(of, 0), await focusedAt()], [["ascending", "none"], NAMES, 0]);
  await page.keyboard.press("Space");
  assert.deepEqual([await states(of), await focusedAt()], [["descending", "none"], 0]);
  await page.keyboard.press("Tab");
  assert.equal(await focusedAt(), 1);
  await page.keyboard.press("Space");
  assert.deepEqual([await states(of), await column(of, 1)], [["none", "ascending"], NUMBERS]);
  await see(who, "table-sorted-narrow");
}));

test("in English a comma parts thousands, and in Norwegian decimals", () => as({}, async (who) => {
  for (const [path, rows, sorted] of [["/en/tall", ["1,200", "13.5", "98"], ["13.5", "98", "1,200"]], ["/nn/tall", ["1 200", "13,5", "−2", "98"], ["−2", "13,5", "98", "1 200"]]]) {
    const kept = ROWS.splice(0, ROWS.length, ...rows.map((number, at) => [`Rad ${at}`, number]));
    const of = await withRows(who, path);
    ROWS.splice(0, ROWS.length, ...kept);
    await of.locator("thead th button").nth(1).click();
    assert.deepEqual(await column(of, 1), sorted, path);
  }
}));

test("the open figures' own tables are sorted, and without JavaScript stand as they came", async () => {
  const read = (who) => who.page.locator("table[data-sortable]").evaluateAll((all) => all.map((one) => [...one.tBodies[0].rows].map((row) => row.cells[0].textContent.trim())));
  let came;
  await as({ script: false }, async (who) => {
    await go(who, "/tall");
    await unfold(who);
    came = await read(who);
    assert.equal(await who.page.locator("thead button").count(), 0);
  });
  await as({}, async (who) => {
    await go(who, "/tall");
    await unfold(who);
    const sortable = came.map((rows, at) => [rows, at]).filter(([rows]) => rows.length > 2);
    assert.ok(sortable.length > 1, "tables of more than two rows");
    const collator = new Intl.Collator("nb", { numeric: true });
    for (const [rows, at] of sortable) {
      const of = who.page.locator("table[data-sortable]").nth(at);
      for (const [state, order] of [["ascending", 1], ["descending", -1]]) {
        await of.locator("thead button").first().click();
        assert.deepEqual((await read(who))[at], rows.toSorted((a, b) => order * collator.compare(a, b)));
        assert.equal((await states(of))[0], state);
      }
    }
  });
});
