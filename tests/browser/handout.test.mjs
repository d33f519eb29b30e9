// The printed letter with a pick-up code, from the clinician's printer to the patient's tool (ui.md Handout, acceptance point 12).
import assert from "node:assert/strict";
import { after, test } from "node:test";
import jsqr from "jsqr";
import { PNG } from "pngjs";
import { as, BASE, close, go, login, press, see, seeAll, text } from "./harness.mjs";
import { name, number } from "./people.mjs";

after(close);

const button = (who, label) => who.page.locator("main").getByRole("button", { name: label });

/** Goes to the record of a patient's prescription of a tool, as who follows it up. */
async function record(who, key, patient, tool) {
  await login(who, "behandler", key, "/forskriver/oppfolging?vis=alle");
  const row = who.page.locator(".case", { hasText: name(patient) }).filter({ hasText: tool });
  await press(who, row.locator("a").first());
}

/** Makes a letter on a record's page, in the language that is proposed, and gives the address on it. */
async function letter(who) {
  await press(who, who.page.getByRole("link", { name: "Skriv ut brev" }));
  await press(who, button(who, "Lag brevet"));
  return who.page.locator(".handout__address").innerText();
}

/** What the QR code says to a camera, as the page is shown now. */
async function scan(who) {
  const picture = PNG.sync.read(await who.page.locator(".handout img").screenshot());
  return jsqr(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data;
}

let address;

test("a physician prints a letter: one sheet of A4, no navigation, and the QR code leads to the printed address", () => as({}, async (who) => {
  const { page } = who;
  await record(who, "physician", "child-5", "Demo-dagbok");
  await press(who, page.getByRole("link", { name: "Skriv ut brev" }));
  await seeAll(who, "handout-ask");
  await press(who, button(who, "Lag brevet"));
  address = await page.locator(".handout__address").innerText();
  assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/hent\/[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}$/);
  assert.ok(address.startsWith(`${BASE}/hent/`));
  const printed = await page.locator(".handout").innerText();
  assert.ok(printed.includes(name("child-5")));
  assert.doesNotMatch(printed, /dagbok|Demo-|Demovik|lege|psyk|syk/i, "neither tool nor clinic");
  await seeAll(who, "handout-letter");
  assert.equal(await scan(who), address, "on the screen");
  await page.emulateMedia({ colorScheme: "dark" });
  assert.equal(await scan(who), address, "in the dark");

  await page.emulateMedia({ media: "print", colorScheme: "light" });
  assert.equal(await scan(who), address, "on paper");
  for (const gone of ["header.site-header", "footer", "nav", "button", ".handout-tools"]) {
    for (const one of await page.locator(gone).all()) assert.ok(!await one.isVisible(), `${gone} is not printed`);
  }
  const size = await page.locator(".handout ol").evaluate((list) => parseFloat(getComputedStyle(list).fontSize));
  assert.ok(size >= 20, `large type, not ${size} px`);
  // A4 less its margins, at 96 px an inch: what is seen is what comes out.
  await page.setViewportSize({ width: 657, height: 986 });
  await page.screenshot({ path: "output/handout-print.png", fullPage: true });
  const pdf = (await page.pdf({ preferCSSPageSize: true, path: "output/handout.pdf" })).toString("latin1");
  assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 1, "one sheet");
  const [, width, height] = pdf.match(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/).map(Number);
  assert.ok(Math.abs(width - 595.3) < 2 && Math.abs(height - 841.9) < 2, `A4, not ${width} × ${height}`);
}));

test("a letter is written in the patient's language", () => as({}, async (who) => {
  await record(who, "nurse", "citizen-9", "Etter kreften");
  const printed = await letter(who);
  assert.equal(await who.page.locator(".handout").getAttribute("lang"), "en");
  assert.match(await who.page.locator(".handout").innerText(), /Something is ready for you/);
  assert.doesNotMatch(await who.page.locator(".handout").innerText(), /kreft|cancer/i);
  assert.equal(await scan(who), printed);
  await see(who, "handout-letter-en");
}));

test("a parent scans it, logs in, is told whom it is for, and begins to act from there", () => as({}, async (who) => {
  const { page } = who;
  await page.goto(address);
  assert.ok(!page.url().startsWith(address), "nothing is shown before the login");
  await login(who, "innbygger", "parent", new URL(address).pathname);
  assert.match(await text(who), new RegExp(`Brevet er til ${name("child-5")}`));
  await seeAll(who, "handout-act");
  await press(who, button(who, `Handle for ${name("child-5")}`));
  assert.match(page.url(), /\/mine-verktoy\/presc_/);
  assert.match(await text(who), /Demo-dagbok/);
  assert.match(await page.locator(".acting").innerText(), new RegExp(name("child-5")));
  await see(who, "handout-picked-up");
  await press(who, page.locator(".acting button"));
}));

test("the code is typed by hand, with what is wrong explained, without scripts too", () => as({ script: false, expectErrors: [/422/] }, async (who) => {
  const { page } = who;
  await login(who, "innbygger", "parent", "/hent");
  await see(who, "handout-type");
  await page.locator("#f-code").fill("ABCD 0");
  await press(who, button(who, "Fortsett"));
  await see(who, "handout-type-failed", { status: 422 });
  assert.equal(await page.locator("#f-code").inputValue(), "ABCD 0");
  await page.locator("#f-code").fill(address.split("/").pop().toLowerCase().replaceAll("-", " "));
  await press(who, button(who, "Fortsett"));
  assert.match(await text(who), new RegExp(`Brevet er til ${name("child-5")}`));
}));

test("a stranger, a code that nobody has and a replaced code get the same answer", () => as({ expectErrors: [/404/] }, async (who) => {
  await login(who, "innbygger", number("citizen-6"), "/hent");
  await seeAll(who, "handout-type");
  await go(who, "/hent/2222-2222-2222");
  await seeAll(who, "handout-refused", { status: 404 });
  assert.match(await who.page.title(), /^Feil:/);
  const unknown = await text(who);
  await who.page.goto(address);
  assert.equal(who.status(), 404);
  assert.equal(await text(who), unknown);
  await as({}, async (clinician) => {
    await record(clinician, "physician", "child-5", "Demo-dagbok");
    assert.notEqual(await letter(clinician), address);
  });
  await as({ expectErrors: [/404/] }, async (parent) => {
    await login(parent, "innbygger", "parent");
    await parent.page.goto(address);
    assert.equal(parent.status(), 404);
    assert.equal(await text(parent), unknown);
  });
}));

test("a letter about what is withheld from the parents is nothing to them (F11), and the clinician is warned", () => as({}, async (who) => {
  await record(who, "psychologist", "teen-15", "Demo-pust");
  await press(who, who.page.getByRole("link", { name: "Skriv ut brev" }));
  assert.match(await text(who), /Gi brevet til pasienten selv/);
  await see(who, "handout-ask-withheld");
  await press(who, button(who, "Lag brevet"));
  const withheld = await who.page.locator(".handout__address").innerText();
  await as({ expectErrors: [/404/] }, async (parent) => {
    await login(parent, "innbygger", "parent");
    await parent.page.goto(withheld);
    assert.equal(parent.status(), 404);
    assert.match(await text(parent), /Koden gjelder ikke for deg/);
  });
}));
