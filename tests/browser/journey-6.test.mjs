// Journey 6: an operator stops a tool that is in use. From that moment it cannot be started, what it was given is dead, those concerned are told; lifting brings it back.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { as, close, go, login, press, see, seeAll, text, TOOL } from "./harness.mjs";
import { name } from "./people.mjs";

after(close);

const NOTE = "Vi undersøker en feil som kan gi gale råd.";
const STOPPED = /er stans(et|a) inntil vid[ae]re/;
const main = (who) => who.page.locator("main");
const button = (who, label) => main(who).getByRole("button", { name: label });
const prescription = (who) => press(who, who.page.locator(".rx a", { hasText: "Demo-pust" }));

async function openAsOperator(who) {
  await login(who, "forvalter", "operator-1", "/forvaltning/verktoy?q=Demo-pust");
  await press(who, main(who).getByRole("link", { name: "Demo-pust", exact: true }));
}

/** Starts it from the prescription's page, with the permission where that is asked for. */
async function start(who) {
  await button(who, "Start").click();
  await who.page.waitForURL((url) => url.pathname.endsWith("/tillatelse") || url.origin === TOOL);
  if (!who.page.url().startsWith(TOOL)) await button(who, "Ja, gi tillatelse og start").click();
  await who.page.waitForURL(`${TOOL}/tool/demo-pust**`);
}

async function report(who) {
  await who.page.getByLabel("6", { exact: true }).check();
  await press(who, who.page.getByRole("button", { name: "Send målingen" }));
}

/** Looks again until this is so: messages and logouts are sent beside the request that caused them. */
async function until(who, path, told) {
  for (let tries = 0; tries < 60; tries += 1) {
    await who.page.goto(path.startsWith("http") ? path : who.at.base + path);
    if (told(await text(who))) return;
    await who.page.waitForTimeout(250);
  }
  assert.fail(`${path} does not tell it:\n${await text(who)}`);
}

test("the tool is stopped while it is in use, and comes back", () => as({ expectErrors: [/40[13]/] }, async (teen) => {
  await login(teen, "innbygger", "teen-15", "/mine-verktoy");
  await prescription(teen);
  await start(teen);
  await report(teen);
  await teen.page.locator(".notice.good").waitFor();

  await as({ expectErrors: [/403/] }, async (waiting) => {
    // Another window of the same person, with the button to start on the screen.
    await login(waiting, "innbygger", "teen-15", "/mine-verktoy");
    await prescription(waiting);
    assert.equal(await button(waiting, "Start").count(), 1);

    await as({}, async (operator) => {
      await openAsOperator(operator);
      await press(operator, main(operator).getByRole("link", { name: "Stans", exact: true }));
      await main(operator).getByLabel("Sikkerhet").check();
      await operator.page.locator("#f-note").fill(NOTE);
      await seeAll(operator, "j6-ask");
      await press(operator, button(operator, "Stans verktøyet"));
      assert.match(await text(operator), /Verktøyet er stanset/);
      await seeAll(operator, "j6-suspended");
    });

    await press(waiting, button(waiting, "Start"));
    await seeAll(waiting, "j6-start-refused", { status: 403 });
    assert.match(await text(waiting), /Verktøyet er stanset/);
    await press(waiting, main(waiting).getByRole("link", { name: "Tilbake" }));
    await seeAll(waiting, "j6-prescription");
    assert.ok((await text(waiting)).includes(NOTE), "the reason stands at the prescription");
    assert.equal(await button(waiting, "Start").count(), 0);
  });

  // The page of the tool that is still open: it cannot report, and says so.
  await report(teen);
  assert.ok(teen.page.url().startsWith(TOOL), teen.page.url());
  assert.ok([200, 401, 403].includes(teen.status()), `${teen.status()}`);
  assert.match(await text(teen), /ikke lenger logget inn|ga ikke tilgang|tok ikke imot målingen/);
  // It is also told that its session is over (back-channel logout).
  await until(teen, `${TOOL}/tool/demo-pust`, (said) => /ikke lenger logget inn/.test(said));
  await see(teen, "j6-tool-logged-out", { status: 401 });
  await press(teen, teen.page.getByRole("link", { name: "Åpne på nytt" }));
  await see(teen, "j6-tool-again", { status: 403 });
  assert.match(await text(teen), /stanset|ikke tilgang/);
}));

test("patient and clinician are told, without the tool's name", () => as({}, async (who) => {
  const { page } = who;
  for (const key of ["teen-15", "psychologist"]) {
    await go(who, "/demo/meldinger");
    const message = page.locator("article", { hasText: name(key) }).filter({ hasText: STOPPED });
    for (let tries = 0; tries < 60 && await message.count() === 0; tries += 1) {
      await page.waitForTimeout(250);
      await go(who, "/demo/meldinger");
    }
    assert.ok(await message.count() > 0, `${key} is told`);
    assert.doesNotMatch(await message.first().innerText(), /pust|psyk/i, "names neither tool nor speciality");
  }
  await login(who, "innbygger", "teen-15", "/min-side/meldinger");
  assert.match(await text(who), STOPPED);
  await seeAll(who, "j6-message");
}));

test("clinician and catalogue say that it is stopped, and why", async () => {
  await as({}, async (who) => {
    await login(who, "behandler", "psychologist", "/forskriver/oppfolging?vis=alle");
    const row = who.page.locator(".case", { hasText: name("teen-15") }).filter({ hasText: "Demo-pust" });
    assert.match(await row.innerText(), /stanset/i);
    await press(who, row.locator("a").first());
    assert.match(await text(who), /stanset/i);
    await seeAll(who, "j6-record");
  });
  await as({}, async (who) => {
    await go(who, "/verktoy/demo-pust");
    await seeAll(who, "j6-tool");
    const said = await text(who);
    assert.match(said, /Stanset/);
    assert.ok(said.includes(NOTE));
  });
});

test("lifting the reason brings it back: it can be started, and reports again", async () => {
  await as({}, async (operator) => {
    await openAsOperator(operator);
    await press(operator, main(operator).getByRole("link", { name: "Opphev denne grunnen" }));
    await seeAll(operator, "j6-lift");
    await press(operator, button(operator, "Opphev grunnen"));
    assert.match(await text(operator), /Grunnen er opphevet/);
    assert.match(await text(operator), /Publisert/);
  });
  await as({}, async (teen) => {
    await go(teen, "/verktoy/demo-pust");
    assert.doesNotMatch(await text(teen), /Stanset/);
    await login(teen, "innbygger", "teen-15", "/mine-verktoy");
    await prescription(teen);
    await start(teen);
    await report(teen);
    await teen.page.locator(".notice.good").waitFor();
  });
});
