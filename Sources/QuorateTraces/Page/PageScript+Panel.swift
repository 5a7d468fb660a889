extension PageScript {
    /// The actions that could be taken in a state, and the reasons why the others could not.
    static let questions = #"""
        function guard(offer, state) {
          const values = offer.fields.filter(field => states[state][field] !== null).map(field =>
            make("p", null, run.fields[field] + " is ", make("code", null, states[state][field])));
          return make("li", { class: "guard" }, place(offer.place),
            offer.condition ? make("p", null, "guard: ", make("code", null, offer.condition)) : null, values);
        }
        function turning(offer, state) {
          let lost = null, next = null;
          offer.turns.forEach(([since, status], position) => {
            const former = position ? offer.turns[position - 1][1] : "a";
            if (since <= state && former === "e" && status !== "e") lost = since;
            if (since > state && status === "e" && next === null) next = since;
          });
          const lines = [];
          if (lost !== null) {
            const parts = run.steps[lost - 1].changes.map(change => change.part).join(", ");
            lines.push(make("p", null, "enabled until ", make("a", { href: "#step-" + lost }, "step " + lost),
              parts ? ", which changed " + parts : ""));
          }
          if (next !== null) {
            lines.push(make("p", null, "enabled again after ".replace(lost === null ? " again" : "", ""),
              make("a", { href: "#step-" + next }, "step " + next)));
          }
          return lines;
        }
        function refusal(offer, state) {
          const why = statusIn(offer, state) === "a" ? "not offered in this state" : "its guard is false";
          return make("li", null, make("code", null, offer.action), make("p", null, why), turning(offer, state));
        }
        function refusals(offers, state) {
          const places = new Map();
          for (const offer of offers) {
            const key = offer.place && offer.place.text;
            if (!places.has(key)) places.set(key, []);
            places.get(key).push(offer);
          }
          return make("ul", { class: "offers" }, Array.from(places.values()).flatMap(some =>
            [guard(some[0], state), ...some.slice(0, 64).map(offer => refusal(offer, state))]));
        }
        function offersIn(state) {
          if (!run.offers.length) return [];
          if (run.offers.some(offer => statusIn(offer, state) === "u")) {
            return [make("p", null, "Which actions were possible in so late a state was not looked at.")];
          }
          const open = run.offers.filter(offer => statusIn(offer, state) === "e");
          const shut = run.offers.filter(offer => statusIn(offer, state) !== "e");
          const taken = state < last ? run.steps[state].action : null;
          const lines = open.map(offer => make("li", null, make("code", null, offer.action),
            offer.action === taken ? make("span", { class: "taken" }, "→ taken next") : null));
          const names = Array.from(new Set(shut.map(offer => offer.name)));
          const groups = names.map(name => {
            const some = shut.filter(offer => offer.name === name);
            return fold(name + " (" + some.length + ")", refusals(some, state));
          });
          return [
            fold("Enabled here: " + open.length, make("ul", { class: "offers" }, lines)),
            fold("Why not? " + counted(shut.length, "action") + " not enabled here", ...groups),
          ];
        }
        """#

    /// The marks of real code at a step.
    static let code = #"""
        const codeMarks = {
          t: ["✓ taken", ""], r: ["⊘ refused", "warn"], x: ["✗ diverged", "bad"], l: ["– left out", ""],
          u: ["not reached", ""],
        };
        function sights(replay, state) {
          const [word, style] = codeMarks[replay.marks[state]];
          const ends = replay.marks[state] !== "t" && replay.marks[state] !== "u";
          const lines = replay.sights[state] || [];
          const same = replay.agreeing[state];
          return [
            make("p", { class: "verdict " + style }, replay.name + ": " + word),
            ends && replay.outcome.includes(":") ? make("p", null, replay.outcome) : null,
            lines.length ? table(["what", "in the spec", "in the code"], lines.map(sight => make("tr", null,
              make("th", { scope: "row" }, sight.name), cell(sight.inSpec, "nothing"),
              cell(sight.inCode, "nothing")))) : null,
            ...replay.sent[state].map(text => make("p", { class: "sent" }, text)),
            same ? make("p", { class: "none" }, counted(same, "variable") + " as in the spec") : null,
          ];
        }
        function codeIn(state) {
          const shown = run.code.filter(replay => replay.marks[state]);
          return shown.length ? section("Real code", ...shown.flatMap(replay => sights(replay, state))) : [];
        }
        """#
}
