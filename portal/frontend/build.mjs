// Builds portal/assets: one style sheet, one script and one for others' pages, two font files, one sprite of icons.
import { readFile, writeFile, mkdir, rm, copyFile } from "node:fs/promises";
import { build } from "esbuild";
import subsetFont from "subset-font";

const out = "../assets";
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

await build({
  entryPoints: { app: "css/app.css" },
  outdir: out,
  bundle: true,
  // One declaration a line: compresses as well, and two people's changes can be merged.
  minifySyntax: true,
  external: ["*.woff2"],
  target: ["chrome115", "firefox121", "safari17"],
  legalComments: "none",
});
await build({
  entryPoints: { app: "js/app.js" },
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022"],
  legalComments: "none",
});
// For others' pages: the server puts the texts and the known values in (portal/src/pages/public/embed/script.rs).
await build({
  entryPoints: { embed: "js/embed.js" },
  outdir: out,
  minify: true,
  target: ["es2020"],
  legalComments: "none",
});

// Letters of Norwegian, English and the Sámi languages; what else a name may hold comes with the second file.
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join("");
const latin = range(0x20, 0x7e) + range(0xa0, 0xff) + "–—‘’‚“”„…•‹›€™−\u2009\u202f→←×≥≤";
const extended = range(0x100, 0x17f);
const inter = (part) => readFile(`node_modules/@fontsource-variable/inter/files/inter-${part}-wght-normal.woff2`);
const keep = { targetFormat: "woff2", variationAxes: { wght: { min: 400, max: 700 } } };
await writeFile(`${out}/inter-latin.woff2`, await subsetFont(await inter("latin"), latin, keep));
await writeFile(`${out}/inter-latin-ext.woff2`, await subsetFont(await inter("latin-ext"), extended, keep));
await copyFile("node_modules/@fontsource-variable/inter/LICENSE", `${out}/inter-LICENSE.txt`);

const names = JSON.parse(await readFile("icons.json", "utf8"));
const { topics, audiences } = JSON.parse(await readFile("../data/topics.json", "utf8"));
for (const { icon } of [...topics, ...audiences]) names[icon] = icon;
let sprite = '<svg xmlns="http://www.w3.org/2000/svg">';
for (const [id, file] of Object.entries(names)) {
  const source = await readFile(`node_modules/@navikt/aksel-icons/dist/svg/${file}.svg`, "utf8");
  const inner = source.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").trim();
  sprite += `<symbol id="${id}" viewBox="0 0 24 24" fill="none">${inner}</symbol>`;
}
await writeFile(`${out}/icons.svg`, sprite + "</svg>\n");
for (const file of ["favicon.svg", "favicon.ico"]) await copyFile(`art/${file}`, `${out}/${file}`);
