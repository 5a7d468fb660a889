internal import Dispatch
internal import Foundation
internal import QuorateLanguage
internal import Synchronization

/// Several processes of an adapter, each of which is taken through a part of the steps of a spec.
///
/// The first is the one that the search asks. Before that all of them work at once, and it takes over what the others have
/// answered; what nobody was asked it still asks itself. So no part can be lost, and the counts are those of the search.
/// What each process is asked follows from the spec, the number of processes and its own answers, and not from time.
final class AdapterTeam<S: Spec>: Sendable {
    let lead: AdapterDriver<S>
    private let others: [AdapterDriver<S>]
    private let spec: S
    private let triesAll: Bool
    /// Number of states and steps of the spec, where all were counted.
    private let counted = Mutex<(states: Int, steps: Int)?>(nil)

    /// Two different answers to one step.
    private let contradiction = Mutex<AdapterFinding<S>?>(nil)
    private let isAtOne = Mutex(true)

    /// - Throws: ``AdapterError`` where one of the processes is no adapter for this spec.
    init(_ spec: S, _ dialogue: AdapterDialogue, processes: Int, triesAll: Bool) throws(AdapterError) {
        (self.spec, self.triesAll) = (spec, triesAll)
        lead = try AdapterDriver(spec, dialogue, walksOn: true)
        var others: [AdapterDriver<S>] = []
        while others.count < processes - 1 {
            others.append(try AdapterDriver(spec, dialogue, walksOn: true))
            if others.last?.abilities == lead.abilities { continue }
            throw .unsteady("a second process of it observes or can do something else than the first")
        }
        self.others = others
    }

    private var all: [AdapterDriver<S>] { [lead] + others }

    /// Figures of all processes.
    var figures: AdapterFigures {
        all.reduce(into: AdapterFigures(processes: 0)) { sum, driver in
            sum.add(driver.shared.runs.withLock(\.dialogue.figures))
        }
    }

    func close() { for driver in all { driver.shared.runs.withLock { $0.close() } } }

    /// Takes all through their parts; returns true where none of them did anything else than the spec.
    func takeParts(mostStates: Int?, depth: Int?, until stop: @escaping @Sendable () -> Bool) -> Bool {
        if others.isEmpty { return true }
        let parts = AdapterParts(
            of: spec, into: all.count, mostStates: mostStates, depth: depth, until: stop)
        if parts.isWhole, depth == nil {
            counted.withLock { $0 = (parts.found.count(where: \.isExpanded), parts.stepCount) }
        }
        let hasFound = Mutex(false)
        let group = DispatchGroup()
        for (part, driver) in all.enumerated() {
            group.enter()
            // Each waits for its process, which a pool of threads as large as the machine would not have room for.
            Thread.detachNewThread { [triesAll] in
                driver.shared.runs.withLock { runs in
                    runs.take(part: part, of: parts, triesAll: triesAll) {
                        stop() || hasFound.withLock { $0 }
                    }
                    if runs.finding != nil || runs.dialogue.hasBrokenOff { hasFound.withLock { $0 = true } }
                }
                group.leave()
            }
        }
        group.wait()
        let areAtOne = !hasFound.withLock { $0 } && handOver(parts)
        isAtOne.withLock { $0 = areAtOne }
        return areAtOne
    }

    /// Gives what all were told to the first; returns false where two were told different things.
    private func handOver(_ parts: AdapterParts<S>) -> Bool {
        var records = lead.shared.runs.withLock(\.told)
        var first: Contradiction?
        for driver in others {
            for (step, told) in adopted(from: driver) {
                guard let former = records.updateValue(told, forKey: step) else { continue }
                records[step] = former
                if former.record.isSame(as: told.record) { continue }
                let other = Contradiction(step: step, former: former, latter: told)
                first = first.map { isBefore(other, $0, parts) ? other : $0 } ?? other
            }
            driver.shared.runs.withLock { $0.close() }
        }
        lead.shared.runs.withLock { runs in
            runs.told = [:]
            if let first {
                contradiction.withLock { $0 = first.finding(&runs) }
            } else {
                runs.book.take(over: records)
            }
        }
        return first == nil
    }

    /// Answers that one of the others was given, with its trails among those of the first.
    private func adopted(from driver: AdapterDriver<S>) -> [AdapterStep<S>: AdapterTold<S>] {
        let (told, trails) = driver.shared.runs.withLock { runs in
            defer { runs.told = [:] }
            return (runs.told, runs.trails)
        }
        let offset = lead.shared.runs.withLock { $0.trails.adopt(trails) }
        return told.mapValues { AdapterTold(record: $0.record, trail: $0.trail + offset) }
    }

    /// The first thing that one of the others did otherwise, or that two did differently, taken again; nil where there is
    /// none.
    func finding(_ dialogue: AdapterDialogue) -> ConformanceDivergence? {
        for driver in others where driver.shared.runs.withLock({ $0.finding != nil }) {
            return AdapterRetaking(spec: spec, dialogue: dialogue, driver: driver).secondLook()
        }
        return contradiction.withLock(\.self).map {
            AdapterRetaking(spec: spec, dialogue: dialogue, driver: lead).retaken($0)
        }
    }

    /// Divergence where all that is known is that not all of them were at one with the spec.
    var unexplained: ConformanceDivergence? {
        if isAtOne.withLock(\.self) { return nil }
        return ConformanceDivergence(
            steps: [],
            states: spec.initialStates.prefix(1).map { SpecValue.fields(describing: $0, for: spec.replicas) },
            divergence: .unsteady("one of \(all.count) processes did otherwise, and does not once more"))
    }

    /// Contradiction between the figures of the search and what was counted in the spec.
    func missing(_ figures: Conformance.Figures) -> String? {
        guard figures.leftOut.isEmpty, let counted = counted.withLock({ $0 }) else { return nil }
        if figures.specStates == counted.states, figures.transitions >= counted.steps { return nil }
        return
            "\(all.count) adapters were taken through \(figures.transitions) steps from \(figures.specStates) states, and"
            + " the spec has \(counted.steps) from \(counted.states)"
    }
}

extension AdapterTeam {
    /// Two answers to one step, which are not the same.
    private struct Contradiction {
        let step: AdapterStep<S>
        let former: AdapterTold<S>
        let latter: AdapterTold<S>

        func finding(_ runs: inout AdapterRuns<S>) -> AdapterFinding<S>? {
            runs.trails.run(along: latter.trail, then: step.input).flatMap {
                runs.contradiction(in: step, former, latter, along: $0)
            }
        }
    }

    /// Order that follows from the spec alone: by the state, nearest to the start first, and by the words of the action.
    private func isBefore(_ left: Contradiction, _ right: Contradiction, _ parts: AdapterParts<S>) -> Bool {
        func position(_ step: AdapterStep<S>) -> Int { step.states.compactMap(parts.position).min() ?? .max }
        func words(_ step: AdapterStep<S>) -> String {
            ErasedSpec.ActionOutline(describing: step.input.action, for: spec.replicas).description
                + (step.input.order?.rawValue ?? "")
        }
        let (first, second) = (position(left.step), position(right.step))
        return first == second ? words(left.step) < words(right.step) : first < second
    }
}
