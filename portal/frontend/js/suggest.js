// Suggestions under a search field (ARIA combobox with list autocompletion). `data-suggest` holds the address that answers
// `?q=` with {"suggestions": ["…"]}. Enter without a choice searches for what was typed.
export function suggestAll() {
  document.querySelectorAll("input[data-suggest]").forEach(suggest);
}

function suggest(input) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-suggestions`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggestLabel ?? "");
  list.hidden = true;
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.autocomplete = "off";

  let active = -1;
  let typed = input.value;
  let request;
  let timer;

  const close = () => {
    // What has been asked for would open it again.
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    active = index;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    const option = list.children[index];
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const pick = (option) => {
    input.value = option.textContent;
    close();
    input.form.requestSubmit();
  };
  const show = (texts) => {
    list.replaceChildren(
      ...texts.map((text, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.textContent = text;
        option.addEventListener("mousedown", (event) => event.preventDefault());
        option.addEventListener("click", () => pick(option));
        return option;
      }),
    );
    if (texts.length === 0) return close();
    active = -1;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };
  const ask = async () => {
    request?.abort();
    request = new AbortController();
    try {
      const address = `${input.dataset.suggest}?q=${encodeURIComponent(typed)}`;
      const answer = await fetch(address, { signal: request.signal, headers: { accept: "application/json" } });
      if (answer.ok && document.activeElement === input) show((await answer.json()).suggestions.slice(0, 8));
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };

  input.addEventListener("input", () => {
    typed = input.value.trim();
    clearTimeout(timer);
    if (typed.length < 2) close();
    else timer = setTimeout(ask, 120);
  });
  input.addEventListener("keydown", (event) => {
    const count = list.hidden ? 0 : list.children.length;
    if (event.key === "Escape") {
      if (count) event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" && count) {
      event.preventDefault();
      mark((active + 1) % count);
    } else if (event.key === "ArrowUp" && count) {
      event.preventDefault();
      mark((active - 1 + count) % count);
    } else if (event.key === "Enter" && count && active >= 0) {
      event.preventDefault();
      pick(list.children[active]);
    }
  });
  input.addEventListener("blur", close);
}
