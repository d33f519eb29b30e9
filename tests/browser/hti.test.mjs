// A tool that is launched by Health Tools Interoperability 2.0: a form that sends itself, and a button where scripts are off; the tool shows the task.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { as, close, go, login, press, see, seeAll, text, TOOL } from "./harness.mjs";
import { name, number } from "./people.mjs";

after(close);

const patient = name("other-parent");
const tool = `${TOOL}/hti/hasjavvenning-demo`;
const card = (who) => who.page.locator(".rx a", { hasText: "Hasjavvenning" });

/** What the tool shows: the task and a pseudonym, and nobody's name. */
async function lands(who, picture) {
  await who.page.waitForURL(tool);
  await see(who, picture);
  await who.page.locator("summary").click();
  const shown = await text(who);
  assert.match(shown, /uke-1/);
  assert.match(shown, /Task\/[\w-]+/);
  assert.match(shown, /Patient\/[\w-]+/);
  for (const part of patient.split(" ")) assert.ok(!shown.includes(part), "an HTI launch carries no name");
}

test("physician prescribes the tool", () => as({}, async (who) => {
  const { page } = who;
  await login(who, "behandler", "physician", "/forskriver/ny?q=hasjavvenning");
  await press(who, page.getByRole("link", { name: /^Forskriv Hasjavvenning/ }));
  await page.locator("#f-number").fill(number("other-parent"));
  await page.locator("#f-goal").fill("Slutte sammen med oss.");
  await page.locator("#f-task").selectOption("uke-1");
  await press(who, page.locator("main").getByRole("button", { name: "Se over før sending" }));
  await press(who, page.locator("main").getByRole("button", { name: "Send forskrivningen" }));
  assert.match(await text(who), /Forskrivningen er sendt/);
}));

test("without scripts the patient sees the form and sends it", () => as({ script: false }, async (who) => {
  const { page } = who;
  await login(who, "innbygger", "other-parent", "/mine-verktoy");
  await card(who).click();
  await page.locator("main").getByRole("button", { name: "Start", exact: true }).click();
  await page.getByRole("button", { name: "Ja, gi tillatelse og start" }).click();
  assert.match(await page.locator("h1").innerText(), /^Videre til Hasjavvenning/);
  await see(who, "hti-hand-over-without-scripts");
  await page.getByRole("button", { name: "Gå til verktøyet" }).click();
  await lands(who, "hti-tool-without-scripts");
}));

test("with scripts the start lands on the task by itself", () => as({}, async (who) => {
  const { page } = who;
  await login(who, "innbygger", "other-parent", "/mine-verktoy");
  await press(who, card(who));
  // Held until the page in between has been seen.
  let seen;
  const looked = new Promise((done) => { seen = done; });
  await page.route(tool, async (route) => {
    await looked;
    await route.continue();
  });
  await page.locator("main").getByRole("button", { name: "Start", exact: true }).click();
  await page.getByRole("heading", { name: /^Videre til Hasjavvenning/ }).waitFor();
  seen();
  await lands(who, "hti-tool");
  await page.unroute(tool);
  await press(who, page.getByRole("link", { name: /Tilbake til Reseptor/ }));
  assert.match(await text(who), /Hasjavvenning/);
  await go(who, "/min-side/historikk");
  assert.match(await text(who), /Hasjavvenning/);
  await seeAll(who, "hti-history");
}));
