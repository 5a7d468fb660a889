/// Script of a page, by topic. It shows what is in the page's data, and makes text of it and nothing else.
enum PageScript {
    static let text =
        "(() => {\n\"use strict\";\n"
        + [model, panel, questions, code, choice, tools, copies, keys].joined(separator: "\n") + "\n})();"

    /// The data, and how elements are made of it: by text nodes only.
    static let model = #"""
        const run = JSON.parse(document.getElementById("run").textContent);
        const last = run.steps.length;
        const states = [];
        for (const changes of run.states) {
          const state = states.length ? states[states.length - 1].slice() : run.fields.map(() => null);
          for (const [field, value] of changes) state[field] = value;
          states.push(state);
        }
        const around = run.loop && run.loop.start < last ? run.loop : null;
        const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
        function make(name, attributes, ...children) {
          const element = document.createElement(name);
          for (const [key, value] of Object.entries(attributes || {})) {
            if (typeof value === "function") element.addEventListener(key, value);
            else if (value === true) element.setAttribute(key, "");
            else if (value !== false && value !== null) element.setAttribute(key, value);
          }
          element.append(...children.flat().filter(child => child !== null));
          return element;
        }
        const cell = (value, none) => make("td", { class: "value" }, value === null ? none || "none" : value);
        const counted = (count, noun) => count + " " + noun + (count === 1 ? "" : "s");
        function place(where) {
          if (!where) return null;
          const text = where.link ? make("a", { href: where.link, rel: "noreferrer" }, where.text) : where.text;
          return make("p", { class: "place" }, text);
        }
        function table(columns, rows) {
          const head = make("tr", null, columns.map(name => make("th", { scope: "col" }, name)));
          return make("table", null, make("thead", null, head), make("tbody", null, rows));
        }
        const section = (title, ...content) => [make("h3", null, title), ...content];
        function statusIn(offer, state) {
          let status = "a";
          for (const [since, turned] of offer.turns) {
            if (since > state) break;
            status = turned;
          }
          return status;
        }
        """#

    /// The panel that tells of one step.
    static let panel = #"""
        const panel = make("section", { class: "panel", "aria-label": "The chosen step" });
        const spoken = make("p", { class: "unseen", role: "status" });
        const marks = {
          h: ["✓", "holds", ""], b: ["✗", "broken", "bad"], i: ["○", "premise false", ""],
          r: ["★", "reached", "good"], o: ["○", "not reached", ""], g: ["✓", "goal met", ""],
          w: ["○", "goal not met", ""],
        };
        function light(property, state) {
          const [sign, word, style] = marks[property.marks[state]];
          return make("li", { class: (style + (property.isShown ? " shown" : "")).trim() },
            make("span", { class: "sign", "aria-hidden": "true" }, sign),
            make("span", { class: "name" }, property.name), make("span", { class: "word" }, word));
        }
        function changeTable(state) {
          if (state === 0) return make("ul", { class: "changes" }, run.start.map(text => make("li", null, text)));
          const changes = run.steps[state - 1].changes;
          if (!changes.length) return make("p", { class: "none" }, "(no change)");
          return table(["part", "before", "after"], changes.map(changeRow));
        }
        function changeRow(change) {
          const head = make("th", { scope: "row" }, change.part);
          const isWhole = change.text.includes(" → ") || !change.text.startsWith(change.part + ": ");
          if (isWhole) return make("tr", null, head, cell(change.old), cell(change.new));
          const rest = change.text.slice(change.part.length + 2);
          return make("tr", null, head, make("td", { class: "value", colspan: "2" }, rest));
        }
        function ground(arrow) {
          const from = run.lanes[arrow.from].name, to = run.lanes[arrow.to].name;
          const step = make("a", { href: "#step-" + arrow.since }, "step " + arrow.since);
          if (arrow.kind === "stated") return make("li", null, "message from " + from + " to " + to);
          if (arrow.kind === "enabling" && from === to) return make("li", null, "enabled by ", step, " of its own");
          const isOld = arrow.kind === "counted" && arrow.since === 0;
          if (isOld) return make("li", null, "counts " + from + ", there from the start");
          if (arrow.kind === "enabling") return make("li", null, "enabled by ", step, " of " + from);
          return make("li", null, "counts what ", step, " of " + from + " added");
        }
        function grounds(step) {
          const lines = step.arrows.map(ground);
          for (const text of step.discharges) lines.push(make("li", null, "discharges " + text));
          return lines.length ? section("Where it comes from", make("ul", { class: "grounds" }, lines)) : [];
        }
        function wholeState(state) {
          const rows = run.fields.map((name, field) => states[state][field] === null ? null : make("tr",
            { class: state > 0 && states[state - 1][field] !== states[state][field] ? "changed" : null },
            make("th", { scope: "row" }, name), cell(states[state][field])));
          return fold("The whole state", table(["variable", "value"], rows.filter(row => row)));
        }
        const opened = new Set();
        function fold(title, ...content) {
          const key = title.replace(/\d+/g, "");
          const folded = make("details", { open: opened.has(key) }, make("summary", null, title), ...content);
          folded.addEventListener("toggle", () => folded.open ? opened.add(key) : opened.delete(key));
          return folded;
        }
        """#
}
