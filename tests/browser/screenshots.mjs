// Pictures of the main pages, on a platform of its own with fresh demonstration data: wide, narrow and dark. `./screenshots` runs it.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { close, go, login, visitor } from "./harness.mjs";
import { number } from "./people.mjs";
import { start } from "./server.mjs";

const folder = process.argv[2] ?? "output";
mkdirSync(folder, { recursive: true });
for (const old of readdirSync(folder)) if (old.endsWith(".png")) rmSync(join(folder, old));

const at = await start();

/** One picture of the window, and not of the whole page: what a person sees first. */
async function picture(who, name) {
  assert.equal(who.status(), 200, `${name} is answered with ${who.status()} at ${who.page.url()}`);
  await who.page.waitForLoadState("networkidle");
  await who.page.evaluate(() => { document.activeElement?.blur(); window.scrollTo(0, 0); });
  await who.page.screenshot({ path: join(folder, `${name}.png`) });
}
/**
 * The page at 1280 px, at 390 px, and in the dark: that one in a browser context of its own, since icons keep the light's colours where the scheme
 * changes under an open page. `remake` does there again what no address leads to.
 */
async function pictures(who, name, remake) {
  await picture(who, `${name}-desktop`);
  await who.page.setViewportSize({ width: 390, height: 844 });
  await picture(who, `${name}-mobile`);
  await who.page.setViewportSize({ width: 1280, height: 900 });
  const dark = await visitor({ at, dark: true, expectErrors: [/4\d\d/], storageState: await who.context.storageState() });
  await (remake?.(dark) ?? dark.page.goto(who.page.url()));
  await picture(dark, `${name}-dark`);
  await dark.end();
}
async function walk(service, key, act) {
  const who = await visitor({ at, expectErrors: [/4\d\d/] });
  if (key) await login(who, service, key, "/om");
  await act(who, async (path, name) => {
    await go(who, path);
    await pictures(who, name);
  });
  await who.end();
}
const first = (who, selector) => who.page.locator(`main ${selector}`).first().getAttribute("href");
const open = async (who, text) => {
  await who.page.locator(".rx a", { hasText: text }).first().click();
  await who.page.waitForLoadState("load");
};

try {
  await walk(null, null, async (_, show) => {
    await show("/", "front");
    await show("/verktoy?q=hodepine", "search");
    await show("/verktoy?q=hodepine&tilgang=open&malgruppe=parents", "search-near");
    await show("/verktoy/hodepinekalenderen-demo", "tool");
    await show("/tall", "figures");
    await show("/hjelp", "help");
    await show("/tilgjengelighet", "statement");
    await show("/api", "open-api");
  });
  await walk("innbygger", "teen-15", async (who, show) => {
    await show("/mine-verktoy", "citizen-tools");
    await open(who, "Demo-pust");
    await pictures(who, "citizen-prescription");
    await who.page.locator("main").getByRole("button", { name: "Start", exact: true }).click();
    await who.page.waitForURL((url) => url.origin === at.tool || url.pathname.endsWith("/tillatelse"));
    if (!who.page.url().startsWith(at.tool)) {
      await pictures(who, "citizen-permission");
      await who.page.locator("main").getByRole("button", { name: /^Ja, gi tillatelse/ }).click();
      await who.page.waitForURL(`${at.tool}/tool/**`);
    }
    await pictures(who, "started-tool");
    await show("/min-side", "citizen-account");
  });
  await walk("innbygger", "other-parent", async (who) => {
    const ask = async (by) => {
      await go(by, "/verktoy/demo-steg/start");
      if (!by.page.url().includes("/tillatelse")) await by.page.waitForURL("**/tillatelse");
    };
    await ask(who);
    await pictures(who, "citizen-permission", ask);
  });
  await walk("innbygger", "parent", async (who, show) => {
    await show("/min-side/representasjon", "citizen-acting");
    await who.page.locator("main").getByRole("button", { name: /Handle for/ }).first().click();
    await who.page.locator("section.acting").waitFor();
    await show("/mine-verktoy", "citizen-acting-for-child");
  });
  await walk("behandler", "psychologist", async (who, show) => {
    await show("/forskriver", "clinician-home");
    await show("/verktoy/demo-pust", "clinician-tool");
    await show("/sammenlign?verktoy=demo-pust&verktoy=kneoving-demo&verktoy=demo-steg", "clinician-compare");
    const fill = async (by) => {
      await go(by, "/forskriver/ny?verktoy=demo-dagbok");
      await by.page.locator("#f-number").fill(number("other-parent"));
      await by.page.locator("#f-goal").fill("Legge merke til hva som gir deg en god dag.");
    };
    const review = async (by) => {
      await fill(by);
      await by.page.locator("main").getByRole("button", { name: "Se over før sending" }).click();
      await by.page.locator(".preview").waitFor();
    };
    await fill(who);
    await pictures(who, "clinician-prescribe", fill);
    await review(who);
    await pictures(who, "clinician-review", review);
    await show("/forskriver/oppfolging?vis=alle", "clinician-follow-up");
    await show(await first(who, ".case__name a"), "clinician-record");
  });
  await walk("bestiller", "orderer-trust", async (who, show) => {
    await show("/bestiller", "orderer-home");
    await show(await first(who, ".work-list__item a[href*=bestillinger]"), "orderer-assessment");
    await show(await first(who, ".task-list a[href*=K4]"), "orderer-requirement");
    await show("/bestiller/avvik", "orderer-deviations");
  });
  await walk("leverandor", "vendor", async (who, show) => {
    await show("/leverandor", "vendor-home");
    await who.page.locator("main").getByRole("link", { name: "Løypelogg (demo)" }).click();
    await who.page.waitForLoadState("load");
    await pictures(who, "vendor-draft");
    await show(`${new URL(who.page.url()).pathname}/rediger/tilgang`, "vendor-edit");
    await show("/leverandor/krav", "vendor-requirements");
  });
  await walk("forvalter", "operator-2", async (who, show) => {
    await show("/forvaltning", "operator-home");
    await show(await first(who, "a[href*=saker]"), "operator-case");
    await show("/forvaltning/verktoy", "operator-tools");
    await show("/forvaltning/avtaler", "operator-agreements");
    await show("/forvaltning/hendelser", "operator-audit");
  });
} finally {
  await close();
  await at.end();
}
console.log(`${readdirSync(folder).filter((name) => name.endsWith(".png")).length} pictures`);
