import QuorateLanguage
import QuorateTraces

extension Report: CustomStringConvertible {
    /// Text that `quorate check` prints for a run: verdict, what was covered, every property, what is
    /// suspicious, and each counterexample step by step.
    ///
    /// `#expect(report.outcome == .holds, "\(report)")` shows it when it fails.
    public var description: String {
        let facts =
            assumptionFacts + [coveredFact] + propertyFacts + [deadlockFact] + livenessFacts + suspicionFacts
            + promiseFacts + lineFacts
        let traces = counterexamples.flatMap { ["", $0.rendering()] }
        let rest = traces.isEmpty ? [] : traces + [""]
        let last = [fault.map { Fact("fault", "\($0.messageWithSite)") }, Fact("figures", figures)]
        return ([headline] + facts.map(\.text) + rest + last.compactMap(\.self).map(\.text))
            .joined(separator: "\n")
    }

    /// Spec, mutant, parameters and outcome, as in `TwoPhaseCommit managers=3: holds`.
    package var headline: String {
        "\(spec.label): \(outcome.rawValue)" + (condition.map { ", " + $0 } ?? "")
    }

    /// Condition of a verdict on all states that was reached up to symmetry and is not proved; nil for any other.
    package var condition: String? { isComplete && outcome != .violated ? symmetry?.condition : nil }

    /// Assumptions of the verdict; with the headline they read `holds for n = 4, f = 1, Byzantine, …`.
    private var assumptionFacts: [Fact] {
        guard let assumptions = spec.assumptions else {
            return [Fact("for", "a fault model and network that the spec does not state")]
        }
        return [Fact("for", assumptions.description)] + assumptions.notes.map { Fact("", $0) }
    }

    private var coveredFact: Fact {
        let generated = Numerals.count(generatedStates)
        return Fact(
            "covered",
            "\(extent)\(Numerals.count(distinctStates, "distinct state")), \(generated) generated, depth \(depth)"
        )
    }

    /// Extent of the counts: the states among which they were taken.
    private var extent: String {
        let bound = spec.constraint.map { " within the constraint \"\($0)\"" } ?? ""
        if let limit { return "complete levels\(bound) until \(limit.description): " }
        if !isComplete { return "complete levels\(bound) until the violation: " }
        let condition = symmetry.map { $0.isProved ? "" : ", \($0.assumption)" } ?? ""
        return "every reachable state\(bound)\(condition): "
    }

    /// In how many states a protocol stops, which is right at its end and nowhere else.
    private var deadlockFact: Fact {
        let (stuck, idle) = (
            Numerals.count(statesWithoutStep, "state"), Numerals.count(statesWithoutChange, "state")
        )
        let text =
            switch (statesWithoutStep, statesWithoutChange) {
            case (0, 0) where statesPerLevel.count < (isComplete ? 1 : 2): "no state was expanded"
            case (0, 0): "none: every expanded state has a step that changes something"
            case (_, 0): "no step is enabled in \(stuck)"
            case (0, _): "no step changes anything in \(idle)"
            default:
                "no step is enabled in \(stuck), and none changes anything in \(Numerals.count(statesWithoutChange)) more"
            }
        return Fact("deadlock", text)
    }

    /// Work of the search for runs without end, and what it means where nothing is owed.
    private var livenessFacts: [Fact] {
        guard let liveness else { return [] }
        let onward =
            liveness.isAcyclic
            ? "every way leads on, so that a run goes on for ever only in one state; "
            : liveness.states == 0 ? "every way leads out of the states where a run must not stay; " : ""
        let steps =
            "\(Numerals.count(liveness.steps, "step")) (\(Numerals.count(liveness.stepsBack)) back) among "
            + "\(Numerals.count(liveness.states, "state")) kept, \(Numerals.bytes(liveness.bytes))"
        let work = onward + (liveness.states == 0 ? "no steps kept" : steps)
        let sweeps = "\(Numerals.count(liveness.sweeps, "sweep")), \(Numerals.seconds(liveness.seconds))"
        let unobliged =
            spec.fairness.isEmpty
            ? [
                Fact(
                    "",
                    "the spec states no `fairness`: nobody has to go on, so every run may stop in any state")
            ] : []
        return [Fact("liveness", "\(work); \(sweeps)")] + unobliged
    }

    private var propertyFacts: [Fact] {
        properties.enumerated().map { position, property in
            let outcome = property.outcome.word.padded(to: PropertyOutcome.widestWord)
            return Fact(position == 0 ? "properties" : "", "\(outcome)  \(property.name)\(property.details)")
        }
    }

    private var promiseFacts: [Fact] {
        let place = store.rawValue + (disk == nil ? " store" : " store on disk")
        var facts =
            [Fact("search", "\(place), \(rankText ?? Numerals.count(workers, "worker"))")] + symmetryFacts
        if let missProbability {
            facts.append(
                Fact(
                    "",
                    "a state was missed with probability at most \(Self.rounded(missProbability)): union bound"
                        + " n(n-1)/2^65 over the n stored states"))
        } else if isReproducible {
            facts.append(
                Fact(
                    "",
                    "verdict, counts and counterexamples are the same for any number of"
                        + (ranks == nil ? " workers" : " ranks")))
        }
        return facts
    }

    /// Ranks that searched, and what that took; nil of a search on one machine.
    private var rankText: String? {
        ranks.map {
            "\(Numerals.count($0.count, "rank")), \(Numerals.bytes($0.sentBytes)) sent, at most"
                + " \(Numerals.bytes($0.mostStoreBytes)) of states on one"
        }
    }

