"use strict";
// What the report does. The data are a JSON island; every text reaches the page as text (never as HTML).
(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const { articles, quotations } = data;
  const NOBODY = "(nobody named)";
  const STEP = 100; // rows that are put into the page at a time
  const EXCERPT = 400; // characters of a quotation in the list
  const FILTERS = ["search", "speaker", "to", "kind", "outlet", "from", "until", "sort"];
  const VIEWS = ["quotations", "whom", "speakers"];
  let visible = []; // the numbers of the quotations that pass the filters, in their order
  let drawn = 0; // how many of them are in the page
  let chosen = -1; // the number of the chosen quotation
  let view = "quotations";

  // Small helpers

  function make(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLowerCase();
  const join = (...parts) => parts.filter(Boolean).join(" · ");
  const count = (n, what) => `${n.toLocaleString("en")} ${what}${n === 1 ? "" : "s"}`;
  const compare = new Intl.Collator("en").compare;

  function contentOf(quotation) {
    const text = articles[quotation.article].text;
    return quotation.content.map(([start, end]) => text.slice(start, end)).join(" […] ");
  }

  // What is searched and compared, made once

  const links = new Map(); // the name of a quotation in a link, to its number
  quotations.forEach((q, n) => {
    const article = articles[q.article];
    q.words = contentOf(q);
    q.search = fold([q.words, q.speaker, q.title, q.to, q.place, article.title, article.outlet].filter(Boolean).join("\n"));
    q.link = q.uid;
    for (let i = 2; links.has(q.link); i++) q.link = `${q.uid}.${i}`;
    links.set(q.link, n);
  });

  // Filters

  function tally(values) {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1] || compare(a[0] ?? "", b[0] ?? ""));
  }
  function fillSelect(id, all, values, none) {
    const options = [new Option(all, "")];
    for (const [value, n] of tally(values)) {
      options.push(new Option(`${value ?? none} (${n})`, value === null ? "?" : `=${value}`));
    }
    $(id).replaceChildren(...options);
  }
  fillSelect("speaker", "everybody", quotations.map((q) => q.speaker), NOBODY);
  fillSelect("to", "anybody or nobody", quotations.map((q) => q.to), "(nobody is addressed)");
  fillSelect("kind", "every kind", quotations.map((q) => q.kind), "");
  fillSelect("outlet", "all", quotations.map((q) => articles[q.article].outlet), "(not known)");

  const passes = (id, value) => {
    const wanted = $(id).value;
    return wanted === "" || (value === null ? wanted === "?" : wanted === `=${value}`);
  };
  function searched() {
    const terms = fold($("search").value).match(/"[^"]+"|\S+/g) ?? [];
    return terms.map((term) => term.replace(/^"(.+)"$/, "$1"));
  }
  const dateOf = (q) => articles[q.article].date ?? "";
  const ORDERS = {
    article: () => 0,
    newest: (a, b) => compare(dateOf(b), dateOf(a)),
    oldest: (a, b) => compare(dateOf(a) || "9", dateOf(b) || "9"),
    speaker: (a, b) => (a.speaker === null) - (b.speaker === null) || compare(a.speaker ?? "", b.speaker ?? ""),
    outlet: (a, b) => compare(articles[a.article].outlet ?? "\uffff", articles[b.article].outlet ?? "\uffff"),
    least: (a, b) => a.confidence - b.confidence,
    longest: (a, b) => b.words.length - a.words.length,
  };
  function apply() {
    const terms = searched();
    const from = $("from").value;
    const until = $("until").value;
    visible = [];
    quotations.forEach((q, n) => {
      const date = dateOf(q);
      const fits = passes("speaker", q.speaker) && passes("to", q.to) && passes("kind", q.kind)
        && passes("outlet", articles[q.article].outlet)
        && (!from || (date && date >= from)) && (!until || (date && date <= until))
        && terms.every((term) => q.search.includes(term));
      if (fits) visible.push(n);
    });
    const order = ORDERS[$("sort").value] ?? ORDERS.article;
    visible.sort((a, b) => order(quotations[a], quotations[b]) || a - b);
    $("count").textContent = visible.length === quotations.length
      ? count(quotations.length, "quotation") : `${visible.length.toLocaleString("en")} of ${count(quotations.length, "quotation")}`;
    drawList();
    drawView();
  }

  // The list

  function row(n, position) {
    const q = quotations[n];
    const article = articles[q.article];
    const who = make("p", "who", q.speaker ?? NOBODY);
    const told = join(q.title, q.to && `to ${q.to}`);
    if (told) who.append(make("span", "", ` ${told}`));
    const words = q.words.length > EXCERPT ? `${q.words.slice(0, EXCERPT)}…` : q.words;
    const meta = join(q.kind, q.negated && "negated", article.date, article.outlet, article.title ?? article.id);
    const element = make("div", "row", who, make("p", "", words), make("p", "meta", meta));
    element.id = `q${n}`;
    element.setAttribute("role", "option");
    element.setAttribute("aria-selected", String(n === chosen));
    element.setAttribute("aria-posinset", String(position + 1));
    element.setAttribute("aria-setsize", String(visible.length));
    element.dir = "auto";
    return element;
  }
  function drawMore(until) {
    const rows = [];
    for (; drawn < Math.min(until, visible.length); drawn++) rows.push(row(visible[drawn], drawn));
    $("results").append(...rows);
  }
  function drawList() {
    drawn = 0;
    $("results").replaceChildren();
    $("results").scrollTop = 0;
    if (visible.length === 0) $("results").append(make("p", "empty", "No quotation passes these filters."));
    const at = visible.indexOf(chosen);
    drawMore(Math.max(STEP, at + 2));
    markChosen();
    if (at >= 0) $(`q${chosen}`).scrollIntoView({ block: "nearest" });
  }
  function markChosen() {
    for (const old of $("results").querySelectorAll('[aria-selected="true"]')) old.setAttribute("aria-selected", "false");
    const element = chosen >= 0 ? $(`q${chosen}`) : null;
    if (element) {
      element.setAttribute("aria-selected", "true");
      $("results").setAttribute("aria-activedescendant", element.id);
    } else {
      $("results").removeAttribute("aria-activedescendant");
    }
    return element;
  }
  function choose(n) {
    chosen = n;
    const at = visible.indexOf(n);
    if (at >= 0) drawMore(at + 2);
    markChosen()?.scrollIntoView({ block: "nearest" });
    drawReader();
    keepAddress();
  }
  function step(by) {
    if (visible.length === 0) return;
    const at = visible.indexOf(chosen);
    const last = visible.length - 1;
    const to = at >= 0 ? at + by : by === Infinity || (by < 0 && by !== -Infinity) ? last : 0;
    choose(visible[Math.max(0, Math.min(last, to))]);
  }

  // The article beside it

  function pieces(text, parts) {
    // Cuts the text at every edge of a part: [start, end, the parts that cover it].
    const edges = new Set([0, text.length]);
    for (const part of parts) for (const [start, end] of part.spans) edges.add(start).add(end);
    const sorted = [...edges].sort((a, b) => a - b);
    const starts = new Map();
    const ends = new Map();
    const put = (map, key, value) => map.set(key, [...(map.get(key) ?? []), value]);
    for (const part of parts) {
      for (const [start, end] of part.spans) {
        if (start < end) { put(starts, start, part); put(ends, end, part); }
      }
    }
    const open = new Set();
    const found = [];
    for (let i = 0; i + 1 < sorted.length; i++) {
      for (const part of ends.get(sorted[i]) ?? []) open.delete(part);
      for (const part of starts.get(sorted[i]) ?? []) open.add(part);
      found.push([sorted[i], sorted[i + 1], [...open]]);
    }
    return found;
  }
  function articleText(q) {
    const text = articles[q.article].text;
    const parts = ["source", "cue", "addressee"].map((role) => ({ role, spans: q[role] }));
    quotations.forEach((other, n) => {
      if (other.article === q.article) parts.push({ role: other === q ? "here" : "other", spans: other.content, n });
    });
    const element = make("div", "text");
    element.dir = "auto";
    for (const [start, end, covering] of pieces(text, parts)) {
      const words = text.slice(start, end);
      if (covering.length === 0) { element.append(words); continue; }
      const here = covering.some((part) => part.role === "here");
      const others = covering.filter((part) => part.role === "other");
      const roles = covering.map((part) => part.role).filter((role) => role !== "other" && role !== "here");
      const piece = make(here || others.length ? "mark" : "span", [here ? "here" : "", ...roles].join(" ").trim(), words);
      if (!here && others.length) piece.dataset.n = String(others[others.length - 1].n);
      element.append(piece);
    }
    return element;
  }
  function drawReader() {
    if (chosen < 0) {
      $("reader").replaceChildren(make("p", "empty", "Choose a quotation: its article is shown here, with its place marked."));
      return;
    }
    const q = quotations[chosen];
    const article = articles[q.article];
    const facts = make("dl", "facts");
    const fact = (name, value) => { if (value) facts.append(make("dt", "", name), make("dd", "", value)); };
    fact("Speaker", join(q.speaker ?? NOBODY, q.title, q.speakerKind));
    fact("To", q.to);
    fact("About", q.about.join(", "));
    fact("When", q.when);
    fact("Where", q.place);
    fact("Kind", join(q.kind, q.act, q.negated && "negated"));
    fact("Certain", `${Math.round(q.confidence * 100)} %`);
    fact("Rule", q.rule);
    const link = make("a", "", "Link to this quotation");
    link.href = `#${new URLSearchParams({ quote: q.link })}`;
    link.id = "quote-link";
    const meta = make("p", "meta", join(article.outlet, article.date, article.id));
    const web = /^https?:\/\//i.test(article.url ?? "");
    if (web) {
      const source = make("a", "", "the article on the web");
      source.href = article.url;
      source.rel = "noopener noreferrer external";
      source.target = "_blank";
      meta.append(" · ", source);
    } else if (article.url) {
      meta.append(` · ${article.url}`);
    }
    const text = articleText(q);
    text.lang = article.language ?? "";
    const title = make("h2", "", article.title ?? article.id ?? "(an article without a title)");
    title.dir = "auto";
    $("reader").replaceChildren(title, meta, facts, make("p", "meta", link), text);
    const mark = text.querySelector(".here");
    if (mark) {
      const beside = $("reader").clientHeight < $("reader").scrollHeight;
      if (beside) $("reader").scrollTop = Math.max(0, mark.offsetTop - $("reader").offsetTop - $("reader").clientHeight / 3);
    }
  }

  // Who told whom; speakers

  const TABLE_ROWS = 500;
  function cut(table, total) {
    return total > TABLE_ROWS ? [table, make("p", "meta", `The first ${TABLE_ROWS} of ${total.toLocaleString("en")} rows.`)] : [table];
  }
  function tableOf(caption, heads, rows) {
    const head = make("tr", "", ...heads.map((name) => { const th = make("th", "", name); th.scope = "col"; return th; }));
    const body = rows.slice(0, TABLE_ROWS).map((cells) => make("tr", "", ...cells.map((cell) => {
      return make("td", typeof cell === "number" ? "n" : "", typeof cell === "number" ? cell.toLocaleString("en") : cell);
    })));
    const table = make("table", "", make("caption", "", caption), make("thead", "", head), make("tbody", "", ...body));
    return cut(table, rows.length);
  }
  function button(name, label, set) {
    const element = make("button", "", name ?? NOBODY);
    element.type = "button";
    element.setAttribute("aria-label", label);
    element.addEventListener("click", () => {
      for (const [id, value] of Object.entries(set)) $(id).value = value === null ? "?" : `=${value}`;
      show("quotations");
      apply();
      keepAddress();
    });
    return element;
  }
  function bar(n, most) {
    const meter = make("meter", "", String(n));
    meter.min = 0;
    meter.max = most;
    meter.value = n;
    meter.setAttribute("aria-hidden", "true");
    return meter;
  }
  function pairRows(pairs, filterSecond) {
    const counts = tally(pairs.map(([a, b]) => JSON.stringify([a, b])));
    const most = counts[0]?.[1] ?? 1;
    return counts.map(([key, n]) => {
      const [a, b] = JSON.parse(key);
      const second = filterSecond ? button(b, `quotations of ${a ?? NOBODY} to ${b}`, { speaker: a, to: b }) : b;
      return [button(a, `quotations of ${a ?? NOBODY}`, { speaker: a }), second, n, bar(n, most)];
    });
  }
  function drawWhom() {
    const shown = visible.map((n) => quotations[n]);
    const told = shown.filter((q) => q.to !== null).map((q) => [q.speaker, q.to]);
    const about = shown.flatMap((q) => q.about.filter((name) => name !== q.speaker).map((name) => [q.speaker, name]));
    $("view-whom").replaceChildren(
      ...tableOf(`Who told whom: ${told.length.toLocaleString("en")} of ${count(shown.length, "quotation")} name who is spoken to.`,
        ["Speaker", "To", "Quotations", ""], pairRows(told, true)),
      ...tableOf("Who speaks about whom: people and bodies named in what was said.",
        ["Speaker", "About", "Quotations", ""], pairRows(about, false)));
  }
  function drawSpeakers() {
    const groups = new Map();
    for (const n of visible) {
      const q = quotations[n];
      const group = groups.get(q.speaker) ?? { n: 0, direct: 0, articles: new Set(), outlets: new Set(), dates: [], title: null };
      group.n++;
      group.direct += q.kind !== "indirect";
      group.articles.add(q.article);
      group.title ??= q.title;
      const { outlet, date } = articles[q.article];
      if (outlet) group.outlets.add(outlet);
      if (date) group.dates.push(date);
      groups.set(q.speaker, group);
    }
    const sorted = [...groups].sort((a, b) => b[1].n - a[1].n || compare(a[0] ?? "", b[0] ?? ""));
    const most = sorted[0]?.[1].n ?? 1;
    const rows = sorted.map(([name, group]) => {
      const dates = group.dates.sort();
      const period = dates.length === 0 ? "" : dates[0] === dates.at(-1) ? dates[0] : `${dates[0]} to ${dates.at(-1)}`;
      return [button(name, `quotations of ${name ?? NOBODY}`, { speaker: name }), group.title ?? "", group.n, group.direct,
        group.articles.size, group.outlets.size, period, bar(group.n, most)];
    });
    $("view-speakers").replaceChildren(...tableOf(`${count(rows.length, "speaker")} of ${count(visible.length, "quotation")}.`,
      ["Speaker", "Title", "Quotations", "with quoted words", "Articles", "Outlets", "Dates", ""], rows));
  }
  function drawView() {
    if (view === "whom") drawWhom();
    if (view === "speakers") drawSpeakers();
  }
  function show(name) {
    view = VIEWS.includes(name) ? name : "quotations";
    for (const each of VIEWS) {
      $(`view-${each}`).hidden = each !== view;
      $(`tab-${each}`).setAttribute("aria-selected", String(each === view));
      $(`tab-${each}`).tabIndex = each === view ? 0 : -1;
    }
    drawView();
  }

  // The address: filters, view and chosen quotation, so that a link shows the same

  function keepAddress() {
    const state = new URLSearchParams();
    for (const id of FILTERS) {
      if ($(id).value && !(id === "sort" && $(id).value === "article")) state.set(id, $(id).value);
    }
    if (view !== "quotations") state.set("view", view);
    if (chosen >= 0) state.set("quote", quotations[chosen].link);
    const hash = `#${state}`;
    if (hash !== location.hash) history.replaceState(null, "", hash);
  }
  function readAddress() {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const id of FILTERS) {
      $(id).value = state.get(id) ?? (id === "sort" ? "article" : "");
      if ($(id).value === "" && $(id).tagName === "SELECT") $(id).selectedIndex = 0;
    }
    chosen = links.get(state.get("quote")) ?? -1;
    show(state.get("view"));
    apply();
    drawReader();
  }

  // Keys and clicks

  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
    const target = event.target;
    if (target.matches("input, select")) {
      if (event.key === "Escape" && target.id === "search") $("results").focus();
      return;
    }
    const inTabs = target.getAttribute("role") === "tab";
    if (inTabs && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      const next = (VIEWS.indexOf(view) + (event.key === "ArrowRight" ? 1 : VIEWS.length - 1)) % VIEWS.length;
      show(VIEWS[next]);
      $(`tab-${view}`).focus();
      keepAddress();
      return event.preventDefault();
    }
    const inList = target === $("results") || target === document.body;
    const actions = {
      "/": () => $("search").focus(),
      "?": () => $("help").showModal(),
      j: () => step(1),
      k: () => step(-1),
      x: () => clear(),
      1: () => { show("quotations"); keepAddress(); },
      2: () => { show("whom"); keepAddress(); },
      3: () => { show("speakers"); keepAddress(); },
      Escape: () => $("results").focus(),
    };
    const listActions = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      PageDown: () => step(10),
      PageUp: () => step(-10),
      Home: () => step(-Infinity),
      End: () => step(Infinity),
      Enter: () => { if (chosen >= 0) $("reader").focus(); },
    };
    const action = actions[event.key] ?? (inList && view === "quotations" ? listActions[event.key] : undefined);
    if (action) { action(); event.preventDefault(); }
  }
  function clear() {
    $("filters").reset();
    apply();
    keepAddress();
  }

  document.addEventListener("keydown", key);
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("filters").addEventListener("reset", () => setTimeout(() => { apply(); keepAddress(); }));
  const isSelect = (event) => event.target.tagName === "SELECT";
  $("filters").addEventListener("input", (event) => { if (!isSelect(event)) { apply(); keepAddress(); } });
  $("filters").addEventListener("change", (event) => { if (isSelect(event)) { apply(); keepAddress(); } });
  $("results").addEventListener("click", (event) => {
    const element = event.target.closest(".row");
    if (element) choose(Number(element.id.slice(1)));
  });
  $("results").addEventListener("scroll", () => {
    const list = $("results");
    if (list.scrollTop + 2 * list.clientHeight > list.scrollHeight) drawMore(drawn + STEP);
  });
  $("reader").addEventListener("click", (event) => {
    if (event.target.dataset.n !== undefined) choose(Number(event.target.dataset.n));
  });
  for (const name of VIEWS) $(`tab-${name}`).addEventListener("click", () => { show(name); keepAddress(); });
  $("help-open").addEventListener("click", () => $("help").showModal());
  $("help-close").addEventListener("click", () => $("help").close());
  addEventListener("hashchange", readAddress);
  addEventListener("beforeprint", () => drawMore(visible.length));

  const dates = articles.map((article) => article.date).filter(Boolean).sort();
  const period = dates.length === 0 ? "" : dates[0] === dates.at(-1) ? dates[0] : `${dates[0]} to ${dates.at(-1)}`;
  const silent = articles.length - new Set(quotations.map((q) => q.article)).size;
  const unknown = quotations.filter((q) => q.speaker === null).length;
  $("summary").textContent = join(count(quotations.length, "quotation"), `${count(articles.length, "article")}, ${silent.toLocaleString("en")} without a quotation`,
    period, `${unknown.toLocaleString("en")} of nobody named`);
  readAddress();
})();
