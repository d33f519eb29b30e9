// A button that prints the page; without JavaScript one prints from the browser's menu. What is folded is unfolded on paper: the style sheet
// does it where the browser knows how, and this where it does not.
export function offerPrint() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  let folded = [];
  const fold = (open) => folded.forEach((details) => { details.open = open; });
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("main details:not([open])")];
    fold(true);
  });
  addEventListener("afterprint", () => fold(false));
}
