// The review widget: one attribution at a time. Every text reaches the page as text.
function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}
function labelled(label, control) {
  return make("label", "", `${label} `, control);
}
function button(label, title, act) {
  const element = make("button", "", label);
  element.type = "button";
  element.title = title;
  element.addEventListener("click", act);
  return element;
}
const NOBODY = "(nobody named)";

function render({ model, el }) {
  let at = 0;
  const speaker = make("select");
  const kind = make("select");
  const most = make("input");
  Object.assign(most, { type: "number", min: 0, max: 1, step: 0.05, value: 1 });
  const state = make("select");
  for (const [value, label] of [["", "all"], ["open", "open"], ["done", "decided"]]) state.append(new Option(label, value));
  const place = make("span", "iq-quiet");
  place.setAttribute("role", "status");
  const said = make("div", "iq-said");
  const who = make("div");
  const facts = make("div", "iq-quiet");
  const decided = make("div");
  const name = make("input");
  name.type = "text";
  const people = make("datalist");
  people.id = `iq-people-${Math.random().toString(36).slice(2)}`;
  name.setAttribute("list", people.id);

  function fill(select, all, values) {
    const kept = select.value;
    const names = [...new Set(values)].sort();
    select.replaceChildren(new Option(all, ""), ...names.map((value) => new Option(value, `=${value}`)));
    select.value = kept;
    if (select.selectedIndex < 0) select.selectedIndex = 0;
  }
  function shown() {
    const decisions = model.get("decisions");
    const limit = most.value === "" ? 1 : Number(most.value);
    return model.get("items").filter((item) => {
      const done = item.key in decisions;
      return (speaker.value === "" || speaker.value === `=${item.speaker ?? NOBODY}`)
        && (kind.value === "" || kind.value === `=${item.kind}`) && item.confidence <= limit
        && (state.value === "" || (state.value === "done") === done);
    });
  }
  function draw() {
    const items = shown();
    at = Math.max(0, Math.min(at, items.length - 1));
    const item = items[at];
    const total = model.get("items").length;
    place.textContent = `${items.length ? at + 1 : 0} of ${items.length} (${Object.keys(model.get("decisions")).length} of ${total} decided)`;
    for (const control of [...acts.querySelectorAll("button"), name]) control.disabled = !item;
    if (!item) {
      who.replaceChildren("Nothing passes these filters.");
      for (const element of [said, facts, decided]) element.replaceChildren();
      return;
    }
    const told = [item.cue && ` [${item.cue}]`, item.to && ` to ${item.to}`].filter(Boolean).join("");
    who.replaceChildren(make("span", "iq-who", item.speaker ?? NOBODY), told);
    said.replaceChildren(...item.parts.map(([inside, text]) => (inside ? make("mark", "", text) : text)));
    facts.textContent = [item.kind, item.when, `certain ${item.confidence.toFixed(2)}`, `rule ${item.rule ?? "none"}`, item.doc, item.date]
      .filter(Boolean).join(" · ");
    const decision = model.get("decisions")[item.key];
    const words = { accept: "accepted", reject: "rejected: no quotation", set: `the speaker is ${decision?.speaker}` };
    decided.className = decision ? "iq-decided" : "";
    decided.textContent = decision ? words[decision.do] : "";
    name.value = decision?.speaker ?? item.speaker ?? "";
    people.replaceChildren(...item.people.map((each) => new Option(each)));
  }
  function step(by) {
    at += by;
    draw();
  }
  function decide(decision) {
    const items = shown();
    const item = items[at];
    if (!item) return;
    const decisions = { ...model.get("decisions") };
    if (decision) decisions[item.key] = decision;
    else delete decisions[item.key];
    model.set("decisions", decisions);
    model.save_changes();
    if (decision && state.value !== "open") at += 1;
    draw();
  }
  function mend() {
    const words = name.value.trim();
    if (words) decide({ do: "set", speaker: words });
    else name.focus();
  }

  const back = button("‹ back", "previous (k)", () => step(-1));
  const next = button("next ›", "next (j)", () => step(1));
  const acts = make("div", "iq-bar",
    button("Accept", "right as it is (a)", () => decide({ do: "accept" })),
    button("Reject", "this is no quotation (r)", () => decide({ do: "reject" })),
    labelled("Speaker", name), people,
    button("Mend", "this is the speaker (Enter)", mend),
    button("Undo", "take the decision back (u)", () => decide(null)));
  const filters = make("div", "iq-bar", labelled("Speaker", speaker), labelled("Kind", kind),
    labelled("Certain at most", most), labelled("Show", state), back, next, place);
  const box = make("div", "iq-review", filters, who, said, facts, decided, acts);
  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "Review of attributions");
  for (const control of [speaker, kind, most, state]) {
    control.addEventListener("change", () => { at = 0; draw(); });
  }
  box.addEventListener("keydown", (event) => {
    event.stopPropagation(); // the notebook has keys of its own
    if (event.target === name) {
      if (event.key === "Enter") mend();
      if (event.key === "Escape") box.focus();
      return;
    }
    if (event.target.matches("input, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const actions = { j: () => step(1), k: () => step(-1), a: () => decide({ do: "accept" }), r: () => decide({ do: "reject" }),
      u: () => decide(null), m: () => name.focus() };
    if (actions[event.key]) {
      actions[event.key]();
      event.preventDefault();
    }
  });
  function refill() {
    const items = model.get("items");
    fill(speaker, "everybody", items.map((item) => item.speaker ?? NOBODY));
    fill(kind, "every kind", items.map((item) => item.kind));
    draw();
  }
  model.on("change:items", refill);
  model.on("change:decisions", draw);
  el.append(box);
  refill();
}
export default { render };
