import QuorateLanguage
import QuorateTraces

extension SimulationReport: CustomStringConvertible {
    /// Text that `quorate simulate` prints: verdict, what was covered, every property, what is suspicious, and each
    /// counterexample step by step.
    public var description: String {
        let lines =
            assumptionLines + [line("runs", runWords), line("ends", endWords), line("covered", coveredWords)]
            + propertyLines + noteLines + [line("promise", promise)]
        let traces = counterexamples.flatMap { ["", $0.rendering()] }
        let rest = traces.isEmpty ? [] : traces + [""]
        return ([headline] + lines + rest + [line("figures", figures)]).joined(separator: "\n")
    }

    /// Spec, mutant, parameters and outcome, as in `PBFT replicas=10: no violation in 10,000 runs`.
    package var headline: String { "\(spec.label): \(verdict)" }

    /// The outcome in words, in one line; never that a property holds.
    package var verdict: String {
        let count = Numerals.count(runs, "run")
        switch outcome {
        case .noViolation: return "no violation in \(count)"
        case .inconclusive:
            return "inconclusive: \(end == .interrupt ? "interrupted" : "out of time") after \(count)"
        case .vacuous: return "vacuous: \(emptiness ?? "nothing was looked at")"
        case .violated:
            let broken = zip(counterexamples, foundSteps).map { trace, found in
                let length = Numerals.count(trace.steps.count, "step")
                return "\"\(trace.property)\" in \(length)"
                    + (found == trace.steps.count ? "" : " (found in \(Numerals.count(found)))")
            }
            return "breaks \(broken.joined(separator: ", ")), run \(foundRuns)"
        }
    }

    private var foundRuns: String {
        properties.filter { $0.outcome == .violated }.compactMap { $0.run.map(Numerals.count) }
            .joined(separator: ", ")
    }

    private var assumptionLines: [String] {
        guard let assumptions = spec.assumptions else {
            return [line("for", "a fault model and network that the spec does not state")]
        }
        return [line("for", assumptions.description)] + assumptions.notes.map { line("", $0) }
    }

    private var runWords: String {
        let asked =
            switch end {
            case .runs: ""
            case .violation: ", the last of which breaks a property"
            case .seconds: ", until \(Numerals.asGiven(seconds ?? 0)) s were over"
            case .interrupt: ", until the interrupt"
            }
        return "\(Numerals.count(runs)) by \(strategy.rawValue) from seed \(seed)\(asked):"
            + " \(Numerals.count(steps, "step")), the longest run of \(Numerals.count(longest))"
    }

    private var endWords: String {
        let words: [(RunEnding, String)] = [
            (.depth, "at the limit of \(Numerals.count(depth, "step"))"),
            (.deadlock, "where no step is enabled"), (.unchanging, "where no step changes anything"),
            (.outside, "outside the constraint\(spec.constraint.map { " \"\($0)\"" } ?? "")"),
        ]
        let known = words.filter { endings[$0.0] > 0 }.map { "\(Numerals.count(endings[$0.0])) \($0.1)" }
        return known.isEmpty ? "none" : known.joined(separator: ", ")
    }

    private var coveredWords: String {
        let taken = actions.count { $0.taken > 0 }
        let distinct = Numerals.count(distinctStates, "distinct state")
        return "\(distinctStatesAreCounted ? "" : "about ")\(distinct), \(taken) of"
            + " \(Numerals.count(actions.count, "action")), \(Numerals.count(actionPairs)) of"
            + " \(Numerals.count(actions.count * actions.count)) pairs of actions,"
            + " \(Numerals.count(abstractStates, "set")) of actions that were possible at once"
    }

    private var propertyLines: [String] {
        properties.enumerated().map { position, property in
            let outcome = property.outcome.rawValue.padded(to: PropertyOutcome.widest)
            return line(position == 0 ? "properties" : "", "\(outcome)  \(property.name)\(property.details)")
        }
    }

    private var noteLines: [String] {
        let premises = properties.filter { !$0.premiseHeld && $0.outcome != .notLookedAt }.map {
            "\"\($0.name)\""
        }
        let idle = actions.filter { $0.taken == 0 }
        let never = idle.filter { $0.offered == 0 }
        let notes = [
            ("premise never held in these runs", premises),
            ("required, never possible", never.filter(\.isRequired).map(\.name)),
            ("never possible", never.filter { !$0.isRequired }.map(\.name)),
            ("possible, and never taken", idle.filter { $0.offered > 0 }.map(\.name)),
        ]
        return notes.filter { !$0.1.isEmpty }.map { line("note", "\($0.0): \($0.1.joined(separator: ", "))") }
    }

    private var promise: String {
        isReproducible
            ? "the same seed gives the same runs, counts and counterexamples for any number of workers"
            : "the same seed gives the same runs; how many, the time has decided"
    }

    private var figures: String {
        let rate = Numerals.rate(steps, in: wallSeconds)
        let shrinking =
            counterexamples.isEmpty ? "" : ", made shorter in \(Numerals.seconds(shrinkSeconds))"
        return "\(Numerals.seconds(wallSeconds)), \(Numerals.count(steps, "step")), \(rate)/s,"
            + " \(Numerals.count(workers, "worker"))\(shrinking)"
    }

    private func line(_ subject: String, _ text: String) -> String { "  \(subject.padded(to: 11)) \(text)" }
}

extension SimulationReport.PropertyOutcome {
    fileprivate static let widest = notLookedAt.rawValue.count
}

extension SimulationReport.PropertyReport {
    fileprivate var details: String {
        switch outcome {
        case .violated: "\(place), defined at \(site)"
        case .met: place
        case .notLookedAt: ": about runs without end"
        case .notViolated, .notMet: ""
        }
    }

    private var place: String {
        guard let run, let steps else { return "" }
        return " (first in run \(Numerals.count(run)), after \(Numerals.count(steps, "step")))"
    }
}