    /// Replicas and values that traded names, and what that stands on.
    private var symmetryFacts: [Fact] {
        guard let symmetry else { return [] }
        let names = symmetry.groups.map { $0.map { "\($0)" } } + symmetry.values
        let groups = names.map { "{" + $0.joined(separator: ", ") + "}" }
        let asked = Numerals.count(symmetry.askedStates, "state")
        return [
            Fact(
                "symmetry",
                "\(groups.joined(separator: ", ")): \(Numerals.count(symmetry.permutations, "permutation")),"
                    + " \(Numerals.count(symmetry.storedStates, "state")) stored"),
            Fact(
                "",
                symmetry.isProved
                    ? "proved: the spec was asked of \(asked), every renaming of each stored state"
                    : "sampled: the spec was asked of \(asked), not of every renaming of each stored state; evidence, no proof"
            ),
        ]
    }

    /// Table of the lines that offer steps.
    private var lineFacts: [Fact] {
        guard let lines else { return [] }
        let heads = ["line", "action", "offered", "taken", "changing"]
        let rows = lines.map { line in
            ["\(line.site)", line.action] + [line.offered, line.taken, line.changing].map(Numerals.count)
        }
        let widths = heads.indices.map { column in ([heads] + rows).map { $0[column].count }.max() ?? 0 }
        let table = ([heads] + rows).map { row in
            row.enumerated().map { column, cell in
                column < 2 ? cell.padded(to: widths[column]) : cell.alignedRight(to: widths[column])
            }
            .joined(separator: "  ")
        }
        return table.enumerated().map { Fact($0 == 0 ? "coverage" : "", $1) }
    }

    /// Two significant digits of a probability.
    static func rounded(_ probability: Double) -> String {
        var (mantissa, exponent) = (probability, 0)
        guard mantissa > 0 else { return "0" }
        while mantissa < 0.995 {
            mantissa *= 10
            exponent -= 1
        }
        return exponent == 0 ? "1" : "\(Numerals.fixed(mantissa, places: 1))e\(exponent)"
    }

    /// Guarantee that another run, with any number of workers, finds the same.
    private var isReproducible: Bool {
        switch limit {
        case nil, .states, .storedStates, .depth: store.isExact
        case .seconds, .memory, .disk, .interrupt, .fault: false
        }
    }

    /// The figures that progress shows while the search runs.
    private var figures: String {
        "\(Numerals.seconds(wallSeconds)) (CPU \(Numerals.seconds(cpuSeconds))), \(Numerals.count(distinctStates)) distinct,"
            + " \(Numerals.count(generatedStates)) generated, \(Numerals.rate(generatedStates, in: wallSeconds))/s,"
            + frontier
            + " store \(Numerals.bytes(storeBytes)), \(Numerals.fixed(bytesPerState, places: 1)) bytes per state"
            + diskFigures
    }

    /// The room on disk, and each state's share of it.
    private var diskFigures: String {
        guard let disk else { return "" }
        let share = Double(disk.stateBytes) / Double(max(1, distinctStates + statesOutside))
        return "; disk \(Numerals.bytes(disk.peakBytes)), \(Numerals.fixed(share, places: 1)) bytes per state"
    }

    /// The states of the last level that is complete, where a limit kept them from being expanded.
    private var frontier: String {
        guard limit != nil, let last = statesPerLevel.last else { return "" }
        let previous = statesPerLevel.dropLast().last ?? 0
        return " frontier \(Numerals.count(last)) \(Numerals.trend(last, after: previous)),"
    }
}

extension Report {
    /// Reason why nothing was checked at all, with what to write, or nil.
    package var emptiness: String? {
        if properties.isEmpty, !spec.properties.isEmpty {
            return "nothing is checked, because no property is asked for"
        }
        if properties.isEmpty {
            return "nothing is checked, because the spec has no properties; say what must hold, as in"
                + " `.always(\"agreement\") { state in … }`"
        }
        guard distinctStates == 0, limit == nil else { return nil }
        if statesOutside > 0, let bound = spec.constraint {
            return "nothing is explored, because every initial state is outside the constraint \"\(bound)\";"
                + " widen it, or begin inside"
        }
        return "the spec has no initial state: `initialStates` is empty"
    }

    /// Grounds for doubt about the spec, although no state is wrong.
    private var suspicionFacts: [Fact] {
        // Of a run that stopped early one can say only what it has not seen yet.
        let seen = limit == nil ? "" : " so far"
        let premises = properties.filter { !$0.premiseHeld }.map { "\"\($0.name)\"" }
        let required = actions.filter { $0.taken == 0 && $0.isRequired }.map(\.name)
        let others = actions.filter { $0.taken == 0 && !$0.isRequired }.map(\.name)
        let unchecked = emptiness.map { [Fact("note", $0)] } ?? []
        if distinctStates == 0, limit == nil { return unchecked }
        return unchecked
            + [
                ("premise never held\(seen)", premises), ("required, never taken\(seen)", required),
                ("never taken\(seen)", others),
            ]
            .filter { !$0.1.isEmpty }
            .map { Fact("note", "\($0.0): \($0.1.joined(separator: ", "))") }
    }
}

/// One line of a report: what it is about, and what there is to say.
private struct Fact {
    let text: String

    init(_ subject: String, _ text: String) { self.text = "  \(subject.padded(to: 11)) \(text)" }
}

extension Report.PropertyReport {
    /// Number of violating states, and the place to look, for a property that is not as it should be.
    fileprivate var details: String {
        switch outcome {
        case .violated where kind.isLiveness:
            " (a fair run stays among \(Numerals.count(violatingStates, "state"))), defined at \(site)"
        case .violated: " (in \(Numerals.count(violatingStates, "state"))), defined at \(site)"
        case .notReached: ", defined at \(site)"
        case .holds, .reached, .inconclusive, .vacuous: ""
        }
    }
}
