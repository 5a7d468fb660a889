extension ExplorePage {
    /// The form for the steps of faulty replicas.
    static let adversary = #"""
        /** A form for the steps of faulty replicas: the message, then each of its parts. */
        async function adversary() {
          const all = (await ask("node", {node: view.node, party: "adversary"}));
          const offers = all.groups.flatMap(group => group.offers.map(offer => ({...offer, name: group.name})));
          const sites = all.sites;
          const count = all.groups.reduce((sum, group) => sum + group.enabled + group.disabled, 0);
          $("adversary-more").textContent = count > offers.length ? `${count - offers.length} more; the list of actions has them, with a filter` : "";
          $("adversary-none").textContent = offers.length ? "" :
            "Here the spec offers no step of a faulty replica. Where its messages are there from the start, it need take none.";
          const chosen = [];
          function draw() {
            let left = offers;
            const rows = [];
            const select = (label, values, level) => {
              const box = make("select"), line = make("p"), caption = make("label", label + " ");
              for (const value of values) {
                const on = left.some(offer => part(offer, level) === value && offer.enabled);
                box.append(new Option(value + (on ? "" : " (disabled)"), value));
              }
              if (!values.includes(chosen[level])) chosen[level] = values.find(value =>
                left.some(offer => part(offer, level) === value && offer.enabled)) ?? values[0];
              box.value = chosen[level];
              box.addEventListener("change", () => { chosen[level] = box.value; draw(); rows[level]?.querySelector("select"); });
              caption.append(box);
              line.append(caption);
              rows.push(line);
              left = left.filter(offer => part(offer, level) === chosen[level]);
            };
            const part = (offer, level) => level === 0 ? offer.name : offer.arguments[level - 1]?.value;
            if (offers.length) {
              select("Message", [...new Set(offers.map(offer => offer.name))], 0);
              for (let level = 1; level <= left[0].arguments.length; level++) {
                select(left[0].arguments[level - 1].name.replace(/^\.\d+$/, "of"), [...new Set(left.map(offer => part(offer, level)))], level);
              }
            }
            const focus = [...$("adversary-fields").querySelectorAll("select")].indexOf(document.activeElement);
            fill($("adversary-fields"), rows);
            if (focus >= 0) rows[focus]?.querySelector("select").focus();
            const offer = left.find(each => each.enabled) ?? left[0];
            $("adversary-take").disabled = !offer?.enabled;
            $("adversary-take").onclick = event => { event.preventDefault(); if (offer?.enabled) take(offer.take); };
            const why = offer && !offer.enabled ? sites[offer.site] : null;
            $("adversary-why").textContent = why ? `${offer.text} is disabled` + (why.condition ? `: needs ${why.condition}` : "") : "";
          }
          draw();
        }
        $("adversary").addEventListener("submit", event => event.preventDefault());

        """#
}
