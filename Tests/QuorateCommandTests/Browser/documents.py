"""Pages without a script, held against the JSON of the same command that lies beside them."""

import json
import os

from checks import Checks

TEXT = 'document.body.innerText.replace(/\\s+/g, " ")'


def shown(text):
    """The text with what a reader would not see in it escaped."""
    return text.replace("\u202e", "\\u{202e}")


def number(count):
    return f"{count:,}"


class Document(Checks):
    def all(self):
        self.browser.open(self.file)
        with open(os.path.splitext(self.file)[0] + ".json", encoding="utf-8") as data:
            self.data = json.load(data)
        self.same("complaints", self.browser.complaints(), [])
        self.text = self.browser.value(TEXT)
        check = self.comparison if "findings" in self.data else self.report
        for each in (check, self.names, self.keys, lambda: self.harmless(0), self.looks, self.paper, self.without_script):
            each()

    def told(self, what, text):
        self.true(f"{what}: {text[:120]!r}", " ".join(text.split()) in self.text)

    def report(self):
        self.told("verdict", self.data["verdict"])
        for spec in self.data["specs"]:
            for text in [spec["name"], spec["summary"], *spec["holdsFor"], *spec["notShown"]]:
                self.told("report", text)
            rows = [row for kind in ("runs", "mutants", "variants") for row in spec[kind]]
            cells = self.browser.value(
                f'Array.from(document.querySelectorAll("#spec-{spec["name"]} tbody tr"))'
                '.map(row => Array.from(row.children).map(each => each.textContent))')
            for row in rows:
                figures = [number(row["distinctStates"]), number(row["generatedStates"]), str(row["depth"])]
                self.true(row["name"], any(row["name"].endswith(each[0]) and each[2:5] == figures for each in cells))
            for action in spec["actions"]:
                self.told("action", action["name"])

    def comparison(self):
        table = self.browser.value('Array.from(document.querySelectorAll(".findings tbody tr")).map(row => '
                                   'Array.from(row.children).map(each => each.textContent))')
        for finding in self.data["findings"]:
            self.true(finding["sentence"][:60], any(
                finding["kind"] in row[1] and ("✗" in row[1]) == finding["forbidden"]
                and (shown(finding["sentence"]) in row[2] or finding["kind"] in row[1] and "other instance" in row[2])
                for row in table))
        runs = self.browser.value(
            'Array.from(document.querySelectorAll(".finding")).map(each => ({ '
            'steps: Array.from(each.querySelectorAll(".row .act")).map(act => act.textContent), '
            'ways: Array.from(each.querySelectorAll(".ways tbody code")).map(way => way.textContent), '
            'stops: Boolean(each.querySelector(".parting")) }))')
        for finding in self.data["findings"]:
            if finding["run"] is None or not any(shown(finding["sentence"]) in row[2] for row in table):
                continue
            ways = finding["otherSide"]
            self.true(f"run of {finding['sentence'][:60]}", {
                "steps": ["initial state", *map(shown, finding["run"])], "ways": [shown(way or "initial state") for way in ways or []],
                "stops": ways is not None} in runs)
        # "The same" is said of what was decided, and of nothing else.
        answers = {row["instance"]: row["answer"] for row in self.data["instances"]["compared"]}
        rows = self.browser.value('Array.from(document.querySelectorAll(".answers tbody tr")).map(row => '
                                  '[row.children[0].textContent, row.children[1].textContent])')
        self.same("answers", dict(rows), answers)
        open_ones = [row["instance"] for row in self.data["instances"]["inconclusive"]]
        self.true("open", all(not answers.get(each, "").startswith("the same") for each in open_ones))
        for each in open_ones:
            self.told("inconclusive", each)

    def names(self):
        """Each name of a place is there once, and each link leads to one."""
        self.same("names twice", self.browser.value(
            '(() => { const all = Array.from(document.querySelectorAll("[id]")).map(each => each.id); '
            'return all.filter((id, place) => all.indexOf(id) !== place); })()'), [])
        self.same("links to nowhere", self.browser.value(
            'Array.from(document.querySelectorAll("a[href^=\\"#\\"]")).map(each => each.getAttribute("href").slice(1))'
            '.filter(id => !document.getElementById(id))'), [])
        levels = self.browser.value('Array.from(document.querySelectorAll("h1,h2,h3,h4")).map(each => Number(each.tagName[1]))')
        self.true("order of headings", levels[0] == 1 and all(b <= a + 1 for a, b in zip(levels, levels[1:])))

    def keys(self):
        links = self.browser.value('document.querySelectorAll("a[href],summary").length')
        for place in range(min(links, 5)):
            self.browser.press("Tab")
            self.true(f"key Tab {place}", self.browser.value("/^(A|SUMMARY)$/.test(document.activeElement.tagName)"))
        if links and self.browser.value('document.querySelectorAll("a[href^=\\"#\\"]").length'):
            self.browser.value('document.querySelector("a[href^=\\"#\\"]").focus()')
            goal = self.browser.value('document.activeElement.getAttribute("href")')
            self.browser.press("Enter")
            self.same("key Enter", self.browser.value("location.hash"), goal)

    def looks(self):
        self.views()

    def paper(self):
        self.browser.look(media="print")
        self.same("text on paper", self.browser.value(TEXT), self.text)
        self.picture("paper")
        self.same("complaints", self.browser.complaints(), [])

    def without_script(self):
        self.browser.open(self.file, script=False)
        self.same("text without script", self.browser.value(TEXT), self.text)
