"""Opens each page of a folder in Chromium and holds what is shown against the page's own data.

usage: pages.py CHROMIUM FOLDER [PICTURES]. The last line is `n pages, m checks`; a difference is told and ends in 1.
"""

import json
import os
import sys

from browser import Browser
from checks import Checks
from documents import Document

SHOWN = """
(() => {
  const panel = document.querySelector(".panel"), text = each => each.textContent;
  panel.querySelectorAll("details").forEach(each => { each.open = true; });
  const table = name => Array.from(panel.querySelectorAll(name)).map(row => Array.from(row.children).map(text));
  const whole = Array.from(panel.querySelectorAll("details")).pop();
  return {
    title: text(panel.querySelector("h2")), rows: table(":scope > table > tbody > tr"),
    start: Array.from(panel.querySelectorAll(".changes > li")).map(text),
    lights: table(".lights > li"), grounds: Array.from(panel.querySelectorAll(".grounds > li")).map(text),
    state: Array.from(whole.querySelectorAll("tbody tr")).map(row => Array.from(row.children).map(text)),
    drawing: Array.from(panel.querySelectorAll(".drawing svg")).map(svg => svg.getAttribute("aria-label")),
    sticksOut: Array.from(panel.querySelectorAll(".drawing svg text")).filter(text => {
      const one = text.getBoundingClientRect(), all = text.ownerSVGElement.getBoundingClientRect();
      return one.left < all.left - 1 || one.right > all.right + 1 || one.bottom > all.bottom + 1;
    }).map(text),
    changed: Array.from(whole.querySelectorAll("tr.changed th")).map(text), all: text(panel),
  };
})()
"""

LONG = 200

WORDS = {
    "h": "holds", "b": "broken", "i": "premise false", "r": "reached", "o": "not reached", "g": "goal met",
    "w": "goal not met", "t": "taken", "x": "diverged", "l": "left out",
}


