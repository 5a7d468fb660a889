extension PageScript {
    /// The filter: lines that do not fit it step back, so that the lanes stay as they are.
    static let tools = #"""
        const search = make("input", { type: "search", placeholder: "Find in the steps  ( / )",
          "aria-label": "Find in the steps", input: filter });
        const count = make("span", { class: "count", role: "status" });
        function options(label, names) {
          return make("select", { "aria-label": label, change: filter }, make("option", { value: "" }, label),
            names.map((name, position) => make("option", { value: String(position + 1) }, name)));
        }
        const partNames = Array.from(new Set(run.steps.flatMap(step => step.changes.map(change => root(change.part)))));
        const actionNames = Array.from(new Set(run.steps.map(step => step.name)));
        const byLane = options("any replica", run.lanes.map(lane => lane.name));
        const byAction = options("any action", actionNames);
        const byField = options("any variable", partNames);
        function root(part) { return part.split(/[[.]/)[0]; }
        function isAbout(step, lane) {
          return step.lane === lane || step.arrows.some(arrow => arrow.from === lane || arrow.to === lane);
        }
        function fits(state) {
          const step = state ? run.steps[state - 1] : null;
          const words = search.value.trim().toLowerCase();
          const picked = [byLane, byAction, byField].map(choice => Number(choice.value) - 1);
          if (!step) return !words && picked.every(position => position < 0);
          if (picked[0] >= 0 && !isAbout(step, picked[0])) return false;
          if (picked[1] >= 0 && step.name !== actionNames[picked[1]]) return false;
          if (picked[2] >= 0 && !step.changes.some(change => root(change.part) === partNames[picked[2]])) return false;
          return !words || rows[state].textContent.toLowerCase().includes(words);
        }
        const isDim = state => rows[state].classList.contains("dim");
        function filter() {
          let fitting = 0;
          rows.forEach((row, state) => {
            const isFitting = fits(state);
            row.classList.toggle("dim", !isFitting);
            if (isFitting && state) fitting += 1;
          });
          count.textContent = fitting === last ? counted(last, "step") : fitting + " of " + counted(last, "step");
        }
        function move(from, by) {
          let state = from + by;
          while (state >= 0 && state <= last && isDim(state)) state += by;
          if (state >= 0 && state <= last) choose(state, true);
        }
        function end(by) { move(by > 0 ? -1 : last + 1, by); }
        """#

    /// Copies of the run as a text, as a diagram and as data.
    static let copies = #"""
        const copied = {
          text: () => run.copies.text, Mermaid: () => run.copies.mermaid, JSON: () => JSON.stringify(run, null, 1),
          link: () => location.href.split("#")[0] + fragment(),
        };
        async function copy(kind, button) {
          const text = copied[kind]();
          let isDone = true;
          try { await navigator.clipboard.writeText(text); } catch { isDone = copyByHand(text); }
          const words = button.textContent;
          button.textContent = isDone ? "Copied" : "Not copied";
          setTimeout(() => { button.textContent = words; }, 1200);
        }
        function copyByHand(text) {
          const area = make("textarea", { readonly: true, "aria-hidden": "true", class: "unseen" });
          area.value = text;
          document.body.append(area);
          area.select();
          const isDone = document.execCommand("copy");
          area.remove();
          return isDone;
        }
        function copyButton(kind) {
          const button = make("button", { type: "button", "data-copy": kind,
            "aria-label": "Copy " + kind, click: () => copy(kind, button) }, kind);
          return button;
        }
        """#

    /// Keys, help, and the start.
    static let keys = #"""
        const keyTable = [
          ["↑ ↓ or k j", "step before, step after"], ["Home End", "first, last"], ["/", "find"],
          ["c", "compare with this step; once more: no longer"], ["Esc", "leave the search"], ["?", "this list"],
        ];
        const help = make("dialog", { "aria-label": "Keys" }, make("h2", null, "Keys"),
          make("table", null, make("tbody", null, keyTable.map(([key, meaning]) => make("tr", null,
            make("th", { scope: "row" }, make("kbd", null, key)), make("td", null, meaning))))),
          make("button", { type: "button", click: () => help.close() }, "Close"));
        const actions = {
          ArrowDown: () => move(chosen, 1), ArrowUp: () => move(chosen, -1), ArrowRight: () => move(chosen, 1),
          ArrowLeft: () => move(chosen, -1), j: () => move(chosen, 1), k: () => move(chosen, -1),
          Home: () => end(1), End: () => end(-1), c: pin, "/": () => search.focus(), "?": () => help.showModal(),
        };
        function press(event) {
          if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
          const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
          if (event.key === "Escape" && isTyping) return rows[chosen].firstElementChild.focus();
          if (isTyping || !Object.hasOwn(actions, event.key)) return;
          event.preventDefault();
          actions[event.key]();
        }
        function click(event) {
          const row = event.target.closest && event.target.closest(".row, .dot");
          if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          choose(Number(row.dataset.state || row.dataset.step), true);
        }
        const pinning = make("button", { type: "button", "aria-pressed": "false", click: pin }, "Compare  ( c )");
        document.querySelector("main").append(
          make("div", { class: "tools", role: "toolbar", "aria-label": "Tools" }, search, byLane, byAction, byField,
            count, pinning,
            make("div", { class: "copies" }, make("span", null, "Copy"), Object.keys(copied).map(copyButton)),
            make("button", { type: "button", "aria-label": "Keys", click: () => help.showModal() }, "?")),
          panel);
        document.body.append(help, spoken);
        document.documentElement.classList.add("js");
        document.addEventListener("keydown", press);
        document.querySelector(".board").addEventListener("click", click);
        window.addEventListener("hashchange", follow);
        filter();
        follow();
        """#
}
