// Journey 1: a vendor registers a web tool with central profile; a health trust takes it on and assesses it, with one deviation; two operators
// approve and publish; at once it is found, and its page says who vouches for it.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { as, BASE, close, eventually, go, login, press, see, seeAll, text } from "./harness.mjs";

after(close);

const NAME = "Pusteplan";
const ABOUT = {
  summary: "For deg som vil lære å puste roligere når uroen kommer.",
  purpose: "Pusteplan lærer deg tre pusteøvelser og minner deg på dem når du trenger det.",
  effect: "To studier viser at øvelsene gir mindre uro etter fire uker.",
  not_for: "Ikke for deg som har pustebesvær av sykdom. Ring 113 når det haster.",
  usage: "Trykk Start. Du er alt logget inn og kommer rett til dagens øvelse.",
  accessibility: "Testet med skjermleser og tastatur. Oppfyller WCAG 2.1 AA.",
  "privacy.what": "Hvilke øvelser du har gjort.",
  "privacy.where": "På en tjener i Norge.",
  "privacy.shared": "Ingen uten at du sier ja.",
  "privacy.deletion": "Når du ber om det, og senest etter ett år.",
  "privacy.controller": "Demo Verktøysmia AS",
};
const SHOWN = ["Økt tre av seks.", "Skjema for én dag.", "Uken som gikk, med to kurver."];
const demo = (name) => fileURLToPath(new URL(`../../portal/demo/files/${name}`, import.meta.url));
/** The tool's page, of a page about it. */
const draft = (page) => new URL(page.url()).pathname.replace(/\/rediger\/.*/, "");
const OWNER = "Avdeling for digitale tjenester";
const REASON = "Verktøyet viser ennå ikke de samme personverntekstene som portalen.";
const inAYear = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);
/** Today as the pages write it; the journey may run past midnight. */
const spoken = () => new Date().toLocaleDateString("nb-NO", { timeZone: "Europe/Oslo", day: "numeric", month: "long", year: "numeric" });
const began = spoken();

const main = (who) => who.page.locator("main");
const button = (who, name) => main(who).getByRole("button", { name, exact: true });
const link = (who, name) => main(who).getByRole("link", { name, exact: true });
const choose = (who, group, label) => main(who).getByRole("group", { name: group }).getByLabel(label, { exact: true }).check();
const missing = async (who) => Number((await text(who)).match(/(\d+|Én) opplysning/)?.[1].replace("Én", "1") ?? 0);
/** Finds the tool by name in a list of the operator's, and opens it. */
async function openTool(who) {
  await go(who, `/forvaltning/verktoy?q=${NAME}`);
  await press(who, link(who, NAME));
}

