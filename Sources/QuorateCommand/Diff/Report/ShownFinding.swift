import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// Findings of one group on a page, with the number of the run that is drawn of them.
struct ShownFinding {
    let group: FindingGroup
    /// Number of the run on the page, or nil where none is drawn.
    let number: Int?

    var finding: DiffFinding { group.shown }

    /// Steps of all runs that are drawn on one page.
    private static let mostSteps = 1500

    /// The findings in their order; runs have numbers as long as there is room for them.
    static func all(of report: DiffReport) -> [ShownFinding] {
        var (steps, count) = (0, 0)
        return FindingGroup.all(of: report.findings).map { group in
            guard let run = group.shown.run?.run, steps + run.steps.count <= mostSteps else {
                return ShownFinding(group: group, number: nil)
            }
            steps += run.steps.count + 1
            count += 1
            return ShownFinding(group: group, number: count)
        }
    }

    /// The line in the table of findings.
    func row(in report: DiffReport) -> HTMLText {
        let spec = finding.spec.isEmpty ? "claims" : finding.spec
        let name: HTMLText =
            number.map { "<a href=\"#finding-\($0)\">\(finding.kind.rawValue)</a>" }
            ?? "\(finding.kind.rawValue)"
        return """
            <tr><th scope="row">\(spec)</th><td class="kind">\(mark(in: report))\(name)</td><td>\(group.sentence)</td></tr>
            """
    }

    private func mark(in report: DiffReport) -> HTMLText {
        report.request.forbidden.contains(finding.kind)
            ? "<span class=\"mark bad\">✗ forbidden</span> " : ""
    }

    /// The finding with its run, or nil where none is drawn.
    func section(in report: DiffReport, _ links: PageLinks) -> HTMLText? {
        guard let number, let run = finding.run?.run, let trace = report.trace(of: finding) else {
            return nil
        }
        var page = RunPage(of: trace, OfferHistory(enabled: run.offers), links)
        page.inset = .init(number: number, remarks: remarks(on: run))
        return """
            <section class="spec finding" id="finding-\(number)" aria-labelledby="finding-\(number)-name">
            <div><h2 id="finding-\(number)-name"><span class="kind">\(mark(in: report))\(finding.kind.rawValue)</span>\
            \(finding.instance ?? finding.spec)</h2>
            <p class="summary">\(finding.sentence).</p>\(also)</div>
            \(parting(run))
            \(page.fragment)
            </section>
            """
    }

    private var also: HTMLText {
        if group.others.isEmpty { return "" }
        return "\n<p class=\"also\">Also in \(group.others.joined(separator: "; ")).</p>"
    }

    /// The remarks on the last state of the run, and on the one at which the other side stops.
    private func remarks(on run: GraphRun) -> [RunPage.Remark] {
        let last = run.steps.count
        guard run.parting != nil else { return [.init(state: last, sign: "◆", text: "this state")] }
        let end = RunPage.Remark(state: last, sign: "◆", text: "only in the \(sides.own)")
        return last == 0
            ? [end] : [.init(state: last - 1, sign: "◇", text: "the \(sides.other) stops here"), end]
    }

    /// The sides by name: the one whose run it is, and the other.
    private var sides: (own: String, other: String) {
        switch finding.kind {
        case .behaviourRemoved, .initialStateRemoved: ("base", "head")
        default: ("head", "base")
        }
    }

    /// The place at which the other side stops.
    private func parting(_ run: GraphRun) -> HTMLText {
        guard let parting = run.parting else { return "" }
        return """
            <div class="parting"><h3>Where the \(sides.other) stops</h3>
            <p>\(Self.sentence(run, parting, sides))</p>
            \(ways(parting, from: run))
            </div>
            """
    }

    private static func sentence(
        _ run: GraphRun, _ parting: GraphParting, _ sides: (own: String, other: String)
    ) -> HTMLText {
        guard let last = run.steps.last?.action.description else {
            return "No run of the \(sides.other) begins in the state below. It begins in:"
        }
        let state = run.steps.count - 1
        let way: HTMLText =
            state == 0 ? "Both sides begin in state 0." : "Both sides come as far as state \(state)."
        let other: HTMLText =
            parting.ways.contains(where: \.hasSameAction)
            ? "can take that action there too, but not with that effect." : "cannot take that step there."
        let rest: HTMLText =
            parting.count == 0 ? " It has no step there at all." : " What it can do there:"
        return """
            \(way) The \(sides.own) goes on with <code>\(last)</code>; the \(sides.other) \(other)\(rest)
            """
    }

    private func ways(_ parting: GraphParting, from run: GraphRun) -> HTMLText {
        if parting.ways.isEmpty { return "" }
        let rest = parting.count - parting.ways.count
        let more: HTMLText = rest > 0 ? "<p>And \(Numerals.count(rest)) more.</p>" : ""
        return """
            <div class="scroll"><table class="ways stacked">
            <caption>What the \(sides.other) can do there</caption>
            <thead><tr><th scope="col">Step</th><th scope="col">What it changes</th></tr></thead>
            <tbody>
            \(parting.ways.map(row))
            </tbody></table></div>\(more)
            """
    }

    private func row(_ way: GraphParting.Way) -> HTMLText {
        let changes = way.changes
        let same: HTMLText = way.hasSameAction ? " (the same action, another effect)" : ""
        return """
            <tr\(way.hasSameAction ? " class=\"same\"" : "")><th scope="row">\
            <code>\(RunPage.shown(way.step?.action.description ?? "initial state"))</code>\(same)</th>\
            <td class="value">\(RunPage.shown(changes.isEmpty ? "(no change)" : changes.joined(separator: "; ")))</td></tr>
            """
    }
}
