extension RunPage {
    /// The page: one file that needs no other, is a document without its script, and is XML as well.
    package var html: String {
        """
        <!DOCTYPE html>
        <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
        <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="\(Self.policy)" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="Quorate" />
        <title>\(HTMLText.escaped("\(title): \(claim)"))</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        \(document.source)
        <script type="application/json" id="run">\(data)</script>
        <script>\(Self.script)</script>
        </body>
        </html>

        """
    }

    /// Nothing is loaded from anywhere, and only this style and this script are obeyed.
    private static let policy =
        "default-src 'none'; style-src \(PageHash.source(style)); script-src \(PageHash.source(script)); "
        + "base-uri 'none'; form-action 'none'"

    private static let style = "/*<![CDATA[*/\n\(PageStyle.text)\n/*]]>*/"
    private static let script = "//<![CDATA[\n\(PageScript.text)\n//]]>"

    /// The data without a character that could end the element around it.
    private var data: String {
        var text = ""
        for scalar in JSONPrinter.line(json).unicodeScalars {
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

    private var document: HTMLText {
        """
        <header class="top">
        <p class="brand">Quorate <span>\(verdict.word)</span></p>
        <h1>\(title)</h1>
        <p class="claim \(verdict.rawValue)"><span class="sign" aria-hidden="true">\(verdict.sign)</span> \(claim)</p>
        </header>
        <main>
        \(about)
        \(board)
        \(stepsInFull)
        \(ending)
        </main>
        <footer><p>Everything on this page is in this one file; it loads nothing.</p></footer>
        """
    }

    private var about: HTMLText {
        """
        <section class="about" aria-label="About the run">
        <dl class="facts">
        \(facts.map { "<div><dt>\($0.label)</dt><dd>\($0.place.html)</dd></div>" })
        </dl>
        \(propertyTable)
        \(codeTable)
        </section>
        """
    }

    /// The parts that follow the steps: the reasons, and the loop.
    private var ending: HTMLText {
        let why: [HTMLText] =
            reasons.isEmpty
            ? []
            : ["<section class=\"why\"><h2>Why</h2><pre>\(reasons.joined(separator: "\n"))</pre></section>"]
        return .joined(why + [loopNotes].compactMap(\.self))
    }

    private var loopNotes: HTMLText? {
        loop.map { loop in
            let notes =
                loop.notes.isEmpty
                ? ["no fairness: the spec owes nothing, so every run may stop"] : loop.notes
            return """
                <section class="loop-notes"><h2>The loop</h2>
                <p>\(loopSentence(loop))</p>
                <ul>\(notes.map { "<li>\($0)</li>" })</ul></section>
                """
        }
    }

    func loopSentence(_ loop: Loop) -> String {
        loop.start < steps.count
            ? "back to state \(loop.start), and around for ever" : "stays in state \(loop.start) for ever"
    }
}

extension RunPage.Verdict {
    fileprivate var word: String {
        switch self {
        case .broken: "counterexample"
        case .met: "witness"
        case .neutral: "run"
        }
    }

    fileprivate var sign: String {
        switch self {
        case .broken: "✗"
        case .met: "★"
        case .neutral: "→"
        }
    }
}

extension RunPage.Place {
    /// The text, as a link where there is one.
    var html: HTMLText {
        link.map { "<a href=\"\($0)\" rel=\"noreferrer\">\(text)</a>" } ?? "\(text)"
    }
}
