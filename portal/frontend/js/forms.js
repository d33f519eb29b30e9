// A form is sent once; a button with `data-confirm` asks first, in a dialog that takes and gives back the focus.
export function guardForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (button?.dataset.confirm && !button.dataset.confirmed) {
      event.preventDefault();
      ask(form, button);
      return;
    }
    if (form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 8000);
  });
  // Back from the browser's memory: the form may be sent again.
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
  document.querySelectorAll("form").forEach((form) => form.addEventListener("input", () => delete form.dataset.sent));
}

function ask(form, button) {
  const dialog = document.createElement("dialog");
  dialog.className = "ds-dialog";
  const heading = document.createElement("h2");
  heading.className = "ds-heading";
  heading.id = "confirm-heading";
  heading.textContent = button.dataset.confirm;
  dialog.setAttribute("aria-labelledby", heading.id);
  const actions = document.createElement("div");
  actions.className = "actions";
  const yes = document.createElement("button");
  yes.type = "button";
  yes.className = "ds-button";
  yes.textContent = button.textContent.trim();
  if (button.dataset.color) yes.dataset.color = button.dataset.color;
  const no = document.createElement("button");
  no.type = "button";
  no.className = "ds-button";
  no.dataset.variant = "tertiary";
  no.textContent = button.dataset.confirmCancel ?? "";
  actions.append(yes, no);
  dialog.append(heading, actions);
  document.body.append(dialog);
  yes.addEventListener("click", () => {
    button.dataset.confirmed = "yes";
    dialog.close();
    form.requestSubmit(button);
    delete button.dataset.confirmed;
  });
  no.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    button.focus();
  });
  dialog.showModal();
}
