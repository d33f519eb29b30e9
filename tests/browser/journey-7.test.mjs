// Journey 7: declining, stopping, running out, logging out everywhere; a session that is over, a page that is stale, a form that is sent twice.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { as, close, go, login, press, see, seeAll, startHere, text, TOOL } from "./harness.mjs";
import { name, number } from "./people.mjs";
import { start } from "./server.mjs";
import { WAY } from "./ways.mjs";

after(close);

const main = (who) => who.page.locator("main");
const button = (who, label) => main(who).getByRole("button", { name: label, exact: true });
const link = (who, label) => main(who).getByRole("link", { name: label, exact: true });
const openPrescription = (who, tool) => press(who, who.page.locator(".rx a", { hasText: tool }));

/** What the form around this element would send, and where to. */
const filled = (locator) => locator.evaluate((element) => {
  const form = element.closest("form");
  return { action: form.action, fields: Object.fromEntries(new FormData(form)) };
});
/** Sends it as the browser would, without following where the answer leads. */
async function send(who, { action, fields }) {
  const answer = await who.context.request.post(action, { form: fields, maxRedirects: 0, failOnStatusCode: false });
  return { status: answer.status(), to: answer.headers().location ?? "", body: await answer.text() };
}

/** Prescribes Demo-pust to this person, with the last form sent twice: one prescription. */
async function prescribe(who, key) {
  const { page } = who;
  const mine = page.locator(".case", { hasText: name(key) }).filter({ hasText: "Demo-pust" });
  await go(who, "/forskriver/ny?verktoy=demo-pust");
  await page.locator("#f-number").fill(number(key));
  await page.locator("#f-goal").fill("Roligere kvelder.");
  await press(who, button(who, "Se over før sending"));
  const form = await filled(button(who, "Send forskrivningen"));
  const answers = [await send(who, form), await send(who, form)];
  assert.deepEqual(answers.map((answer) => answer.status), [303, 303], answers[1].body.slice(0, 500));
  assert.equal(answers[0].to, answers[1].to, "both lead to the same prescription");
  await go(who, "/forskriver/oppfolging?vis=alle");
  assert.equal(await mine.count(), 1, "sent twice, prescribed once");
  return new URL(await mine.locator("a").first().getAttribute("href"), who.at.base).pathname;
}

test("a patient declines after being asked; the clinician reads why", async () => {
  const reason = "Jeg vil heller snakke med noen.";
  let record;
  await as({}, async (who) => {
    await login(who, "behandler", "psychologist", "/forskriver");
    record = await prescribe(who, "youth-17");
  });
  await as({ expectErrors: [/409|422/] }, async (who) => {
    const { page } = who;
    await login(who, "innbygger", "youth-17", "/mine-verktoy");
    await openPrescription(who, "Demo-pust");
    await press(who, link(who, "Nei takk"));
    await seeAll(who, "j7-decline");
    await press(who, link(who, "Avbryt"));
    assert.equal(await button(who, "Start").count(), 1, "nothing is declined yet");
    await press(who, link(who, "Nei takk"));
    await page.locator("#f-reason").fill(reason);
    const form = await filled(button(who, "Si nei takk"));
    await press(who, button(who, "Si nei takk"));
    assert.match(await text(who), /Du har sagt nei takk/);
    const again = await send(who, form);
    assert.ok([303, 409, 422].includes(again.status), `sent again: ${again.status}`);
    await go(who, "/mine-verktoy");
    await openPrescription(who, "Demo-pust");
    await seeAll(who, "j7-declined");
    const said = await text(who);
    assert.match(said, /Du sa nei takk/);
    assert.equal(said.match(/Takket nei/g).length, 1, "declined once");
    assert.equal(await button(who, "Start").count(), 0);
  });
  await as({}, async (who) => {
    await login(who, "behandler", "psychologist", record);
    const said = await text(who);
    assert.match(said, /Avslått av pasienten/);
    assert.ok(said.includes(reason));
    await see(who, "j7-declined-record");
  });
});

