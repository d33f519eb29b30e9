// Every page there is, as the sources route it, and where one has looked at it.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Answers to programs, files, and addresses that only lead on: nothing of them is looked at. */
const NO_PAGE = [
  /^\/(\.well-known|api|assets|fhir|health|oauth2|sitemap)\//, /^\/(favicon\.ico|robots\.txt|sitemap\.xml|innebygd\.js)$/, /^\/verktoy\/forslag$/, /^\/(bilder|dokumenter)\//,
  /^\/min-side\/eksport(\.json)?$/, /^\/(sprak|logg-inn(\/retur)?|logg-ut\/(ferdig|fra-leverandor)|forskriver\/verktoy\/\{slug\}\/lister)$/,
];

/** The addresses that answer `GET` with a page, with places in braces. */
export function pages() {
  const root = fileURLToPath(new URL("../../portal/src/", import.meta.url));
  const found = new Set();
  for (const file of readdirSync(root, { recursive: true }).filter((name) => name.endsWith(".rs") && !/(^|\/)(tests\/|tests\.rs|walk\.rs)/.test(name))) {
    const source = readFileSync(root + file, "utf8");
    for (const { index } of source.matchAll(/\.route\(/g)) {
      let end = index + ".route(".length;
      for (let depth = 1; depth > 0; end += 1) depth += Number(source[end] === "(") - Number(source[end] === ")");
      const [, path, methods] = /^\.route\(\s*"([^"]+)",([\s\S]*)\)$/.exec(source.slice(index, end)) ?? [];
      if (path && /\bget\(/.test(methods) && !NO_PAGE.some((pattern) => pattern.test(path))) found.add(path);
    }
  }
  return [...found].sort();
}

const LOOKS = [[1280, false], [1280, true], [390, false], [390, true]];

/** The page that an address is of; one without places goes first. */
export function pageOf(address, all) {
  const path = address.replace(/^\/(nn|en|se)(?=\/|$)/, "").replace(/[?#].*/, "") || "/";
  const fits = (page) => new RegExp(`^${page.replaceAll(".", "\\.").replace(/\{[^}]+\}/g, "[^/]+")}$`).test(path);
  return all.includes(path) ? path : all.find(fits);
}

/** For each page, the ways at 390 and 1280 px, light and dark, in which no test has looked at it yet. */
export function unseen(all) {
  const left = new Map(all.map((page) => [page, [...LOOKS]]));
  const file = "output/accessibility.jsonl";
  const noted = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line)) : [];
  for (const { page, width, dark, status } of noted) {
    const of = status === 200 && pageOf(page, all);
    if (of) left.set(of, left.get(of).filter(([wide, night]) => wide !== width || night !== dark));
  }
  return new Map([...left].filter(([, looks]) => looks.length > 0));
}