/** Pictures and a document: chosen, told of, put in order, one removed after being asked. */
async function addFiles(who) {
  const { page } = who;
  const shots = page.locator("fieldset.file:has(img)");
  const upload = (number = 0) => press(who, button(who, "Last opp").nth(number));
  await press(who, main(who).getByRole("link", { name: "Skjermbilder og dokumenter", exact: true }));
  await seeAll(who, "j1-no-files");
  await page.locator("#f-screenshots").setInputFiles({ name: "bilde.png", mimeType: "image/png", buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>") });
  await upload();
  await seeAll(who, "j1-files-failed", { status: 422 });
  assert.match(await page.locator("#errors").innerText(), /Bildet kan ikke leses/);
  await page.locator("#f-screenshots").setInputFiles(["sovn-okt.png", "hodepine-dag.png", "dagbok-uke.png"].map(demo));
  await page.locator("#f-documents").setInputFiles(demo("dagbok-veiledning.pdf"));
  await upload();
  assert.equal(await shots.count(), 3);
  await go(who, draft(page));
  assert.match(await text(who), /Alternativ tekst til skjermbilder/, "what is not told of is missing");
  await press(who, main(who).getByRole("link", { name: "Skjermbilder og dokumenter", exact: true }));
  for (const [at, words] of SHOWN.entries()) await shots.nth(at).getByLabel("Alternativ tekst").fill(words);
  await page.locator("fieldset.file:not(:has(img))").getByLabel("Tittel").fill("Slik bruker du Pusteplan");
  await seeAll(who, "j1-files");
  await press(who, shots.nth(2).getByRole("button", { name: "Flytt opp" }));
  await press(who, shots.nth(0).getByRole("button", { name: "Fjern" }));
  assert.ok((await page.locator("h1").innerText()).includes(SHOWN[0]), "asked about the one that is meant");
  await seeAll(who, "j1-remove-file");
  await press(who, button(who, "Fjern"));
  assert.deepEqual(await shots.locator("img").evaluateAll((all) => all.map((one) => one.alt)), [SHOWN[2], SHOWN[1]]);
  await press(who, button(who, "Lagre"));
}

test("vendor registers a web tool, saves a draft, leaves, comes back to it, fills in the rest and hands it in", async () => {
  let path;
  await as({}, async (who) => {
    const { page } = who;
    await login(who, "leverandor", "vendor", "/leverandor");
    await press(who, link(who, "Registrer verktøy"));
    await page.locator("#f-name").fill(NAME);
    await press(who, button(who, "Opprett kladd"));
    path = new URL(page.url()).pathname;
    await seeAll(who, "j1-draft");
    assert.ok(await missing(who) > 3, "much is missing");
    assert.equal(await link(who, "Send inn").count(), 0, "and so it cannot be handed in");
    await press(who, main(who).getByRole("link", { name: "Tekster på bokmål", exact: true }));
    for (const [field, words] of Object.entries(ABOUT)) await page.locator(`[id="f-${field}"]`).fill(words);
    await seeAll(who, "j1-texts");
    await press(who, button(who, "Lagre"));
    assert.match(await text(who), /Kladden er lagret/);
    // Leaves in the middle of another part, without saving.
    await press(who, main(who).getByRole("link", { name: "Om verktøyet", exact: true }));
  });
  await as({ expectErrors: [/422/] }, async (who) => {
    const { page } = who;
    await login(who, "leverandor", "vendor", "/leverandor");
    await press(who, link(who, NAME));
    assert.equal(new URL(page.url()).pathname, path);
    await press(who, main(who).getByRole("link", { name: "Tekster på bokmål", exact: true }));
    for (const [field, words] of Object.entries(ABOUT)) assert.equal(await page.locator(`[id="f-${field}"]`).inputValue(), words, `${field} is kept`);
    await press(who, main(who).getByRole("link", { name: "Tilbake uten å lagre" }));

    await press(who, main(who).getByRole("link", { name: "Om verktøyet", exact: true }));
    await choose(who, "Hva slags verktøy er det?", "Selvstendig");
    await page.locator("#f-topic").selectOption({ label: "Psykisk helse" });
    await choose(who, "Hvem er det for?", "Voksne");
    await choose(who, "Språk i verktøyet", "Bokmål");
    await seeAll(who, "j1-about");
    await press(who, button(who, "Lagre og fortsett"));
    await choose(who, "Hvordan får folk tak i det?", "Åpent");
    await choose(who, "Hva virker det på?", "Nettleser");
    await choose(who, "Brukerprofil", "Sentral");
    await choose(who, "Innloggingsmåter", "Plattformens innlogging");
    await choose(who, "Hva verktøyet ber om å få vite", "Navn");
    await choose(who, "Innloggingsnivå", "Høyt");
    await seeAll(who, "j1-access");
    await press(who, button(who, "Lagre"));
    await press(who, main(who).getByRole("link", { name: "Start og oppgaver", exact: true }));
    await choose(who, "Startmåte", "SMART App Launch");
    await page.locator('[id="f-launch.url"]').fill("https://pusteplan.example/start");
    await page.locator('[id="f-tasks.0.title.nb"]').fill("Dagens øvelse");
    await seeAll(who, "j1-start");
    await press(who, button(who, "Lagre"));
    await press(who, main(who).getByRole("link", { name: "Medisinsk utstyr", exact: true }));
    await choose(who, "Er verktøyet medisinsk utstyr?", "Nei");
    await page.locator('[id="f-why_none.nb"]').fill("Gir øvelser, og stiller ingen diagnose.");
    await press(who, button(who, "Lagre"));
    assert.match(await text(who), /Alt er fylt ut/);
    await addFiles(who);
    assert.match(await text(who), /Alt er fylt ut/);
    await seeAll(who, "j1-ready");
    await press(who, link(who, "Send inn"));
    await seeAll(who, "j1-hand-in");
    await press(who, button(who, "Send inn"));
    assert.match(await text(who), /Verktøyet er sendt inn/);
    await seeAll(who, "j1-handed-in");
  });
});

test("orderer-trust takes it on as an order", () => as({}, async (who) => {
  await login(who, "bestiller", "orderer-trust", "/bestiller");
  const item = who.page.locator(".work-list__item", { hasText: NAME });
  assert.match(await item.innerText(), /Kan bestilles/);
  await press(who, item.getByRole("link"));
  assert.match(await text(who), /lære å puste roligere/);
  await seeAll(who, "j1-take-on");
  await who.page.locator("#f-note").fill("Mange venter på hjelp mot uro.");
  await press(who, button(who, "Bestill"));
  await seeAll(who, "j1-order");
  await press(who, button(who, "Start vurderingen"));
  await seeAll(who, "j1-assessment");
}));

test("operator-1 enters the delivery agreement that a central profile needs", () => as({}, async (who) => {
  const { page } = who;
  await login(who, "forvalter", "operator-1", "/forvaltning");
  await openTool(who);
  await press(who, link(who, "Legg inn avtale"));
  assert.match(await page.locator("#f-tool").inputValue(), /pusteplan/, "the tool is filled in already");
  await page.getByLabel("A3 Leveranseavtale").check();
  await page.locator("#f-party").fill("300111203");
  await page.locator("#f-terms").fill("1.0");
  await page.locator("#f-from").fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10));
  await seeAll(who, "j1-agreement");
  await press(who, button(who, "Legg inn avtale"));
  assert.match(await text(who), /A3 Leveranseavtale/);
  assert.ok((await text(who)).includes(NAME), "the list says which tool it is about");
}));