test("a clinician stops with a reason; the patient reads it, and cannot start from a page opened before", async () => {
  const reason = "Vi bytter til samtaler på poliklinikken.";
  let record;
  await as({}, async (who) => {
    await login(who, "behandler", "psychologist", "/forskriver");
    record = await prescribe(who, "parent");
  });
  await as({ expectErrors: [/403/] }, async (patient) => {
    await login(patient, "innbygger", "parent", "/mine-verktoy");
    await openPrescription(patient, "Demo-pust");
    await as({ expectErrors: [/422/] }, async (who) => {
      await login(who, "behandler", "psychologist", `${record}/stopp`);
      await press(who, button(who, "Avslutt forskrivningen"));
      await see(who, "j7-stop-failed", { status: 422 });
      assert.match(await text(who), /Skriv hvorfor/);
      await who.page.locator("#f-reason").fill(reason);
      await press(who, button(who, "Avslutt forskrivningen"));
      assert.match(await text(who), /Avsluttet av behandler/);
      await seeAll(who, "j7-stopped-record");
    });
    await press(patient, button(patient, "Start"));
    await seeAll(patient, "j7-start-refused", { status: 403 });
    assert.match(await text(patient), /forskrivningen må gjelde nå/);
    await press(patient, link(patient, "Tilbake"));
    await seeAll(patient, "j7-stopped");
    const said = await text(patient);
    assert.match(said, /Avsluttet av behandleren/);
    assert.ok(said.includes(reason));
    assert.equal(await button(patient, "Start").count(), 0);
  });
});

// Read only, and on platforms of their own: the same in every way.
for (const [days, over] of WAY === "pointer" ? [[20, false], [21, true]] : []) {
  test(`${days} days ahead, a prescription for 20 days ${over ? "has run out" : "still holds"}`, async () => {
    const at = await start({ days });
    try {
      await as({ at }, async (who) => {
        await login(who, "innbygger", "parent", "/mine-verktoy");
        await openPrescription(who, "Hjemmemålt");
        await see(who, `j7-after-${days}-days`);
        const said = await text(who);
        assert.equal(/Utløpt/.test(said), over, said);
        assert.equal(/Forskrivningen er avsluttet/.test(said), over);
        assert.equal(await main(who).getByRole("button", { name: "Start" }).or(link(who, "Start")).count(), over ? 0 : 1);
        // The start is refused by the rules, not only hidden.
        const field = async (name) => who.page.locator(`input[name=${name}]`).first().getAttribute("value");
        const fields = { csrf: await field("csrf"), subject: await field("subject") };
        const answer = await send(who, { action: `${who.page.url()}/start`, fields });
        assert.equal(answer.status, over ? 403 : 303, answer.body.slice(0, 300));
      });
      await as({ at }, async (who) => {
        await login(who, "behandler", "physician", "/forskriver/oppfolging?vis=alle");
        const row = who.page.locator(".case", { hasText: name("parent") }).filter({ hasText: "Hjemmemålt" });
        assert.equal(/Utløpt/.test(await row.innerText()), over);
      });
    } finally {
      await at.end();
    }
  });
}

