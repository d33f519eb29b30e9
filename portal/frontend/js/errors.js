// A failed form: the summary takes the focus; its links go to the field itself, not only near it.
export function focusErrors() {
  document.querySelector("[data-focus]")?.focus();
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('.ds-error-summary a[href^="#"]');
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    const target = field.matches("fieldset") ? (field.querySelector("input, select, textarea") ?? field) : field;
    target.focus();
    target.scrollIntoView({ block: "center" });
  });
}
