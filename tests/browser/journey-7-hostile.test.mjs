// Journey 7: every form of every group's pages, filled in as nobody should, on a platform of its own. Nothing falls over, nothing is reflected, nothing is lost,
// what is wrong is said where it is wrong, and what belongs to others is as if it did not exist.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { as, close, go, login } from "./harness.mjs";
import { body, crawl, fetchPage, kind, MARK, parse, post, WAYS } from "./forms.mjs";
import { number } from "./people.mjs";
import { start } from "./server.mjs";

const GROUPS = [
  { service: "innbygger", key: "parent", seeds: ["/mine-verktoy", "/min-side", "/verktoy/demo-steg/start", "/verktoy/demo-steg/tillatelse"], within: /^\/(mine-verktoy|min-side)/ },
  { service: "behandler", key: "psychologist", seeds: ["/forskriver", "/forskriver/ny?verktoy=demo-pust", "/forskriver/overta", "/forskriver/oppfolging?vis=alle"], within: /^\/forskriver/, further: afterFirstStep },
  { service: "bestiller", key: "orderer-trust", seeds: ["/bestiller", "/bestiller/avvik"], within: /^\/bestiller/, each: 5 },
  { service: "leverandor", key: "vendor", seeds: ["/leverandor"], within: /^\/leverandor/, each: 4 },
  { service: "forvalter", key: "operator-1", seeds: ["/forvaltning", "/forvaltning/verktoy?stanset=ja", "/forvaltning/utboks"], within: /^\/forvaltning/ },
];
/** Others in the same services, whose ids the ones above must not be able to use. */
const OTHERS = [["innbygger", "other-parent", ["/mine-verktoy"]], ["behandler", "physician", ["/forskriver/oppfolging?vis=alle"]],
  ["bestiller", "orderer-directorate", ["/bestiller"]], ["leverandor", "vendor-nordlys", ["/leverandor"]]];
const REFUSED = { expectErrors: [/4\d\d/] };

/** The pages that a clinician reaches by a form: the review before sending, and what there is to take over. */
async function afterFirstStep(who) {
  const found = [];
  for (const [path, fields] of [["/forskriver/ny?verktoy=demo-pust", { number: number("youth-17"), goal: "Ro." }], ["/forskriver/overta", { number: number("incapacitated-mother") }]]) {
    const page = await fetchPage(who, path);
    const form = page.forms.find((one) => one.fields.some((field) => field.name === "number"));
    const csrf = form.fields.find((field) => field.name === "csrf").value;
    const answer = await post(who, form.action, body(form, (field) => fields[field.name] ?? (field.type === "radio" || field.type === "checkbox" ? null : field.value), csrf));
    assert.equal(answer.status, 200, `${path}: ${answer.status}`);
    found.push({ path, status: answer.status, ...await parse(who, answer.html, at.base + form.action) });
  }
  assert.ok(found.every((page) => page.forms.some((form) => form.action.startsWith("/forskriver"))));
  return found;
}

let at;
const foreign = new Map();
before(async () => {
  at = await start();
  for (const [service, key, seeds] of OTHERS) {
    await as({ ...REFUSED, at }, async (who) => {
      await login(who, service, key, "/om");
      foreign.set(service, (await crawl(who, seeds, { within: /^$/ })).seen);
    });
  }
});
after(async () => {
  await close();
  await at?.end();
});

const CHANGED = "Du har byttet hvem du handler for";
const isAllowed = (status) => [200, 303, 400, 403, 404, 409, 413, 422, 429].includes(status);

/** What every answer owes: no fault, no reflection; and where it is a failed form, what a person needs to mend it. */
async function judge(who, what, sent, answer, faults) {
  if (answer.status >= 500 || !isAllowed(answer.status)) faults.push(`${what}: ${answer.status}`);
  if (answer.html.includes(`<script>${MARK}`) || answer.html.includes("<img src=x")) faults.push(`${what}: reflected unescaped`);
  if (answer.status === 303 && !answer.to.startsWith("/") && !answer.to.startsWith(at.base)) {
    if (!answer.to.startsWith(at.tool)) faults.push(`${what}: leads to ${answer.to}`);
  }
  if (answer.status !== 422) return;
  const page = await parse(who, answer.html, at.base);
  if (page.hostile > 0) faults.push(`${what}: markup became elements`);
  if (!page.title.startsWith("Feil:")) faults.push(`${what}: the title is "${page.title}"`);
  if (!page.summary) { faults.push(`${what}: no summary`); return; }
  if (!page.summary.focused) faults.push(`${what}: the summary does not take the focus`);
  for (const field of page.summary.fields) {
    if (!field.there) faults.push(`${what}: the summary leads to ${field.name}, which is not there`);
    else if (!field.named) faults.push(`${what}: the summary does not call ${field.name} what its label does`);
    else if (!field.invalid) faults.push(`${what}: ${field.name} has no aria-invalid`);
    else if (field.described.length === 0 || field.described.some((text) => !text)) faults.push(`${what}: ${field.name} is not described by its error`);
  }
  // Typed text stands as it was sent in the form that comes back.
  const kept = new Map(page.forms.flatMap((form) => form.fields).map((field) => [field.name, field]));
  for (const [name, value] of new URLSearchParams(sent)) {
    const field = kept.get(name);
    if (!field || !["text", "textarea", "tel", "email", "url"].includes(field.type)) continue;
    if (field.value.replaceAll("\r\n", "\n").trim() !== value.trim()) faults.push(`${what}: ${name} lost "${value.slice(0, 40)}"`);
  }
}

