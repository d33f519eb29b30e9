// A popover that covers the window (`data-panel`) keeps the focus inside while it is open: what lies behind is inert, but for what is said.
// Closed, by Escape too, it gives the focus back to the button that opened it.
export function keepFocus() {
  document.querySelectorAll("[popover][data-panel]").forEach(keepWithin);
}

function keepWithin(panel) {
  let behind = [];
  const set = (inert) => behind.forEach((element) => { element.inert = inert; });
  panel.addEventListener("toggle", ({ newState }) => {
    if (newState !== "open") return;
    for (let inside = panel; inside !== document.body; inside = inside.parentElement) {
      behind.push(...[...inside.parentElement.children].filter((other) => other !== inside && !other.matches("[role=status]")));
    }
    set(true);
    panel.role = "dialog";
    panel.querySelector("button").focus();
  });
  // Before it closes: the focus cannot go back to what is inert.
  panel.addEventListener("beforetoggle", ({ newState }) => {
    if (newState !== "closed") return;
    set(false);
    behind = [];
    panel.role = null;
  });
  // In a window that is made so wide that it is no panel any more.
  matchMedia("(min-width: 60rem)").addEventListener("change", () => panel.hidePopover());
}