test("orderer-trust answers every requirement with evidence, and documents one deviation", () => as({ expectErrors: [/422/] }, async (who) => {
  const { page } = who;
  await login(who, "bestiller", "orderer-trust", "/bestiller");
  await press(who, link(who, NAME));
  await press(who, link(who, "Svar på neste krav"));
  const answered = [];
  while (/\/krav\//.test(page.url())) {
    const id = page.url().split("/").at(-1);
    assert.ok(!answered.includes(id), `${id} is asked again`);
    answered.push(id);
    await page.locator("#f-evidence").fill(`Vi har gått gjennom det for ${id}. Se notat 2026/14.`);
    if (id === "C1") {
      await choose(who, "Svar", "Avvik");
      // Without a plan, an owner and a deadline it is no documented deviation.
      await press(who, button(who, "Lagre og gå til neste"));
      await seeAll(who, "j1-deviation-failed", { status: 422 });
      await page.locator("#f-reason").fill(REASON);
      await page.locator("#f-plan").fill("Tekstene byttes i neste versjon.");
      await page.locator("#f-owner").fill(OWNER);
      await page.locator("#f-deadline").fill(inAYear);
      await seeAll(who, "j1-deviation", { status: 422 });
    } else if (id === "C4") {
      await choose(who, "Svar", "Ikke aktuelt");
      await page.locator("#f-reason").fill("Verktøyet overlapper ikke portalen.");
    } else {
      await choose(who, "Svar", "Oppfylt");
      if (await page.locator("#f-grade").count()) await page.locator("#f-grade input").first().check();
    }
    if (id === "K4a") await seeAll(who, "j1-requirement");
    await press(who, button(who, "Lagre og gå til neste"));
  }
  for (const id of ["K1", "K2", "K3", "K4a", "K4b", "K4c", "K4d", "K4e", "K5a", "K5b", "C1", "C3", "C4"]) assert.ok(answered.includes(id), `${id} was answered`);
  await seeAll(who, "j1-assessed");
  const said = await text(who);
  assert.match(said, /Kan publiseres/);
  assert.match(said, /Dokumenterte avvik: C1/);
}));

