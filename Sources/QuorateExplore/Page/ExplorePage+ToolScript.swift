extension ExplorePage {
    /// Searching, saving, opening, replaying, and keys.
    static let tools = #"""
        async function tree() {
          const found = await ask("tree");
          fill($("tree"), found.nodes.map(node => {
            const item = crumb({node: node.node, action: node.action});
            item.style.paddingInlineStart = Math.min(node.depth, 24) + "ch";
            return item;
          }));
          if (found.count > found.nodes.length) $("tree").append(make("li", `${found.count - found.nodes.length} more`, "none"));
        }

        /** What is told beside the form is the answer to what it asks, or nothing. */
        const forget = () => { asked = undefined; $("progress").textContent = ""; $("progress").className = ""; };

        const watch = async (id, done) => {
          clearTimeout(timer);
          const job = await ask("progress");
          $("stop").disabled = !job?.running || job.kind !== "search";
          if (job?.id !== id) return;
          if (job.running) {
            if (asked === id) $("progress").textContent = job.kind === "replay" ? "The code takes the walk …" :
              `Looking: ${job.states} states, ${job.depth} steps away, ${job.seconds} s`;
            timer = setTimeout(guarded(() => watch(id, done)), 200);
          } else if (asked === id) await done(job.outcome);
        };

        const kinds = {property: "goal-property", action: "goal-action", predicate: "goal-predicate"};
        $("goal-kind").addEventListener("change", () => {
          for (const kind of Object.keys(kinds)) $(kind + "-label").hidden = kind !== $("goal-kind").value;
        });
        for (const change of ["input", "change"]) $("goal").addEventListener(change, forget);
        $("goal").addEventListener("submit", event => {
          event.preventDefault();
          forget();
          const kind = $("goal-kind").value, here = event.submitter?.value !== "start";
          guarded(async () => {
            const job = await ask("search", {goal: {[kind]: $(kinds[kind]).value}, ...(here && view ? {node: view.node} : {})});
            asked = job.id;
            await watch(job.id, async outcome => {
              $("progress").className = outcome.result;
              $("progress").textContent = outcome.text + (outcome.note ? " (" + outcome.note + ")" : "");
              if (outcome.result === "found") { trail = []; await go(outcome.node); }
            });
          })();
        });
        $("stop").addEventListener("click", guarded(() => ask("stop")));

        function saveChoices() {
          const shown = view.properties.filter(each => each.mark === "broken" || each.mark === "reached");
          const options = shown.map(each => new Option(`"${each.name}" ${each.mark}`, each.name));
          fill($("save-property"), options.length ? options : [new Option("no property", "")]);
          const broken = shown.find(each => each.mark === "broken");
          if (broken) $("save-property").value = broken.name;
        }
        const property = () => $("save-property").value ? {property: $("save-property").value} : {};
        $("save").addEventListener("click", guarded(async () => {
          const saved = await ask("trace", {node: view.node, ...property()});
          $("saved-text").textContent = saved.text;
          $("saved").hidden = false;
          const link = make("a");
          link.href = URL.createObjectURL(new Blob([saved.text], {type: "application/json"}));
          link.download = saved.file;
          link.click();
          setTimeout(() => URL.revokeObjectURL(link.href), 1000);
          say(saved.file + " is saved; quorate show and quorate replay take it.");
        }));
        $("open").addEventListener("change", guarded(async () => {
          const file = $("open").files[0];
          if (!file) return;
          const text = await file.text();
          $("open").value = "";
          const opened = await ask("open", null, text);
          trail = [];
          show(opened, true);
          say(opened.note || "The trace is open: every step of it can be gone back to.");
        }));

        const replay = code => guarded(async () => {
          forget();
          fill($("replayed"), []);
          const job = await ask("replay", {node: view.node, code, ...property()});
          asked = job.id;
          await watch(job.id, async outcome => { forget(); showReplay(outcome); });
        });
        function showReplay(outcome) {
          if (outcome.result === "failed") return fill($("replayed"), [make("p", outcome.text, "warn")]);
          const list = make("ol");
          fill(list, outcome.marks.map((mark, state) => {
            const item = make("li");
            item.append(make("span", mark, "badge " + ({taken: "good", diverged: "bad", refused: "warn", "left out": "warn"}[mark] || "")),
              outcome.actions[state] ?? "start");
            return item;
          }));
          const parts = [make("h3", `On ${outcome.code} code`), make("p", outcome.outcome), list];
          const difference = outcome.difference;
          if (difference) parts.push(make("p", `${difference.part}: the spec has ${difference.inSpec ?? "nothing"}, the code has ${difference.inCode ?? "nothing"}`));
          parts.push(make("p", "Compared: " + outcome.compared.join(", "), "place"));
          if (outcome.notCompared.length) parts.push(make("p", "Not compared: " + outcome.notCompared.join(", "), "place"));
          parts.push(outcome.agreesWithItself ? make("p", "Replayed twice in one process, with the same to be seen.", "place")
            : make("p", "The code does not agree with itself: two replays differ.", "warn"));
          fill($("replayed"), parts);
        }

        $("undo").addEventListener("click", undo);
        $("again").addEventListener("click", forward);
        $("restart").addEventListener("click", starts);
        $("start-filter").addEventListener("input", starts);
        $("reset").addEventListener("click", guarded(async () => { await ask("reset"); forget(); trail = []; fill($("tree"), []); fill($("replayed"), []); await starts(); }));
        for (const id of ["filter", "party"]) $(id).addEventListener("input", refresh);
        $("show-disabled").addEventListener("change", () => { if (view) showGroups(); });

        document.addEventListener("keydown", event => {
          const field = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
          if (event.key === "Escape" && field) { event.target.blur(); return; }
          if (field || event.ctrlKey || event.metaKey || event.altKey) return;
          const buttons = [...document.querySelectorAll("#groups .act, #start-list .act")].filter(each => each.offsetParent);
          const here = buttons.indexOf(document.activeElement);
          const keys = {
            "/": () => { $("filter").focus(); $("filter").select(); }, u: undo, ArrowLeft: undo, ArrowRight: forward,
            ArrowDown: () => buttons[Math.min(here + 1, buttons.length - 1)]?.focus(),
            ArrowUp: () => buttons[Math.max(here - 1, 0)]?.focus(),
          };
          if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
        });

        guarded(async () => {
          spec = await ask("spec");
          document.title = spec.label + ": explore";
          $("title").textContent = spec.label;
          $("summary").textContent = spec.summary + " " + spec.source;
          fill($("goal-property"), spec.properties.filter(each => each.isOfStates).map(each =>
            new Option(each.name + (each.kind === "reachable" ? " (reached)" : " (broken)"), each.name)));
          fill($("action-names"), spec.actions.map(name => new Option(name, name)));
          fill($("codes"), spec.codes.map(code => {
            const button = make("button", `Replay on the ${code} code`);
            button.type = "button";
            button.className = "of-state";
            button.addEventListener("click", replay(code));
            return button;
          }));
          choose(false);
          const visited = await ask("tree");
          // A trace that was opened when the program was started, or a page that is loaded again.
          if (visited.count > 0) await go(visited.count - 1); else await starts();
        })();
        """#
}