test("ending all other logins ends them here and in the tool; who is logged out comes back to where they were", () => as({ expectErrors: [/401/] }, async (away) => {
  const { page } = away;
  await login(away, "innbygger", "other-parent", "/verktoy/demo-steg/start");
  await startHere(away);
  const tool = await away.context.newPage();
  await tool.goto(page.url());
  await go(away, "/min-side/varsler");
  await as({}, async (here) => {
    await login(here, "innbygger", "other-parent", "/min-side/innlogginger");
    await seeAll(here, "j7-logins");
    assert.match(await text(here), /Demo-steg/);
    await press(here, button(here, "Avslutt alle andre"));
    assert.match(await text(here), /Alle andre innlogginger er avsluttet/);
    assert.match(await text(here), /Du er ikke logget inn i noe verktøy/);
    await see(here, "j7-logins-ended");
  });
  // The tool is told behind the scenes.
  for (let tries = 0; tries < 60; tries += 1) {
    const answer = await tool.goto(`${TOOL}/tool/demo-steg`);
    if (answer.status() === 401) break;
    await tool.waitForTimeout(250);
  }
  assert.match(await tool.locator("main").innerText(), /ikke lenger logget inn/);
  await tool.close();
  // Sends a form with a session that is over: logs in, and stands at the same page.
  await press(away, button(away, "Lagre"));
  if (page.url().includes("/testid")) await Promise.all([page.waitForURL((url) => !url.pathname.startsWith("/testid")), page.locator("button[value=other-parent]").first().click()]);
  assert.equal(new URL(page.url()).pathname, "/min-side/varsler");
  assert.equal(await page.locator("h1").innerText(), "Varsler");
  // And a link into a page of one's own.
  await away.context.clearCookies({ name: /session/ });
  await login(away, "innbygger", "other-parent", "/min-side/historikk");
  assert.equal(new URL(page.url()).pathname, "/min-side/historikk");
}));

test("logging out logs out of the tool as well, and the page before is not shown again", () => as({ expectErrors: [/401/] }, async (who) => {
  const { page } = who;
  await login(who, "innbygger", "other-parent", "/verktoy/demo-steg/start");
  await startHere(who);
  // A link asks first.
  await go(who, "/logg-ut");
  await seeAll(who, "j7-log-out");
  await go(who, "/mine-verktoy");
  await press(who, page.getByRole("banner").getByRole("button", { name: "Logg ut" }));
  await page.waitForURL((url) => url.pathname === "/");
  assert.equal(await page.getByRole("banner").getByRole("button", { name: "Logg ut" }).count(), 0);
  for (let tries = 0; tries < 60 && who.status() !== 401; tries += 1) {
    await page.goto(`${TOOL}/tool/demo-steg`);
    await page.waitForTimeout(250);
  }
  assert.equal(who.status(), 401);
  await go(who, "/mine-verktoy");
  assert.match(page.url(), /\/testid\//, "one has to log in again");
}));

test("a stale page is told so and loses nothing; a form sent twice has one effect", () => as({ expectErrors: [/409|422/] }, async (who) => {
  const { page } = who;
  await login(who, "leverandor", "vendor", "/leverandor/verktoy/ny");
  await page.locator("#f-name").fill("Bladvender");
  const form = await filled(button(who, "Opprett kladd"));
  const answers = [await send(who, form), await send(who, form)];
  assert.deepEqual(answers.map((answer) => answer.status), [303, 303]);
  assert.equal(answers[0].to, answers[1].to);
  await go(who, "/leverandor");
  assert.equal(await main(who).getByRole("link", { name: "Bladvender", exact: true }).count(), 1, "sent twice, registered once");
  await press(who, link(who, "Bladvender"));
  await press(who, link(who, "Tekster på bokmål"));
  const other = await who.context.newPage();
  await other.goto(page.url());
  await other.locator("#f-purpose").fill("Skrevet i det andre vinduet.");
  await Promise.all([other.waitForURL((url) => !url.pathname.endsWith("/tekst-nb")), other.locator("main button[value=overview]").click()]);
  await other.close();
  await page.locator("#f-purpose").fill("Skrevet her, uten å vite om det andre.");
  await press(who, button(who, "Lagre"));
  assert.ok([409, 422].includes(who.status()), `${who.status()}`);
  await seeAll(who, "j7-stale", { status: who.status() });
  assert.match(await text(who), /endret dette siden du åpnet siden/);
  assert.equal(await page.locator("#f-purpose").inputValue(), "Skrevet her, uten å vite om det andre.", "what was written is kept");
}));
