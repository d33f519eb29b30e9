// Tables that stand whole on the page are sorted by their heads. Without JavaScript they keep the order in which they came.
const language = document.documentElement.lang;
const collator = new Intl.Collator(language === "se" ? "nb" : language, { numeric: true });

/** What a cell is sorted by: an instant, a number (words such as "fewer than five" come before all), or its text. */
function value(cell) {
  const time = cell.querySelector("time");
  if (time) return time.dateTime;
  const text = cell.textContent.trim();
  if (!cell.classList.contains("number")) return text;
  const [digits] = /^[-−]?\d[\d\s.,]*/.exec(text) ?? [];
  const plain = digits?.replace(/\s/g, "").replace("−", "-");
  return plain === undefined ? -Infinity : Number(language === "en" ? plain.replaceAll(",", "") : plain.replace(",", "."));
}

const compare = (a, b) => (typeof a === "string" ? collator.compare(a, b) : a === b ? 0 : a - b);

export function sortTables() {
  for (const table of document.querySelectorAll("table[data-sortable]")) {
    const [body] = table.tBodies;
    if (body.rows.length < 3) continue;
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, place) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      head.ariaSort = "none";
      button.addEventListener("click", () => {
        const ascending = head.ariaSort !== "ascending";
        for (const one of heads) one.ariaSort = "none";
        head.ariaSort = ascending ? "ascending" : "descending";
        const rows = [...body.rows].map((row) => [value(row.cells[place]), row]);
        rows.sort(([a], [b]) => (ascending ? compare(a, b) : compare(b, a)));
        body.append(...rows.map(([, row]) => row));
      });
    });
  }
}
