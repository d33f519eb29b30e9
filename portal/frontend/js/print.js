// A button that prints the page; without JavaScript one prints from the browser's menu, as the text beside it says.
export function offerPrint() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
