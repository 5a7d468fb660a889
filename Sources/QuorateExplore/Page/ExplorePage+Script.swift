extension ExplorePage {
    static let script = frame + state + adversary + tools

    /// Questions, and what every part uses.
    static let frame = #"""
        "use strict";
        const $ = id => document.getElementById(id);
        const make = (name, text, kind) => {
          const element = document.createElement(name);
          if (text !== undefined && text !== null) element.textContent = text;
          if (kind) element.className = kind;
          return element;
        };
        const fill = (place, children) => place.replaceChildren(...children);
        const say = text => { $("message").textContent = text || ""; };
        let spec, view, timer, asked, parties = new Set(), trail = [];

        async function ask(question, body, raw) {
          const answer = await fetch("api/" + question, {
            method: "POST", headers: {"Content-Type": "application/json"}, body: raw ?? JSON.stringify(body || {}),
          });
          const value = await answer.json();
          if (!answer.ok) throw new Error(value.error || answer.statusText);
          return value;
        }

        /** Does something, and says what went wrong. */
        const guarded = work => async (...details) => {
          try { say(""); return await work(...details); } catch (error) { say(error.message); }
        };

        const filters = () => ({filter: $("filter").value, ...($("party").value ? {party: $("party").value} : {})});
        const go = guarded(async node => { show(await ask("node", {node, ...filters()}), true); });
        const take = guarded(async position => {
          trail = [];
          show(await ask("step", {node: view.node, take: position, ...filters()}), true);
        });
        const begin = guarded(async start => { show(await ask("begin", {start, ...filters()}), true); });
        const undo = () => {
          if (view && view.parent !== null) { trail.push(view.node); go(view.parent); }
        };
        const forward = () => {
          if (!view) return;
          const next = trail.pop() ?? view.children[view.children.length - 1]?.node;
          if (next !== undefined) go(next);
        };

        """#
}
