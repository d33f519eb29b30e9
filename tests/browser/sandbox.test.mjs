// A vendor alone: from a new tool to a logged-in test citizen acting for a test child, and the launch check that the demonstration's program passes.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { as, BASE, close, go, login, press, seeAll, text } from "./harness.mjs";
import { name } from "./people.mjs";

const program = join(dirname(process.env.RESEPTOR ?? "reseptor"), "demo-tool");
const work = mkdtempSync(join(tmpdir(), "reseptor-sandbox."));

after(async () => {
  await close();
  rmSync(work, { recursive: true });
});

/** A free port of this machine. */
async function free() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** The vendor's own program: what it wants registered, and how it is run. */
async function own() {
  const port = await free();
  const address = `http://localhost:${port}`;
  const common = ["--platform", BASE, "--listen", `127.0.0.1:${port}`, "--key", join(work, "key.der")];
  const metadata = execFileSync(program, [...common, "--metadata", "nattbok"], { encoding: "utf8" });
  return { address, metadata, async run(client) {
    const tool = spawn(program, [...common, "--tool", `nattbok=${client}`], { stdio: "ignore" });
    for (let tries = 0; tries < 100; tries += 1) {
      if (await fetch(address).then((answer) => answer.ok, () => false)) return tool;
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
    throw new Error("the vendor's tool does not start");
  } };
}

const button = (who, label) => who.page.locator("main").getByRole("button", { name: label });

test("a vendor alone gets from a new tool to a test citizen acting for a test child, and through the launch check", async () => {
  const tool = await own();
  let running;
  try {
    await as({ at: { base: BASE, tool: tool.address }, expectErrors: [/400/, /422/] }, async (who) => {
      const { page } = who;
      await login(who, "leverandor", "vendor", "/leverandor/sandkasse");
      await seeAll(who, "sandbox-tools");
      await press(who, page.locator("main").getByRole("link", { name: "Registrer et nytt verktøy" }));
      await page.locator("#f-name").fill("Nattboka");
      await press(who, page.locator("main form button[type=submit]"));
      const path = new URL(page.url()).pathname.replace("/verktoy/", "/sandkasse/");
      await press(who, page.locator("aside").getByRole("link", { name: "Sandkasse" }));
      assert.equal(new URL(page.url()).pathname, path);
      await seeAll(who, "sandbox-new");

      // What is wrong stands at its field, and nothing typed is lost.
      await page.locator("#f-metadata").fill("{");
      await press(who, button(who, "Registrer i sandkassen").first());
      await seeAll(who, "sandbox-wrong", { status: 422 });
      await page.locator("#f-metadata").fill(tool.metadata);
      await press(who, button(who, "Registrer i sandkassen").first());
      const client = /client_[0-9A-Z]{26}/.exec(await text(who))[0];
      running = await tool.run(client);
      await seeAll(who, "sandbox-ready");

      // A draft is pseudonymous until it says otherwise; whom one acts for is told all the same.
      await page.getByLabel(new RegExp(`${name("parent")}.*på vegne av ${name("child-5")}`)).check();
      await press(who, button(who, "Start i sandkassen"));
      await page.waitForURL(`${tool.address}/tool/nattbok`);
      assert.match(await page.locator("body").innerText(), /som forelder/);
      await page.screenshot({ path: "output/sandbox-started-1280.png", fullPage: true });
      await press(who, page.getByRole("link", { name: /Tilbake til Reseptor/ }));
      assert.equal(new URL(page.url()).pathname, path);
      await seeAll(who, "sandbox-logged-in");

      // The launch check, step by step, each in a tab of its own.
      await press(who, page.locator("aside").getByRole("link", { name: "Oppstartskontroll" }));
      await seeAll(who, "check-begin");
      await page.getByLabel(new RegExp(`${name("parent")}.*på vegne av ${name("child-5")}`)).check();
      await press(who, button(who, "Begynn"));
      for (let step = 0; step < 7; step += 1) {
        const opened = who.context.waitForEvent("page");
        await page.locator("main ol.task-list form button").nth(step).click();
        const tab = await opened;
        await tab.waitForURL((url) => url.origin === tool.address);
        await tab.waitForLoadState("load");
        await tab.screenshot({ path: `output/check-tab-${step}.png` });
        await tab.close();
      }
      await press(who, page.getByRole("link", { name: "Hent på nytt" }));
      await seeAll(who, "check-open");
      // What no platform sees, the vendor says: twice an error page, on which nobody is logged in.
      for (const what of ["med en annen nonce", "fra en annen nøkkel"]) {
        await press(who, button(who, `En feil: gikk ikke videre – Avviser et ID-token ${what}`));
      }
      await seeAll(who, "check-answered");
      assert.equal(await page.locator("main button[name=answer][aria-pressed=true]").count(), 2);
      await press(who, page.locator("main ol.task-list form button").nth(7));
      await press(who, button(who, "Ferdig, lagre resultatet"));
      await seeAll(who, "check-result");
      const shown = await text(who);
      assert.equal((shown.match(/Ikke bestått/g) ?? []).length, 0, shown);
      // Representation is not declared in this draft yet: nobody can have seen it.
      assert.equal((shown.match(/Ikke prøvd/g) ?? []).length, 1, shown);
      assert.equal((shown.match(/Bestått/g) ?? []).length, 15, shown);
      assert.equal((shown.match(/leverandørens eget svar/g) ?? []).length, 2, shown);
    });
  } finally {
    running?.kill();
  }
});

test("a vendor changes a client: keys beside each other, and what is wrong at its field", () => as({ expectErrors: [/422/] }, async (who) => {
  const { page } = who;
  await login(who, "leverandor", "vendor", "/leverandor/klienter");
  await press(who, page.locator("main .work-list li").filter({ hasText: "Én aktiv klient" }).locator("a").first());
  const all = page.url();
  await press(who, page.locator("main a[href$='/klienter/ny']"));
  await seeAll(who, "vendor-client-new");
  await page.goto(all);
  await press(who, page.locator("main .work-list h2 a").first());
  await seeAll(who, "vendor-client");
  const client = page.url();
  for (const question of await page.locator("main a[href*='/deaktiver'], main a[href*='/nokler/fjern']").evaluateAll((all) => all.map((link) => link.href))) {
    await page.goto(question);
    await seeAll(who, `vendor-client-${new URL(question).pathname.split("/").at(-1)}`);
  }
  await page.goto(client);
  await press(who, page.locator("aside").getByRole("link", { name: "Endre klienten" }));
  await seeAll(who, "vendor-client-form");
  const addresses = page.locator("#f-redirect_uris");
  await addresses.fill(`${await addresses.inputValue()}\nhttp://ukjent.example/retur`);
  await press(who, button(who, "Lagre endringen"));
  await seeAll(who, "vendor-client-wrong", { status: 422 });
  assert.match(await text(who), /Adressen må begynne med https/);
  // Addresses of a tool that people use wait for the operator.
  await addresses.fill((await addresses.inputValue()).replace("http://ukjent", "https://ny"));
  await press(who, button(who, "Lagre endringen"));
  await seeAll(who, "vendor-client-waits");
  assert.match(await text(who), /https:\/\/ny\.example\/retur/);
  await as({ expectErrors: [/422/] }, async (operator) => {
    await login(operator, "forvalter", "operator-1", `/forvaltning/klienter/${client.split("/").at(-1)}/endring`);
    await seeAll(operator, "operator-client-change");
    assert.match(await text(operator), /https:\/\/ny\.example\/retur/);
  });
  await page.goto(client);
  await press(who, page.locator("main form[action$='/angre'] button"));
  assert.doesNotMatch(await text(who), /https:\/\/ny\.example\/retur/);
}));
