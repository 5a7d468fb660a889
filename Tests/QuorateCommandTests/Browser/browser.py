"""A browser that is driven over a pipe, in DevTools' protocol; Python's standard library and Chromium are all it needs."""

import base64
import json
import os
import subprocess
import tempfile

FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
    "--disable-background-networking", "--disable-extensions", "--remote-debugging-pipe",
]


class Browser:
    """One window; use it in a `with`."""

    def __init__(self, program):
        self.program, self.serial, self.events = program, 0, []

    def __enter__(self):
        self.profile = tempfile.TemporaryDirectory(prefix="quorate-browser-", ignore_cleanup_errors=True)
        to_browser, self.pipe_out = os.pipe()
        self.pipe_in, from_browser = os.pipe()
        # Far from 3 and 4, which the browser reads and writes.
        ends = [os.dup2(end, 40 + n) for n, end in enumerate((to_browser, from_browser))]
        self.process = subprocess.Popen(
            [self.program, *FLAGS, f"--user-data-dir={self.profile.name}", "about:blank"], pass_fds=(3, 4),
            preexec_fn=lambda: (os.dup2(40, 3), os.dup2(41, 4)), stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        for end in (to_browser, from_browser, *ends):
            os.close(end)
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        os.close(self.pipe_in)
        os.close(self.pipe_out)
        self.profile.cleanup()

    session, buffer = None, b""

    def call(self, method, **parameters):
        self.serial += 1
        message = {"id": self.serial, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.pipe_out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self.serial:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def read(self):
        while b"\0" not in self.buffer:
            part = os.read(self.pipe_in, 1 << 20)
            if not part:
                raise RuntimeError("the browser has ended")
            self.buffer += part
        text, _, self.buffer = self.buffer.partition(b"\0")
        return json.loads(text)

    def open(self, file, fragment="", script=True):
        self.look()
        self.call("Emulation.setScriptExecutionDisabled", value=not script)
        # From one fragment of a page to another nothing is loaded.
        self.load("about:blank")
        self.load(f"file://{os.path.abspath(file)}{fragment}")

    def look(self, width=1400, height=1000, dark=False, media=""):
        """Another window, by day or by night, or paper, of the page that is open."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", media=media, features=[scheme])

    def load(self, address):
        self.events.clear()
        self.call("Page.navigate", url=address)
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.read())

    def value(self, expression):
        """The value of an expression in the page; works in a page without its script too."""
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(f"{expression}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def press(self, *keys):
        for key in keys:
            codes = {"Enter": {"text": "\r", "windowsVirtualKeyCode": 13}, "Tab": {"windowsVirtualKeyCode": 9}}
            text = {"text": key} if len(key) == 1 else codes.get(key, {})
            self.call("Input.dispatchKeyEvent", type="keyDown", key=key, **text)
            self.call("Input.dispatchKeyEvent", type="keyUp", key=key)

    def complaints(self):
        """What the browser has complained of: errors, what the policy refused, and what was loaded from elsewhere."""
        found = []
        for event in self.events:
            method, details = event.get("method"), event.get("params", {})
            if method == "Runtime.exceptionThrown":
                found.append(json.dumps(details["exceptionDetails"])[:400])
            if method == "Log.entryAdded" and details["entry"]["level"] in ("error", "warning"):
                found.append(details["entry"]["text"])
            if method == "Network.requestWillBeSent":
                url = details["request"]["url"]
                if not url.startswith(("file:", "about:", "data:")):
                    found.append(f"asks for {url}")
        return found

    def picture(self, file):
        data = self.call("Page.captureScreenshot", format="png")["data"]
        with open(file, "wb") as output:
            output.write(base64.b64decode(data))

    def paper(self):
        return base64.b64decode(self.call("Page.printToPDF", printBackground=True)["data"])
