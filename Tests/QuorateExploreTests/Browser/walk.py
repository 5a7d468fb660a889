"""Walks a protocol by hand in Chromium, to a violation, and holds what is shown against what the program says.

usage: walk.py CHROMIUM PROGRAM TRACE [PICTURES]. The program is quorate; TRACE gets the trace that is saved. The
last line is `n steps, m checks`; a difference is told and ends in 1.
"""

import json
import os
import signal
import subprocess
import sys
import time

TESTS = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(TESTS, "QuorateCommandTests", "Browser"))

from browser import Browser  # noqa: E402
from checks import CONTRAST  # noqa: E402

ACTIONS = ["prepare(r0)", "receivePrepared(r0)", "commit", "obeyCommit(r0)", "abortAlone(r1)"]
HOSTILE = "<img src=x onerror='window.hacked=1'>"
TEXTS = "Array.from(document.querySelectorAll('{}'), each => each.textContent)"
checks = 0


def hold(what, shown, expected):
    global checks
    checks += 1
    if shown != expected:
        sys.exit(f"{what}: shown is {shown!r}, and it should be {expected!r}")


def wait(browser, expression, what):
    for _ in range(200):
        if browser.value(expression):
            return
        time.sleep(0.02)
    sys.exit(f"waited in vain for: {what}")


def ask(browser, question, body):
    call = f"fetch('api/{question}', {{method: 'POST', headers: {{'Content-Type': 'application/json'}}, " \
           f"body: JSON.stringify({json.dumps(body)})}}).then(answer => answer.json())"
    return browser.value(call)


def same(browser):
    """Fields, properties and the way are shown as the program tells them."""
    node = browser.value("view.node")
    data = ask(browser, "node", {"node": node})
    hold("fields", browser.value(TEXTS.format("#fields th")), [each["name"] for each in data["fields"]])
    values = browser.value("Array.from(document.querySelectorAll('#fields td'), each => each.firstChild.data)")
    hold("values", values, [each["value"] for each in data["fields"]])
    changed = browser.value(TEXTS.format("#fields tr.changed th"))
    hold("changes", changed, [each["name"] for each in data["fields"] if each["changed"]])
    marks = [each["mark"] + each["name"] for each in data["properties"]]
    hold("properties", browser.value(TEXTS.format("#properties li")), marks)
    way = [each["action"] or "start" for each in data["path"]]
    hold("way", browser.value(TEXTS.format("#crumbs button")), way)
    hold("tree", browser.value("document.querySelectorAll('#tree [aria-current]').length"), 1)
    enabled = [each["text"] for group in data["groups"] for each in group["offers"] if each["enabled"]]
    hold("actions", browser.value("Array.from(document.querySelectorAll('#groups .act'), each => each.dataset.action)"), enabled)
    return data


def walk(browser):
    for depth, action in enumerate(ACTIONS, 1):
        browser.value(f"Array.from(document.querySelectorAll('.act')).find(each => each.dataset.action === '{action}').click()")
        wait(browser, f"view && view.depth === {depth} && document.querySelectorAll('#tree li').length > {depth}", action)
        data = same(browser)
    hold("the last state", data["properties"][0]["mark"], "broken")


def keys(browser):
    browser.press("u")
    wait(browser, "view.depth === 4", "undo by key")
    browser.press("ArrowRight")
    wait(browser, "view.depth === 5", "forward by key")
    browser.press("/")
    hold("the filter has the focus", browser.value("document.activeElement.id"), "filter")
    browser.press("Escape")
    browser.press("ArrowDown")
    hold("an action has the focus", browser.value("document.activeElement.className"), "act")


def save(browser, file):
    browser.value("document.getElementById('save').click()")
    wait(browser, "!document.getElementById('saved').hidden", "the trace")
    text = browser.value("document.getElementById('saved-text').textContent")
    with open(file, "w", encoding="utf-8") as output:
        output.write(text)
    steps = [each["action"] for each in json.loads(text)["#meta"]["quorate"]["steps"]]
    hold("steps of the trace", steps, [each.split("(")[0] for each in ACTIONS])


def search(browser):
    """Nobody gets there: said only of all states. A name that nobody knows is no markup either."""
    browser.value("document.getElementById('goal-kind').value = 'predicate'")
    for text, outcome in (("prepared.count > 3", "nowhere"), (f'decision == "{HOSTILE}"', "nowhere"),
                          ("decision == nonsense", "failed")):
        browser.value(f"document.getElementById('goal-predicate').value = {json.dumps(text)}")
        browser.value("document.getElementById('progress').className = ''")
        browser.value("document.querySelector('#goal [value=start]').click()")
        wait(browser, "document.getElementById('progress').className !== ''", text)
        hold(text, browser.value("document.getElementById('progress').className"), outcome)
        shown = browser.value("document.getElementById('progress').textContent")
        hold("told", shown, ask(browser, "progress", {})["outcome"]["text"])
    # The answer to one question does not stay beside another.
    browser.value("document.getElementById('goal-kind').dispatchEvent(new Event('change', {bubbles: true}))")
    hold("what is told of another question", browser.value("document.getElementById('progress').textContent"), "")
    browser.value(f"document.getElementById('goal-predicate').value = {json.dumps('(' + HOSTILE)}")
    browser.value("document.querySelector('#goal [value=start]').click()")
    wait(browser, "document.getElementById('message').textContent !== ''", "the mistake")
    hold("hacked", browser.value("window.hacked === undefined && !document.querySelector('img')"), True)


def main():
    chromium, program, trace = sys.argv[1:4]
    words = [program, "explore", "TwoPhaseCommit", "managers=3", "--mutant", "hasty-commit"]
    server = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        address = server.stdout.readline().strip()
        with Browser(chromium) as browser:
            browser.look()
            browser.load(address)
            wait(browser, "typeof view === 'object' && view.depth === 0 && !!document.querySelector('#tree li')", "the page")
            same(browser)
            walk(browser)
            keys(browser)
            save(browser, trace)
            for dark in (False, True):
                browser.look(dark=dark)
                ratio, text = browser.value(CONTRAST)
                hold(f"contrast of {text!r} is {ratio}", ratio >= 4.5, True)
                if len(sys.argv) > 4:
                    browser.picture(f"{sys.argv[4]}/walk-{'dark' if dark else 'light'}.png")
            foreign = [each for each in browser.complaints() if not each.startswith(f"asks for {address}")]
            hold("complaints", [each for each in foreign if not each.startswith("asks for blob:")], [])
            search(browser)
    finally:
        server.send_signal(signal.SIGINT)
        hold("the end", server.wait(10), 0)
    print(f"{len(ACTIONS)} steps, {checks} checks")


main()
