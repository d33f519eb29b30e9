// What people see: who it is about, on whose behalf, and what went wrong.

/** Something to tell the person. */
export class Told extends Error {
  constructor(status, title, text) {
    super(title);
    Object.assign(this, { status, title, text: escape(text) });
  }
}

const escape = (text) => String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const BASIS = { parent: "som forelder", assigned_poa: "med tildelt fullmakt", ordinary_poa: "med fullmakt" };

/** The person whose tool it is. A pseudonymous tool is told no name and needs none. */
export const person = (claims) => escape(claims.name ?? "innbyggeren");

/** Whose data this is, and who is at the keyboard when that is another: never left out while acting for somebody. */
export function banner({ claims, needsBanner }) {
  const { act, representation: right } = claims;
  if (!act && !needsBanner) return claims.name ? `<p class="who">Logget inn: <b>${person(claims)}</b></p>` : "";
  if (!act) return `<p class="who">Det gjelder <b>${person(claims)}</b>.</p>`;
  const until = right?.until ? ` til ${new Date(right.until).toLocaleDateString("nb-NO", { timeZone: "Europe/Oslo" })}` : "";
  return `<p class="who acting">Det gjelder <b>${person(claims)}</b>. ${act.name ? `<b>${escape(act.name)}</b>` : "Du"} handler på vegne av ${person(claims)} ${escape(BASIS[right?.basis] ?? right?.basis ?? "")}${until}.</p>`;
}

export const page = (title, body, { banner = "", back } = {}) => `<!doctype html><html lang="nb"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)}</title><link rel="icon" href="data:,"><style>
  body { font: 1.125rem/1.5 system-ui, sans-serif; color: #1b2733; background: #f4f6f8; margin: 0 } main, header { max-width: 40rem; margin: auto; padding: 1rem }
  main { background: #fff; border-radius: .5rem; padding: 1rem 1.5rem 1.5rem } .who { padding: .75rem 1rem; border-left: .4rem solid #4a6785; background: #fff; margin: 0 } .acting { border-color: #b35900; background: #fff3e0 }
  form { margin: 1rem 0 } input[type=number] { font: inherit; width: 5rem; padding: .5rem; border: 2px solid #4a6785; border-radius: .3rem } a { color: #0b4f8a }
  button, .button { font: inherit; padding: .55rem 1rem; border: 0; border-radius: .3rem; background: #0b4f8a; color: #fff; text-decoration: none; display: inline-block; cursor: pointer }
  [role] { padding: .75rem 1rem; background: #e6f3e8; border-radius: .3rem } [role=alert] { background: #fdecea } :focus-visible { outline: 3px solid #b35900; outline-offset: 2px }
</style><header>${back ? `<p><a href="${escape(back)}">← Tilbake til plattformen</a></p>` : ""}${banner}</header><main><h1>${escape(title)}</h1>${body}</main></html>`;
