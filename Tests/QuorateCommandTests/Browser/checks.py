"""What is asked of every page."""

import os

CONTRAST = """
(() => {
  const numbers = text => text.match(/[\\d.]+/g).map(Number);
  const linear = part => (part /= 255) <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => .2126 * linear(r) + .7152 * linear(g) + .0722 * linear(b);
  function behind(element) {
    for (; element; element = element.parentElement) {
      const paint = numbers(getComputedStyle(element).backgroundColor);
      if (paint.length < 4 || paint[3] > 0) return paint;
    }
    return [255, 255, 255];
  }
  let worst = [99, ""];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement, text = texts.currentNode.data.trim();
    if (!text || !element.getClientRects().length || /SCRIPT|STYLE|OPTION/.test(element.tagName)) continue;
    if (element.disabled) continue;
    const style = getComputedStyle(element);
    const ink = element.namespaceURI.includes("svg") ? style.fill : style.color;
    const [one, other] = [light(numbers(ink)), light(behind(element))];
    const ratio = (Math.max(one, other) + .05) / (Math.min(one, other) + .05);
    if (ratio < worst[0]) worst = [ratio, text.slice(0, 40)];
  }
  return worst;
})()
"""


class Checks:
    def __init__(self, browser, file, pictures):
        self.browser, self.file, self.pictures, self.count, self.wrong = browser, file, pictures, 0, []

    def same(self, what, shown, data):
        self.count += 1
        if shown != data:
            self.wrong.append(f"{self.file}: {what}: {str(shown)[:300]} is shown, {str(data)[:300]} expected")

    def true(self, what, is_true):
        self.same(what, is_true, True)

    def harmless(self, scripts):
        self.same("scripts", self.browser.value('document.querySelectorAll("script").length'), scripts)
        self.same("strangers", self.browser.value('document.querySelectorAll("img,iframe,object,embed,base,form").length'), 0)
        self.same("handlers", self.browser.value(
            'Array.from(document.querySelectorAll("*")).filter(each => Array.from(each.attributes)'
            '.some(one => /^on|^style$/.test(one.name))).length'), 0)
        self.same("links", self.browser.value(
            'Array.from(document.querySelectorAll("[href]")).filter(each => !/^(#|https?:)/.test('
            'each.getAttribute("href"))).length'), 0)
        self.same("what hostile text would do", self.browser.value("typeof window.hacked"), "undefined")

    def views(self, contrast=True):
        """A wide and a narrow window, by day and by night."""
        for dark in (False, True):
            for width in (1400, 420):
                self.browser.look(width=width, dark=dark)
                self.true(f"width {width}", self.browser.value(
                    "document.documentElement.scrollWidth <= window.innerWidth"))
                if contrast:
                    ratio, text = self.browser.value(CONTRAST)
                    self.true(f"contrast {ratio:.2f} of {text!r}, dark={dark}", ratio >= 4.5)
                self.picture(f"{'dark' if dark else 'light'}-{width}")

    def picture(self, name):
        if self.pictures:
            stem = os.path.splitext(os.path.basename(self.file))[0]
            self.browser.picture(os.path.join(self.pictures, f"{stem}-{name}.png"))
