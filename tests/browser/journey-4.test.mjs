// Journey 4: a psychologist prescribes a tool; the patient is told, reads, starts, reports; the clinicians who may see it do, others do not.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { as, BASE, close, go, login, press, see, seeAll, text, TOOL } from "./harness.mjs";
import { name, number } from "./people.mjs";

after(close);

const GOAL = "Legge merke til hva som gir deg en god dag.";
const patient = name("other-parent");
let address;

const button = (who, label) => who.page.locator("main").getByRole("button", { name: label });

test("psychologist finds a tool and prescribes it in three steps, with the message shown before it is sent", () => as({ expectErrors: [/422/] }, async (who) => {
  const { page } = who;
  await login(who, "behandler", "psychologist", "/forskriver");
  await seeAll(who, "j4-home");
  await page.locator("#q").fill("demo-dagbok");
  await page.locator("#q").press("Enter");
  await page.waitForURL("**/forskriver/ny?q=**");
  await see(who, "j4-step-1");
  await press(who, page.getByRole("link", { name: /^Forskriv Demo-dagbok/ }));
  await seeAll(who, "j4-step-2");
  // A form that lacks what it needs keeps what was written and says what is missing.
  await button(who, "Se over før sending").click();
  await page.locator(".ds-error-summary").waitFor();
  await see(who, "j4-step-2-errors", { status: 422 });
  assert.match(await page.title(), /^Feil:/);
  await page.locator("#f-number").fill(number("other-parent"));
  await page.locator("#f-goal").fill(GOAL);
  await page.locator("#f-instructions").fill("Skriv noen linjer hver kveld.");
  await page.locator("#f-task").selectOption("dagens-notat");
  await press(who, button(who, "Se over før sending"));
  await seeAll(who, "j4-step-3");
  const review = await text(who);
  assert.ok(review.includes(patient), "the patient's name, so that it is the right one");
  assert.ok(review.includes(GOAL));
  const preview = await page.locator(".preview .letter").allInnerTexts();
  assert.equal(preview.length, 2);
  for (const message of preview) assert.doesNotMatch(message, /dagbok|psyk|poliklinikk|Demo-/i, "names neither tool nor speciality");
  await press(who, button(who, "Send forskrivningen"));
  assert.match(await text(who), /Forskrivningen er sendt/);
  await see(who, "j4-sent");
  await go(who, "/forskriver/oppfolging?vis=alle");
  await seeAll(who, "j4-follow-up");
  const row = page.locator(".case", { hasText: patient }).filter({ hasText: "Demo-dagbok" });
  await press(who, row.locator("a").first());
  address = new URL(page.url()).pathname;
  await see(who, "j4-record");
}));

test("the message goes out and names neither tool nor speciality", () => as({}, async (who) => {
  const { page } = who;
  const mine = page.locator("article", { hasText: patient });
  for (let tries = 0; tries < 50; tries += 1) {
    await go(who, "/demo/meldinger");
    if (await mine.count() > 0) break;
    await page.waitForTimeout(200);
  }
  assert.ok(await mine.count() > 0, "a message to the patient");
  await seeAll(who, "j4-messages");
  assert.doesNotMatch(await mine.first().innerText(), /dagbok|psyk|poliklinikk|Demo-/i);
}));

test("the patient reads it, starts it without another login, is on the task, and reports", () => as({}, async (who) => {
  const { page } = who;
  await login(who, "innbygger", "other-parent", "/mine-verktoy");
  await seeAll(who, "j4-mine");
  await press(who, page.locator(".rx a", { hasText: "Demo-dagbok" }));
  await seeAll(who, "j4-prescription");
  assert.ok((await text(who)).includes(GOAL));
  await page.getByLabel("Alle målinger og svar").check();
  await press(who, button(who, "Lagre"));
  await button(who, "Start").click();
  await page.waitForURL("**/tillatelse");
  await seeAll(who, "j4-permission");
  await button(who, "Ja, gi tillatelse og start").click();
  await page.waitForURL(`${TOOL}/tool/demo-dagbok**`);
  await see(who, "j4-tool");
  const seen = await text(who);
  assert.ok(seen.includes(patient), "a central tool knows the name");
  assert.match(seen, /dagens-notat/, "the task");
  await page.getByLabel("7", { exact: true }).check();
  await page.locator("#note").fill("Gikk tur i dag.");
  await press(who, page.getByRole("button", { name: "Send målingen" }));
  await page.locator(".notice.good").waitFor();
  await see(who, "j4-reported");
  // Back where one stood, still logged in.
  await press(who, page.getByRole("link", { name: /Tilbake til Reseptor/ }));
  assert.ok(page.url().startsWith(`${BASE}/mine-verktoy/`), page.url());
  assert.match(await text(who), /I bruk/);
}));

test("psychologist sees status and data", () => as({}, async (who) => {
  const { page } = who;
  await login(who, "behandler", "psychologist", address);
  await seeAll(who, "j4-record-started");
  const record = await text(who);
  assert.match(record, /Pasienten deler målingene/);
  await press(who, page.locator(`a[href$="${address}/data"]`));
  await seeAll(who, "j4-data");
  assert.match(await text(who), /7/);
}));

test("physician of another organisation sees nothing", () => as({ expectErrors: [/404/] }, async (who) => {
  const { page } = who;
  await login(who, "behandler", "physician", "/forskriver/oppfolging?vis=alle");
  assert.equal(await page.locator(`.case a[href$="${address}"]`).count(), 0);
  assert.equal(await page.locator(".case", { hasText: patient }).filter({ hasText: "Demo-dagbok" }).count(), 0);
  for (const path of [address, `${address}/data`]) assert.equal((await go(who, path)).status(), 404, path);
  await go(who, "/forskriver/overta");
  await page.locator("#f-number").fill(number("other-parent"));
  await press(who, button(who, "Finn forskrivninger"));
  assert.match(await text(who), /Det finnes ingen åpne forskrivninger/);
  await see(who, "j4-other-organisation");
}));

test("nurse of the same organisation takes over with a stated reason", () => as({ expectErrors: [/404/, /422/] }, async (who) => {
  const { page } = who;
  await login(who, "behandler", "nurse", "/forskriver");
  assert.equal((await go(who, address)).status(), 404, "not before taking over");
  await go(who, "/forskriver/overta");
  await see(who, "j4-take-over");
  await page.locator("#f-number").fill(number("other-parent"));
  await press(who, button(who, "Finn forskrivninger"));
  await page.getByLabel("Demo-dagbok").check();
  await see(who, "j4-take-over-found");
  await press(who, button(who, "Overta oppfølgingen"));
  await page.locator(".ds-error-summary").waitFor();
  await page.getByLabel("Demo-dagbok").check();
  await page.locator("#f-reason").fill("Pasienten følges nå opp hos oss.");
  await press(who, button(who, "Overta oppfølgingen"));
  assert.match(await text(who), /Du har overtatt oppfølgingen/);
  assert.equal((await go(who, `${address}/data`)).status(), 200);
}));

test("the patient reads in the log who has looked", () => as({}, async (who) => {
  await login(who, "innbygger", "other-parent", "/min-side/innsyn");
  await seeAll(who, "j4-looks");
  const log = await text(who);
  for (const clinician of ["psychologist", "nurse"]) assert.ok(log.includes(name(clinician)), `${clinician} stands in the log`);
}));
