/// Frame of a page: one file that loads nothing, obeys its own style and script and no other, and is XML as well.
package struct PageFrame {
    /// Title in the window.
    let title: String
    /// Style of the page; nothing in it may come from elsewhere.
    let style: String
    let body: HTMLText
    /// Script, without which the page is a document, and the data that it reads.
    let script: (text: String, data: JSONValue)?

    /// Page without a script.
    package init(title: String, style: String, body: HTMLText) {
        self.init(title: title, style: style, body: body, script: nil)
    }

    init(title: String, style: String, body: HTMLText, script: (text: String, data: JSONValue)?) {
        self.title = title
        self.style = "/*<![CDATA[*/\n\(style)\n/*]]>*/"
        self.body = body
        self.script = script.map { ("//<![CDATA[\n\($0.text)\n//]]>", $0.data) }
    }

    /// Source of the page.
    package var html: String {
        """
        <!DOCTYPE html>
        <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
        <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="\(policy)" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="Quorate" />
        <title>\(HTMLText.escaped(title))</title>
        <style>\(style)</style>
        </head>
        <body>
        \(body.source)
        \(scripts)</body>
        </html>

        """
    }

    private var scripts: String {
        guard let script else { return "" }
        return """
            <script type="application/json" id="run">\(Self.embedded(script.data))</script>
            <script>\(script.text)</script>

            """
    }

    /// Nothing is loaded from anywhere, and only this style and this script are obeyed.
    private var policy: String {
        let scripts = script.map { " script-src \(PageHash.source($0.text));" } ?? ""
        return "default-src 'none'; style-src \(PageHash.source(style));\(scripts) "
            + "base-uri 'none'; form-action 'none'"
    }

    /// Data without a character that could end the element around it.
    private static func embedded(_ data: JSONValue) -> String {
        var text = ""
        for scalar in JSONPrinter.line(data).unicodeScalars {
            switch scalar {
            case "<": text += "\\u003c"
            case ">": text += "\\u003e"
            case "&": text += "\\u0026"
            case "\u{FFFE}", "\u{FFFF}": text += "\u{FFFD}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
