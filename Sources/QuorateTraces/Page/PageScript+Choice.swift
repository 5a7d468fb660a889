extension PageScript {
    /// The chosen step, and the one that it is compared with.
    static let choice = #"""
        const rows = all(".row");
        let chosen = 0, pinned = null;
        function title(state) { return state === 0 ? "initial state" : run.steps[state - 1].action; }
        function elements(value) {
          if (value === null || !/^\{.+\}$/s.test(value)) return [];
          const found = [""];
          let depth = 0;
          for (const piece of value.slice(1, -1).split(/(, |[([{)\]}])/)) {
            if ("([{".includes(piece) && piece) depth += 1;
            if (")]}".includes(piece) && piece) depth -= 1;
            if (piece === ", " && depth === 0) found.push("");
            else found[found.length - 1] += piece;
          }
          return found;
        }
        function own(value, other) {
          const others = new Set(elements(other)), all = elements(value);
          const rest = all.filter(each => !others.has(each)), same = all.length - rest.length;
          return same ? [rest.join(", "), "(" + same + " the same)"].filter(text => text).join(" ") : value;
        }
        function comparison() {
          if (pinned === null || pinned === chosen) return [];
          const rows = run.fields.map((name, field) => {
            const [one, other] = [states[pinned][field], states[chosen][field]];
            if (one === other) return null;
            return make("tr", null, make("th", { scope: "row" }, name), cell(own(one, other)), cell(own(other, one)));
          }).filter(row => row);
          const head = ["variable", "state " + pinned, "state " + chosen];
          return section("Compared with state " + pinned,
            rows.length ? table(head, rows) : make("p", { class: "none" }, "The two states are the same."));
        }
        function where() {
          const step = (text, label, to) => make("button",
            { type: "button", "aria-label": label, disabled: to < 0 || to > last, click: () => choose(to, true) }, text);
          const loop = around && chosen > around.start ? ", in the loop" : "";
          return make("div", { class: "where" }, make("span", null, "State " + chosen + " of " + last + loop),
            step("↑", "Step before", chosen - 1), step("↓", "Step after", chosen + 1));
        }
        function drawingOf(state) {
          if (!run.drawings) return [];
          const figure = document.querySelector("#step-" + state + " .drawing");
          return [figure ? figure.cloneNode(true) : make("p", { class: "none" }, "(not drawn: the run is too long)")];
        }
        function show() {
          const step = chosen > 0 ? run.steps[chosen - 1] : null;
          panel.replaceChildren(...[
            where(), make("h2", null, make("code", null, title(chosen))), step ? place(step.place) : null,
            ...drawingOf(chosen),
            ...section(step ? "What changed" : "What is not empty", changeTable(chosen)),
            ...comparison(), ...(run.properties.length ? section("Properties",
              make("ul", { class: "lights" }, run.properties.map(each => light(each, chosen)))) : []),
            ...codeIn(chosen), ...(step ? grounds(step) : []), ...offersIn(chosen), wholeState(chosen),
          ].filter(part => part !== null));
          panel.scrollTop = 0;
          spoken.textContent = "State " + chosen + " of " + last + ": " + title(chosen);
        }
        function emphasize(selector, test, style) {
          for (const element of all(selector)) element.classList.toggle(style, test(element.dataset));
        }
        function mark() {
          rows.forEach((row, state) => {
            const link = row.firstElementChild;
            row.classList.toggle("picked", state === chosen);
            row.classList.toggle("pinned", state === pinned);
            link.tabIndex = state === chosen ? 0 : -1;
            if (state === chosen) link.setAttribute("aria-current", "step");
            else link.removeAttribute("aria-current");
          });
          pinning.setAttribute("aria-pressed", String(pinned !== null));
          const number = String(chosen);
          emphasize(".lanes .arrow", data => data.to === number || data.since === number, "on");
          emphasize(".dot", data => data.step === number, "picked");
        }
        function fragment() { return "#step-" + chosen + (pinned === null ? "" : "-with-" + pinned); }
        function reveal(row) {
          const place = row.getBoundingClientRect(), sheet = panel.getBoundingClientRect();
          const isSheet = sheet.left < place.right && sheet.top > 60;
          const bottom = isSheet ? Math.min(sheet.top, window.innerHeight) : window.innerHeight;
          if (place.top < 44) window.scrollBy(0, place.top - 44);
          else if (place.bottom > bottom - 8) window.scrollBy(0, place.bottom - bottom + 8);
        }
        function choose(state, focusing) {
          chosen = Math.max(0, Math.min(last, state));
          show();
          mark();
          history.replaceState(null, "", fragment());
          const link = rows[chosen].firstElementChild;
          if (focusing) link.focus({ preventScroll: true });
          reveal(rows[chosen]);
        }
        function pin() {
          pinned = pinned === chosen ? null : chosen;
          choose(chosen, false);
        }
        function follow() {
          const found = /^#step-(\d{1,9})(?:-with-(\d{1,9}))?$/.exec(location.hash);
          if (!found) return (show(), mark());
          const other = found[2] === undefined ? null : Number(found[2]);
          if (other !== null) pinned = Math.min(other, last);
          choose(Number(found[1]), false);
        }
        """#
}
