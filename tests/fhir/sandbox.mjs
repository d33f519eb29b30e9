// The sandbox of a draft that is told everything: a vendor registers a tool, says what it asks for, registers its client and starts it as a test person.
import assert from "node:assert/strict";
import { name } from "../browser/people.mjs";
import { BASE, person } from "../peers/ground.mjs";

const press = (page, button) => Promise.all([page.waitForEvent("load"), button.click()]);

/** The token of a test person who acts for a child, in a sandbox with profile class `central`, name, birth date and number. */
export const sandboxed = (party, scope) => person("vendor", async (page) => {
  const main = page.locator("main");
  await page.goto(`${BASE}/leverandor/verktoy/ny`);
  await page.locator("#f-name").fill("FHIR-prøven");
  await press(page, main.locator("form button[type=submit]").first());
  const tool = new URL(page.url()).pathname.split("/")[3];
  await page.goto(`${BASE}/leverandor/verktoy/${tool}/rediger/tilgang`);
  await main.locator("input[name=profile][value=central]").check();
  for (const box of await main.locator("input[name=claims]").all()) await box.check();
  await press(page, main.locator("button[name=then][value=overview]"));

  const base = `/leverandor/sandkasse/${tool}`;
  await page.goto(BASE + base);
  await page.locator("#f-metadata").fill(JSON.stringify(party.metadata({ scope, initiate_login_uri: `${party.here.address}/launch` })));
  await press(page, main.locator(`form[action="${base}/klient"] button[type=submit]`).first());
  const client_id = /client_[0-9A-Z]{26}/.exec(await main.innerText())?.[0];
  assert.ok(client_id, await main.innerText());
  const config = await party.discovered({ client_id, ...party.metadata({}) });

  await main.getByLabel(new RegExp(`${name("parent")}.*på vegne av ${name("child-5")}`)).check();
  const launched = party.here.request(({ url }) => url.pathname === "/launch");
  await main.locator(`form[action="${base}/start"] button[type=submit]`).click();
  const { url } = await launched;
  const tokens = await party.authorize(config, page, { scope, launch: url.searchParams.get("launch"), aud: url.searchParams.get("iss") });
  return { tokens, note: "sandbox: parent for child-5" };
}, "leverandor");
