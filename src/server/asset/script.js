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
    const at = before + Number(marked.dataset.column);
    query.setSelectionRange(at - 1, at);
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

// The picture of the graph: a line leads to its claims, a node to its page, and the days can be drawn along.
const picture = document.querySelector(".picture img");
if (picture) {
  const link = picture.parentElement;
  const show = async () => {
    const answer = await fetch(picture.src);
    if (!answer.ok) return;
    // The page takes no style that stands in a text; one that is made here it does.
    const text = await answer.text();
    const style = text.match(/<style>([^<]*)<\/style>/)?.[1] ?? "";
    const plain = text.replace(/<style>[^<]*<\/style>/, "").replaceAll(' style="', ' data-style="');
    const drawn = new DOMParser().parseFromString(plain, "image/svg+xml");
    if (drawn.documentElement.localName !== "svg") return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`${style}
      svg { min-width: ${Math.round(0.75 * parseFloat(drawn.documentElement.getAttribute("width")))}px; max-width: 100%;
        height: auto; display: block; margin: 0 auto; }
      [data-edges], [data-node] { cursor: pointer; } .sought { filter: drop-shadow(0 0 3px #d08a00); }
      g:focus-visible { outline: 2px solid; }`);
    const svg = document.importNode(drawn.documentElement, true);
    for (const element of svg.querySelectorAll("[data-style]")) element.style.cssText = element.dataset.style;
    const host = document.createElement("div");
    const root = host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    root.append(svg);
    link.replaceWith(host);
    const lines = (group) => group.dataset.edges.split(" ").map((number) => document.getElementById(`edge-${number}`));
    for (const group of svg.querySelectorAll("g[data-edges]")) {
      group.addEventListener("click", () => {
        for (const old of document.querySelectorAll(".edges .sought")) old.classList.remove("sought");
        for (const old of svg.querySelectorAll(".sought")) old.classList.remove("sought");
        const found = lines(group).filter(Boolean);
        group.classList.add("sought");
        for (const line of found) line.classList.add("sought");
        found[0]?.querySelector(".quiet a, a")?.focus({ preventScroll: true });
        found[0]?.scrollIntoView({ block: "center" });
      });
    }
    for (const group of svg.querySelectorAll("g[data-node]")) {
      const number = group.dataset.node;
      const line = document.querySelector(`.edges [data-from="${number}"], .edges [data-to="${number}"]`);
      const ends = line ? line.querySelectorAll(":scope > a") : [];
      const end = line?.dataset.from === number ? ends[0] : ends[ends.length - 1];
      if (end) group.addEventListener("click", () => (location.href = end.href));
    }
  };
  show().catch(() => {});
}

const [since, until] = ["since", "until"].map((name) => document.querySelector(`input[type="date"]#${name}`));
if (since?.min && until?.max) {
  const day = (text) => Date.parse(text) / 86400000;
  for (const input of [since, until]) {
    const slider = document.createElement("input");
    slider.type = "range";
    [slider.min, slider.max] = [day(input.min), day(input.max)];
    slider.value = input.value ? day(input.value) : input === since ? slider.min : slider.max;
    slider.setAttribute("aria-label", input.name);
    const say = () => {
      const text = new Date(slider.value * 86400000).toISOString().slice(0, 10);
      input.value = text;
      slider.setAttribute("aria-valuetext", text);
    };
    slider.addEventListener("input", say);
    slider.addEventListener("change", () => slider.form.requestSubmit());
    input.after(slider);
  }
}
