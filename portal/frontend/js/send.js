// After the login that was asked for in order to start a tool, the start is sent at once; without JavaScript one presses the button.
export function sendForms() {
  const form = document.querySelector("[data-send-form]")?.parentElement.querySelector("form");
  if (!form || performance.getEntriesByType("navigation")[0]?.type === "back_forward") return;
  form.requestSubmit();
}