class Run(Checks):
    def all(self):
        self.browser.open(self.file)
        self.run = json.loads(self.browser.value('document.getElementById("run").textContent'))
        self.last = len(self.run["steps"])
        for check in (self.rows, self.steps, self.keys, self.filters, self.copies, lambda: self.harmless(2), self.looks,
                      self.printed, self.without_script):
            check()

    def states(self):
        state = [None] * len(self.run["fields"])
        for changes in self.run["states"]:
            for field, value in changes:
                state[field] = value
            yield list(state)

    def action(self, state):
        return self.run["steps"][state - 1]["action"] if state else "initial state"

    def rows(self):
        self.same("complaints", self.browser.complaints(), [])
        shown = self.browser.value('Array.from(document.querySelectorAll(".row .act")).map(each => each.textContent)')
        self.same("rows", shown, [self.action(state) for state in range(self.last + 1)])
        names = self.browser.value('Array.from(document.querySelectorAll(".board-head text"))'
                                   '.map(each => each.firstChild.data)')
        self.same("lanes", names, [lane["name"] for lane in self.run["lanes"]])
        title = self.browser.value('document.querySelector("h1").textContent')
        self.same("title", title, self.run["title"])

    def steps(self):
        states = list(self.states())
        for state in sorted({0, 1, self.last // 2, self.last} & set(range(self.last + 1))):
            self.browser.value(f'location.hash = "#step-{state}"')
            self.browser.value("new Promise(done => setTimeout(done, 30))")
            shown = self.browser.value(SHOWN)
            self.step(state, states[state], shown)
            former = states[max(0, state - 1)]
            changed = [name for name, old, new in zip(self.run["fields"], former, states[state])
                       if old != new and new is not None]
            self.same(f"changed in {state}", shown["changed"], changed)

    def step(self, state, values, shown):
        self.same(f"step {state}", shown["title"], self.action(state))
        pairs = [[name, value] for name, value in zip(self.run["fields"], values) if value is not None]
        self.same(f"state {state}", shown["state"], pairs)
        drawn = self.run["drawings"][state] if self.run["drawings"] else None
        self.same(f"drawing of {state}", shown["drawing"], ["; ".join(drawn)] if drawn else [])
        self.same(f"drawing of {state} that sticks out", shown["sticksOut"], [])
        lights = [[each["name"], WORDS[each["marks"][state]]] for each in self.run["properties"]]
        self.same(f"properties in {state}", [row[1:] for row in shown["lights"]], lights)
        if state == 0:
            return self.same("start", shown["start"], self.run["start"])
        step = self.run["steps"][state - 1]
        self.same(f"parts of {state}", [row[0] for row in shown["rows"]][:len(step["changes"])],
                  [change["part"] for change in step["changes"]])
        for change, row in zip(step["changes"], shown["rows"]):
            whole = [change["part"], *(end if end is not None else "none" for end in (change["old"], change["new"]))]
            self.true(f"change in {state}", row == whole or ": ".join(row) == change["text"])
        self.same(f"grounds of {state}", len(shown["grounds"]), len(step["arrows"]) + len(step["discharges"]))
        for code in self.run["code"]:
            if code["marks"][state] in "tx":
                self.true(f"code in {state}", f"{code['name']}: " in shown["all"]
                          and WORDS[code["marks"][state]] in shown["all"])
            for sight in code["sights"][state]:
                self.true(f"sight in {state}", sight["name"] in shown["all"] and (sight["inCode"] or "") in shown["all"])

    def chosen(self):
        return self.browser.value('Number(document.querySelector(".row.picked").dataset.state)')

    def keys(self):
        self.browser.value('document.querySelector(".row a").focus()')
        wanted = [("End", self.last), ("ArrowUp", self.last - 1), ("Home", 0), ("ArrowUp", 0), ("ArrowDown", 1), ("k", 0)]
        for key, state in wanted:
            self.browser.press(key)
            self.same(f"key {key}", self.chosen(), max(0, min(self.last, state)))
        self.browser.press("End", "c", "Home")
        self.same("fragment", self.browser.value("location.hash"), f"#step-0-with-{self.last}")
        self.true("comparison", f"Compared with state {self.last}" in
                  self.browser.value('document.querySelector(".panel").textContent') or self.last == 0)
        self.browser.press("?")
        self.true("help", self.browser.value('document.querySelector("dialog").open'))
        self.browser.value('document.querySelector("dialog").close()')
        self.browser.press("/")
        self.same("focus", self.browser.value("document.activeElement.type"), "search")
        self.browser.press("Escape")
        self.same("focus is left", self.browser.value("document.activeElement.tagName"), "A")

    def filters(self):
        fitting = 'Array.from(document.querySelectorAll(".row:not(.dim)")).map(row => Number(row.dataset.state))'
        change = ('(() => {{ const choice = document.querySelectorAll(".tools select")[{0}]; choice.value = "{1}"; '
                  'choice.dispatchEvent(new Event("change")); }})()')
        names = list(dict.fromkeys(step["name"] for step in self.run["steps"]))
        wanted = [
            (0, lambda step: step["lane"] == 0 or any(0 in (a["from"], a["to"]) for a in step["arrows"])),
            (1, lambda step: step["name"] == names[0]),
        ]
        for choice, fits in wanted if self.last else []:
            self.browser.value(change.format(choice, 1))
            self.same("filter", self.browser.value(fitting),
                      [state for state in range(1, self.last + 1) if fits(self.run["steps"][state - 1])])
            self.browser.value(change.format(choice, ""))
        self.same("no filter", len(self.browser.value(fitting)), self.last + 1)

    def copies(self):
        self.browser.value('Object.defineProperty(navigator, "clipboard", { value: '
                           '{ writeText: text => { window.copied = text; return Promise.resolve(); } } })')
        for kind, text in (("text", self.run["copies"]["text"]), ("Mermaid", self.run["copies"]["mermaid"])):
            self.browser.value(f"document.querySelector('[data-copy={kind}]').click()")
            self.same(f"copy of {kind}", self.browser.value("window.copied"), text)
        self.browser.value("document.querySelector('[data-copy=JSON]').click()")
        self.same("copy of JSON", json.loads(self.browser.value("window.copied")), self.run)

    def looks(self):
        self.browser.value(f'location.hash = "#step-{self.last // 2}"')
        # All lines of a long run have the same colours.
        self.views(contrast=self.last < LONG)

    def without_script(self):
        self.browser.open(self.file, script=False)
        text = self.browser.value('document.querySelector("main").innerText')
        for step in self.run["steps"][:40] + self.run["steps"][-40:]:
            self.true("text without script", all(change["text"] in text for change in step["changes"])
                      and step["action"] in text)
        self.same("articles", self.browser.value('document.querySelectorAll("article").length'), self.last + 1)
        for notes in (self.run["reasons"], self.run["loop"]["notes"] if self.run["loop"] else []):
            self.true("notes without script", all(note.strip() in text for note in notes))
        self.picture("plain")

    def printed(self):
        self.browser.look(media="print")
        shown = ('(name => {{ const each = document.querySelector(name); '
                 'return Boolean(each) && each.getClientRects().length > 0; }})("{0}")')
        self.same("panel on paper", self.browser.value(shown.format(".panel")), False)
        self.true("steps on paper", self.browser.value(shown.format(".in-full")))
        self.picture("paper")
        self.same("complaints", self.browser.complaints(), [])


def main(program, folder, pictures=None):
    files = sorted(os.path.join(top, name) for top, _, names in os.walk(folder) for name in names
                   if name.endswith(".html"))
    count, wrong = 0, [] if files else ["there is no page"]
    with Browser(program) as browser:
        for file in files:
            # A page without a script has its data beside it.
            kind = Document if os.path.exists(os.path.splitext(file)[0] + ".json") else Run
            checks = kind(browser, file, pictures)
            checks.all()
            count, wrong = count + checks.count, wrong + checks.wrong
        if files:
            browser.open(files[0])
            if not browser.paper().startswith(b"%PDF"):
                wrong.append("no paper")
    print("\n".join(wrong[:40] + [f"{len(files)} pages, {count} checks"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
