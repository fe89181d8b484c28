// What a browser can do on top of a page that works without it: sort and filter tables, copy a citation, and say that
// the data has changed. It builds text nodes only, so that nothing in a table can run.
"use strict";

for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  const number = (text) => (/^-?[\d.]+$/.test(text) ? Number(text) : NaN);
  for (const [column, head] of [...table.tHead.rows[0].cells].entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = (row) => row.cells[column].textContent;
      const order = (a, b) => {
        const [x, y] = [key(a), key(b)];
        const [m, n] = [number(x), number(y)];
        return Number.isNaN(m) || Number.isNaN(n) ? x.localeCompare(y) : m - n;
      };
      body.append(...[...body.rows].sort((a, b) => (down ? order(b, a) : order(a, b))));
    });
  }
  if (body.rows.length > 12) {
    const filter = document.createElement("input");
    filter.type = "search";
    filter.className = "filter";
    filter.placeholder = "Filter these lines";
    filter.setAttribute("aria-label", "Filter these lines");
    table.parentElement.before(filter);
    filter.addEventListener("input", () => {
      const wanted = filter.value.toLowerCase();
      for (const row of body.rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    });
  }
}

for (const copy of document.querySelectorAll(".copy")) {
  const text = copy.querySelector("textarea");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      document.execCommand("copy");
    }
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 1500);
  });
  copy.append(button);
}

const query = document.getElementById("query");
if (query) {
  const marked = document.querySelector(".marked");
  if (marked) {
    const lines = query.value.split("\n");
    const before = lines.slice(0, marked.dataset.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
    query.focus();
    query.setSelectionRange(before + marked.dataset.column - 1, before + Number(marked.dataset.column));
  }
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) query.form.requestSubmit();
  });
}

document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName);
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    document.getElementById("search")?.focus();
  }
});

const version = document.documentElement.dataset.version;
if (version) {
  const look = async () => {
    try {
      const answer = await fetch("/healthz", { cache: "no-store" });
      const now = answer.headers.get("x-actant-version");
      if (now && now !== version && !document.querySelector(".fresh")) {
        const said = document.createElement("p");
        said.className = "fresh";
        said.setAttribute("role", "status");
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = "Show it";
        button.addEventListener("click", () => location.reload());
        said.append("The data has changed.", button);
        document.body.append(said);
      }
    } catch {
      // The endpoint is gone; it may come back.
    }
  };
  setInterval(look, 5000);
}
