extension ExplorePage {
    /// The state, and what can happen in it.
    static let state = #"""
        const looks = {broken: "bad", reached: "good", holds: "good", "goal met": "good", "goal not met": "warn"};

        /** Shows either a state, or the initial states to choose from. */
        function choose(hasState) {
          $("starts").hidden = hasState;
          for (const id of ["state", "steps"]) $(id).hidden = !hasState;
          for (const button of document.querySelectorAll("button.of-state")) button.disabled = !hasState;
          if (!hasState) {
            for (const id of ["undo", "again"]) $(id).disabled = true;
            for (const id of ["crumbs", "adversary-fields", "save-property"]) fill($(id), []);
            view = undefined;
          }
        }

        function show(next, moves) {
          view = next;
          choose(true);
          $("where").textContent = view.depth === 0 ? "Initial state" : `State after ${view.depth} step${view.depth === 1 ? "" : "s"}`;
          fill($("fields"), view.fields.map(field => {
            const row = make("tr", null, field.changed ? "changed" : ""), name = make("th", field.name), value = make("td", field.value);
            name.scope = "row";
            if (field.changed && field.old !== null) value.append(make("span", "was " + field.old, "old"));
            row.append(name, value);
            return row;
          }));
          fill($("properties"), view.properties.map(property => {
            const item = make("li");
            item.append(make("span", property.mark, "badge " + (looks[property.mark] || "")), property.name);
            return item;
          }));
          fill($("crumbs"), view.path.map(crumb));
          $("undo").disabled = view.parent === null;
          $("again").disabled = trail.length + view.children.length === 0;
          $("outside").hidden = !view.isOutside;
          $("outside").textContent = `This state lies outside "${spec.constraint}", where no search goes on.`;
          const chosen = document.activeElement?.dataset?.action;
          showGroups();
          if (moves) { saveChoices(); adversary(); tree(); }
          if (chosen) [...$("groups").querySelectorAll(".act")].find(each => each.dataset.action === chosen)?.focus();
        }

        function crumb(step) {
          const item = make("li"), button = make("button", step.action ?? "start");
          button.type = "button";
          if (step.node === view.node) button.setAttribute("aria-current", "step");
          button.addEventListener("click", () => go(step.node));
          item.append(button);
          return item;
        }

        function showGroups() {
          const withDisabled = $("show-disabled").checked;
          const groups = view.groups.filter(group => group.enabled > 0 || withDisabled);
          for (const group of groups) for (const offer of group.offers) parties.add(offer.party);
          const known = new Set([...$("party").options].map(each => each.value));
          for (const party of [...parties].sort()) if (!known.has(party)) $("party").append(new Option(party, party));
          fill($("groups"), groups.length ? groups.map(group => groupOf(group, withDisabled)) : [make("p", "No action.", "none")]);
        }

        function groupOf(group, withDisabled) {
          const box = make("div", null, "group"), head = make("h3", group.name + " ");
          head.append(make("span", `${group.enabled} enabled, ${group.disabled} disabled`));
          const on = group.offers.filter(each => each.enabled), off = group.offers.filter(each => !each.enabled);
          const list = make("ul");
          fill(list, on.map(offer => {
            const item = make("li");
            item.append(offerButton(offer));
            return item;
          }));
          box.append(head, list);
          if (group.enabled > on.length) box.append(make("p", `${group.enabled - on.length} more; filter to see them`, "none"));
          if (withDisabled && off.length) {
            const more = make("details", null, "off");
            more.append(make("summary", `Why not? (${group.disabled})`), ...reasons(off));
            if (group.disabled > off.length) more.append(make("p", `${group.disabled - off.length} more; filter to see them`, "none"));
            more.open = on.length === 0 && off.length <= 3;
            box.append(more);
          }
          return box;
        }

        function offerButton(offer) {
          const button = make("button", offer.text, "act");
          button.type = "button";
          button.dataset.action = offer.text;
          if (offer.child !== null) button.append(make("span", " (taken before)", "note"));
          if (offer.changesNothing) button.append(make("span", " (changes nothing)", "note"));
          button.append(make("span", offer.party, "party " + (offer.party === "adversary" ? "adversary" : "")));
          button.addEventListener("click", () => take(offer.take));
          return button;
        }

        /** The disabled actions by the place of their guard, with the values of the fields that it names. */
        function reasons(offers) {
          const bySite = new Map();
          for (const offer of offers) bySite.set(offer.site, [...bySite.get(offer.site) || [], offer.text]);
          return [...bySite].map(([site, texts]) => {
            const {place, condition, fields} = view.sites[site], box = make("div", null, "why");
            box.append(make("p", texts.join(", "), "who"), make("code", condition ? "needs " + condition : "its guard is false"));
            for (const field of fields) box.append(make("p", `${field.name} is ${field.value}`, "values"));
            box.append(make("p", place, "place"));
            return box;
          });
        }

        const refresh = guarded(async () => { if (view) show(await ask("node", {node: view.node, ...filters()}), false); });

        const starts = guarded(async () => {
          const found = await ask("starts", {filter: $("start-filter").value});
          if (found.of === 1) return begin(0);
          choose(false);
          const items = found.starts.map(start => {
            const item = make("li"), button = make("button", start.text, "act");
            button.type = "button";
            button.addEventListener("click", () => begin(start.start));
            item.append(button);
            return item;
          });
          if (found.count > items.length) items.push(make("li", `${found.count - items.length} more; filter to see them`, "none"));
          fill($("start-list"), items);
        });

        """#
}
