extension RunPage {
    /// The page: one file that needs no other, is a document without its script, and is XML as well.
    package var html: String {
        PageFrame(
            title: "\(title): \(claim)", style: PageStyle.text, body: document,
            script: (PageScript.text, json)
        ).html
    }

    /// The run as a part of a page of several: its lanes, and its steps in full.
    package var fragment: HTMLText { .joined([board, stepsInFull]) }

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
