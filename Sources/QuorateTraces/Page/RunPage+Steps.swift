/// The steps in full, as a page without its script and a printed one show them.
extension RunPage {
    /// States that are shown whole in the text of a page, in bytes of all of them.
    private static let roomForStates = 200_000

    var stepsInFull: HTMLText {
        """
        <section class="in-full" aria-label="Steps in full">
        <\(headline)>Steps in full</\(headline)>
        \(states.indices.map(article))
        </section>
        """
    }

    private var headline: HTMLText { inset == nil ? "h2" : "h3" }

    /// Headings of steps lie below that of all steps.
    private var stepHeadline: HTMLText { inset == nil ? "h3" : "h4" }

    private func article(_ state: Int) -> HTMLText {
        let step = state > 0 ? steps[state - 1] : nil
        return """
            <article id="\(anchor)step-\(state)"><\(stepHeadline)><span class="n">\(state)</span> <code>\(step?.action ?? "initial state")</code>\
            \(step?.place.map { " <span class=\"place\">\($0.html)</span>" } ?? "")</\(stepHeadline)>
            \(changeList(state))
            \(figure(state))
            \(step.map(grounds) ?? "")
            \(code.map { sights(of: $0, state) })
            \(wholeState(state))
            </article>
            """
    }

    private func changeList(_ state: Int) -> HTMLText {
        let texts = state == 0 ? start : steps[state - 1].changes.map(\.text)
        if texts.isEmpty { return "<p class=\"none\">(no change)</p>" }
        return "<ul class=\"changes\">\(texts.map { "<li>\($0)</li>" })</ul>"
    }

    /// Grounds of the step, and what it discharges.
    private func grounds(_ step: Step) -> HTMLText {
        let sentences = step.arrows.map(sentence) + step.discharges.map { "discharges \($0)" }
        return sentences.isEmpty ? "" : "<ul class=\"grounds\">\(sentences.map { "<li>\($0)</li>" })</ul>"
    }

    /// The arrow in words.
    func sentence(_ arrow: Arrow) -> String {
        let (from, to) = (lanes[arrow.from].name, lanes[arrow.to].name)
        return switch arrow.kind {
        case .stated: "message from \(from) to \(to)"
        case .enabling where from == to: "enabled by step \(arrow.since) of its own"
        case .enabling: "enabled by step \(arrow.since) of \(from)"
        case .counted where arrow.since == 0: "counts \(from), there from the start"
        case .counted: "counts what step \(arrow.since) of \(from) added"
        }
    }

    private func sights(of run: CodeRun, _ state: Int) -> HTMLText {
        guard run.marks.indices.contains(state), run.marks[state] != .unreached else { return "" }
        let sights = run.sights.indices.contains(state) ? run.sights[state] : []
        let lines = sights.map { sight -> HTMLText in
            "<li>\(sight.name): \(sight.inCode ?? "nothing") in the code, \(sight.inSpec ?? "nothing") in the spec</li>"
        }
        let sent = run.sent.indices.contains(state) ? run.sent[state] : []
        return """
            <p class="code-mark">\(run.name): \(run.marks[state].word)</p>\
            \(lines.isEmpty ? "" : "<ul class=\"sights\">\(lines)</ul>")\
            \(sent.map { "<p class=\"sent\">\($0)</p>" })
            """
    }

    private func wholeState(_ state: Int) -> HTMLText {
        guard isWhole(state) else { return "" }
        let rows = fields.indices.compactMap { field -> HTMLText? in
            states[state][field].map { "<tr><th scope=\"row\">\(fields[field])</th><td>\($0)</td></tr>" }
        }
        return """
            <details><summary>The whole state</summary><table class="state"><tbody>\(rows)</tbody></table></details>
            """
    }

    /// All states where there is room, otherwise the first, the last and that at which a loop begins.
    private func isWhole(_ state: Int) -> Bool {
        if state == 0 || state == states.count - 1 || state == loop?.start { return true }
        let first = states[0].reduce(0) { $0 + ($1?.utf8.count ?? 0) + 40 }
        return first * states.count <= Self.roomForStates
    }
}