test("operator-1 approves, and cannot publish what operator-1 approved: four eyes", () => as({ expectErrors: [/403|409|422/] }, async (who) => {
  const { page } = who;
  await login(who, "forvalter", "operator-1", "/forvaltning");
  await seeAll(who, "j1-queue");
  await press(who, link(who, NAME));
  await seeAll(who, "j1-case");
  assert.ok((await text(who)).includes(REASON), "the deviation is told before deciding");
  await press(who, link(who, "Godkjenn"));
  await seeAll(who, "j1-approve");
  await press(who, button(who, "Godkjenn"));
  assert.match(await text(who), /En annen må publisere det/);
  await go(who, "/forvaltning");
  await press(who, link(who, NAME));
  assert.match(await text(who), /En annen forvalter må ta denne avgjørelsen/);
  assert.equal(await link(who, "Publiser").count(), 0, "what one may not do is not offered");
  await page.goto(`${page.url()}/publiser`);
  await seeAll(who, "j1-four-eyes");
  assert.match(await text(who), /En annen forvalter må ta denne avgjørelsen/);
  assert.equal(await button(who, "Publiser").count(), 0, "nor by its address");
  await go(who, `/verktoy?q=${NAME}`);
  assert.equal(await page.locator(".tool-card", { hasText: NAME }).count(), 0, "it is not in the catalogue");
}));

test("operator-2 publishes: it is found, and says who assessed it, when, and the deviation", async () => {
  await as({}, async (who) => {
    await login(who, "forvalter", "operator-2", "/forvaltning");
    await press(who, link(who, NAME));
    await press(who, link(who, "Publiser"));
    await see(who, "j1-publish");
    await press(who, button(who, "Publiser"));
    assert.match(await text(who), /Verktøyet er publisert/);
    // How soon is what `./bench search` measures.
    await eventually("it is found", async () => (await (await who.context.request.get(`${BASE}/verktoy?q=${NAME}`)).text()).includes(`>${NAME}<`));
    await seeAll(who, "j1-published");
  });
  await as({}, async (who) => {
    const { page } = who;
    await go(who, "/");
    await page.locator("#q").fill("puste roligere");
    await page.locator("#q").press("Enter");
    await page.waitForURL("**/verktoy?q=**");
    await press(who, page.locator(".tool-card__name a", { hasText: NAME }));
    await seeAll(who, "j1-tool");
    const said = await text(who);
    assert.match(said, /Demo helseforetak/, "who assessed it");
    assert.ok([began, spoken()].some((day) => said.includes(day)), `when: ${began} or ${spoken()}`);
    for (const part of ["C1", REASON, OWNER]) assert.ok(said.includes(part), `the deviation: ${part}`);
    const shown = page.getByRole("region", { name: "Slik ser det ut" }).locator("img");
    assert.deepEqual(await shown.evaluateAll((all) => all.map((one) => one.alt)), [SHOWN[2], SHOWN[1]]);
    for (let at = 0; at < 2; at += 1) {
      await shown.nth(at).scrollIntoViewIfNeeded();
      await shown.nth(at).evaluate((one) => one.decode());
    }
    await page.getByText("Dokumenter", { exact: true }).click();
    await page.getByRole("link", { name: "Slik bruker du Pusteplan" }).waitFor();
    await press(who, page.locator(".tool__start a.ds-button"));
    await page.waitForURL("**/testid/**");
  });
});
