import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// Text for people: the verdict, what it stands on, and for each run that is none of the spec what stands in the way.
struct ValidateText: Reporter {
    let console: Console
    /// The most runs, and lines in front of the one in question, that are shown; JSON has all runs.
    private static let shownRuns = 3
    private static let shownLines = 5

    func finished(_ log: ValidatedLog) throws {
        var lines = ["\(log.spec.label): \(log.headline)"]
        lines += facts(log).map { "  " + $0.padded(to: 12) + $1 }
        let failed = log.runs.filter { !$0.isExplained }
        lines += log.faults.isEmpty ? [] : [""] + faults(log)
        for run in failed.prefix(Self.shownRuns) { lines += [""] + story(of: run, in: log) }
        if failed.count > Self.shownRuns {
            lines += [
                "", "and \(Numerals.count(failed.count - Self.shownRuns)) more, which --format json has",
            ]
        }
        try console.print(lines.joined(separator: "\n"))
    }

    func ended(_ results: JobResults<ValidatedLog>) throws {
        if !results.notStarted.isEmpty { try console.print("not read, because of the interrupt") }
    }

    private func facts(_ log: ValidatedLog) -> [(String, String)] {
        let counts = log.counts
        var facts = [
            (
                "lines",
                "\(Numerals.count(counts.lines)) in \(Numerals.count(log.plan.files.count, "file")),"
                    + " \(Numerals.count(counts.compared)) of them compared"
            ),
            (
                "compared",
                "\(Numerals.count(counts.actions, "action")) with \(Numerals.count(counts.arguments, "argument")),"
                    + " \(Numerals.count(counts.values, "value")) in states"
            ),
        ]
        if counts.resting > 0 {
            facts.append(("no step", "\(Numerals.count(counts.resting, "line")) explained by no step"))
        }
        facts += log.steps.map { ("steps", $0) }
        facts += log.omissions.map { ("left out", $0) }
        facts += log.executionFacts.map { ("executions", $0) }
        return facts
    }

    private func faults(_ log: ValidatedLog) -> [String] {
        let (all, shown) = (log.faults, log.faults.prefix(Self.shownLines))
        let more = all.count - shown.count
        return shown.flatMap { wrapped(log.text(of: $0)) }
            + (more > 0 ? ["and \(Numerals.count(more)) more, which --format json has"] : [])
    }

    private func story(of run: ValidatedLog.Run, in log: ValidatedLog) -> [String] {
        let name = run.log.name.isEmpty ? "" : "run \(ForeignText.name(run.log.name)): "
        var lines = [
            "\(name)\(Numerals.count(run.explainedCount)) of \(Numerals.count(run.lineCount, "line")) explained"
        ]
        if case .undecided(_, let pairs) = run.finding {
            lines[0] +=
                " when the search was cut off, after \(Numerals.count(pairs)) pairs of a state and a place in the log"
        }
        let alternatives = run.impasse?.alternatives ?? []
        for (position, alternative) in alternatives.enumerated() {
            if position > 0 { lines += ["", "or by another run of the spec:"] }
            lines += self.lines(alternative, of: run, in: log)
        }
        return lines
    }

    private func lines(
        _ alternative: Impasse.Alternative, of run: ValidatedLog.Run, in log: ValidatedLog
    ) -> [String] {
        var lines = alternative.run.steps.suffix(Self.shownLines).map { step in
            let place = step.observation.map { log.place($0, of: run) } ?? "silent"
            return "  \(place)  \(step.action)"
        }
        if alternative.run.steps.count > Self.shownLines { lines.insert("  ...", at: 0) }
        lines += ["state there:"] + alternative.state.map { "  \($0.name) = \($0.value)" }
        for refusal in alternative.refusals {
            let told = run.observation(refusal.observation).text
            lines.append("\(log.place(refusal.observation, of: run)) tells of \(told); no step explains it:")
            lines += refusal.differences.prefix(Self.shownLines).map { "  \($0)" }
            lines += refusal.candidates.prefix(Self.shownLines).map { "  \($0.text)" }
            if refusal.candidates.isEmpty, refusal.differences.isEmpty {
                lines.append("  the spec offers no such action in this state")
            }
        }
        lines += alternative.waiting.map { "\(log.place($0, of: run)) needs lines that are not explained" }
        return lines.flatMap(wrapped)
    }

    /// The parts of a line that fit, all with its indent.
    private func wrapped(_ line: String) -> [String] {
        let text = line.drop { $0 == " " }
        let indent = String(line.prefix(line.count - text.count))
        return TextColumns.wrap(TextColumns.printable(String(text)), width: TextColumns.width - indent.count)
            .map { indent + $0 }
    }
}

extension ValidatedLog {
    /// Length of the runs in words, where all are explained.
    var steps: [String] {
        var (steps, silent) = (0, 0)
        for case .explained(let count, let silentCount) in runs.map(\.finding) {
            steps += count
            silent += silentCount
        }
        guard runs.allSatisfy(\.isExplained) else { return [] }
        let hidden = silent == 0 ? "" : ", \(Numerals.count(silent)) of them silent"
        let parts = runs.count == 1 ? "" : " in \(Numerals.count(runs.count, "run"))"
        return ["\(Numerals.count(steps)) of the spec\(parts)\(hidden)"]
    }

    /// Lines that were not compared, in words.
    var omissions: [String] {
        let ignored = counts.ignored.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
            "\(ForeignText.name($0.key)) (\(Numerals.count($0.value)))"
        }
        let shown = ignored.prefix(24).joined(separator: ", ")
        let more = ignored.count > 24 ? ", and \(ignored.count - 24) more" : ""
        return (ignored.isEmpty ? [] : ["events that say nothing: \(shown)\(more)"])
            + (counts.foreign == 0
                ? []
                : ["\(Numerals.count(counts.foreign, "line")) that the mapping takes for no part of the log"])
    }
}