for (const { service, key, seeds, within, each, further } of GROUPS) {
  test(`every form of ${key}'s pages, filled in as nobody should`, async (t) => {
    await as({ ...REFUSED, at }, async (who) => {
      await login(who, service, key, "/om");
      const { pages, seen } = await crawl(who, seeds, { within, each });
      if (further) pages.push(...await further(who));
      const faults = pages.filter((page) => page.status >= 500).map((page) => `${page.path}: ${page.status}`);
      const forms = new Map();
      for (const page of pages) {
        for (const form of page.forms) {
          if (form.action === null || form.action === "/logg-ut") continue;
          const of = `${kind(form.action)} ${form.fields.map((field) => field.name).sort().join(" ")}`;
          if (!forms.has(of)) forms.set(of, { page: page.path, form });
        }
      }
      assert.ok(forms.size >= 4, `${forms.size} forms are found`);
      const failing = [];
      for (const [of, { page, form }] of forms) {
        for (const csrf of [undefined, "feil"]) {
          const answer = await post(who, form.action, body(form, (field) => field.value, csrf));
          // A form of the person acted for before has an old token too, and is told of the change instead (ADR 0007).
          const madeForAnother = answer.status === 409 && answer.html.includes(CHANGED);
          if (answer.status !== 403 && !madeForAnother) faults.push(`${of} with csrf ${csrf}: ${answer.status}`);
        }
        for (const [name, way] of Object.entries(WAYS)) {
          // A fresh page each time: what came before may have changed the token or the form.
          const fresh = await fetchPage(who, page);
          const csrf = fresh.forms.flatMap((one) => one.fields).find((field) => field.name === "csrf")?.value;
          const sent = body(form, way, csrf);
          const answer = await post(who, form.action, sent);
          await judge(who, `${of}, ${name}`, sent, answer, faults);
          if (name === "a NUL in it" && sent.includes("%00") && answer.status !== 400) faults.push(`${of}, NUL: ${answer.status}`);
          if (name === "everything empty" && answer.status === 422) failing.push({ page, action: form.action });
        }
      }
      // In the browser itself: the summary has the focus.
      for (const { page, action } of failing) {
        await go(who, page);
        const form = who.page.locator(`main form[method=post]`).and(who.page.locator(action === new URL(who.page.url()).pathname ? "form" : `form[action$="${action}"]`)).last();
        if (await form.count() === 0) continue;
        await form.evaluate((element) => element.querySelectorAll("textarea, input:not([type=hidden],[type=radio],[type=checkbox])").forEach((field) => { field.value = ""; }));
        await Promise.all([who.page.waitForEvent("framenavigated"), form.evaluate((element) => element.submit())]);
        await who.page.waitForLoadState("load");
        const focused = await who.page.evaluate(() => document.activeElement?.classList.contains("ds-error-summary"));
        if (who.status() === 422 && !focused) faults.push(`${action}: the focus is not in the summary`);
      }
      // What belongs to others, what never was, and what is no id at all.
      const csrf = (await fetchPage(who, seeds[0])).forms.flatMap((one) => one.fields).find((field) => field.name === "csrf").value;
      const paths = new Set([...pages.map((page) => page.path), ...[...forms.values()].map(({ form }) => form.action)].map((path) => path.replace(/\?.*/, "")).filter((path) => kind(path).includes(":id")));
      const tried = new Set();
      for (const path of paths) {
        const [id] = path.match(/[a-z]+_[0-9A-HJKMNP-TV-Z]{26}/);
        if (tried.has(kind(path))) continue;
        tried.add(kind(path));
        const prefix = id.split("_")[0];
        const others = [...foreign.get(service) ?? []].filter((one) => one.startsWith(`${prefix}_`) && !seen.has(one)).slice(0, 2);
        for (const other of [...others, `${prefix}_01ARZ3NDEKTSV4RRFFQ69G5FAV`, `${prefix}_0`, "%00", "..%2f..%2fetc%2fpasswd", `${prefix}_${"A".repeat(2000)}`]) {
          const strange = path.replace(id, other);
          const got = await who.context.request.get(at.base + strange, { maxRedirects: 0, failOnStatusCode: false });
          const sent = await post(who, strange, new URLSearchParams({ csrf, version: "1" }).toString());
          for (const [verb, status, html] of [["GET", got.status(), await got.text()], ["POST", sent.status, sent.html]]) {
            if (![400, 404, 405].includes(status)) faults.push(`${verb} ${kind(path)} with ${other.slice(0, 40)}: ${status}`);
            if (html.includes("<script>alert")) faults.push(`${verb} ${strange}: reflected`);
          }
        }
        if (others.length === 0 && service !== "forvalter") t.diagnostic(`nobody else's ${prefix} was at hand`);
      }
      t.diagnostic(`${pages.length} pages, ${forms.size} forms, ${tried.size} kinds of address`);
      assert.equal([...new Set(faults)].join("\n"), "");
    });
  });
}
