/* Proposals while one types: a combobox as WAI-ARIA describes it. Without it the form works alone. */
(function (document) {
  const WAIT = 150;

  function enhance(form, at) {
    const input = form.querySelector("input[type=search]");
    const said = form.dataset;
    const kinds = JSON.parse(said.suggestKinds);
    const list = document.createElement("ul");
    const status = document.createElement("p");
    let timer, asking, typed = "";

    list.id = `proposals-${at}`;
    list.className = "proposals";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", said.suggestLabel);
    status.className = "hidden-text";
    status.setAttribute("role", "status");
    Object.entries({
      role: "combobox", autocomplete: "off", "aria-autocomplete": "list",
      "aria-expanded": "false", "aria-controls": list.id,
    }).forEach(([name, value]) => input.setAttribute(name, value));
    form.append(list, status);

    const options = () => [...list.children];
    const chosen = () => list.querySelector("[aria-selected=true]");

    function close() {
      clearTimeout(timer);
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(option) {
      options().forEach((one) => one.setAttribute("aria-selected", String(one === option)));
      if (!option) {
        input.removeAttribute("aria-activedescendant");
        return;
      }
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }

    function line(proposal, number) {
      const option = document.createElement("li");
      const kind = document.createElement("small");
      option.id = `${list.id}-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.url = proposal.url;
      option.append(document.createElement("span"), kind);
      option.firstChild.textContent = proposal.text;
      kind.textContent = kinds[proposal.kind] || "";
      return option;
    }

    function show(proposals) {
      list.replaceChildren(...proposals.map(line));
      list.hidden = !proposals.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      input.removeAttribute("aria-activedescendant");
      status.textContent = proposals.length
        ? said.suggestCount.replace("{n}", proposals.length)
        : said.suggestNone;
    }

    async function ask() {
      asking?.abort();
      asking = new AbortController();
      const address = `${said.suggest}?q=${encodeURIComponent(typed)}`;
      try {
        const answer = await fetch(address, { signal: asking.signal });
        const found = await answer.json();
        if (found.success && document.activeElement === input) show(found.result);
      } catch {
        /* Typing went on, or the portal does not answer: the form still searches. */
      }
    }

    input.addEventListener("input", () => {
      typed = input.value.trim();
      clearTimeout(timer);
      if (typed.length < 2) return close();
      timer = setTimeout(ask, WAIT);
    });

    const moves = {
      ArrowDown: (all, now) => all[(now + 1) % all.length],
      ArrowUp: (all, now) => all[(now <= 0 ? all.length : now) - 1],
    };

    input.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      const all = options();
      const move = moves[event.key];
      if (move) {
        event.preventDefault();
        choose(move(all, all.indexOf(chosen())));
      } else if (event.key === "Enter" && chosen()) {
        event.preventDefault();
        location.assign(chosen().dataset.url);
      } else if (event.key === "Escape") {
        event.preventDefault();
        close();
      }
    });

    /* Before the field loses the focus. */
    list.addEventListener("mousedown", (event) => {
      const option = event.target.closest("[role=option]");
      event.preventDefault();
      if (option) location.assign(option.dataset.url);
    });
    input.addEventListener("blur", close);
    form.addEventListener("submit", close);
  }

  document.querySelectorAll("form[data-suggest]").forEach(enhance);
})(document);
