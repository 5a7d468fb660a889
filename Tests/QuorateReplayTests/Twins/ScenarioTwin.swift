@testable import QuorateFaults
@testable import QuorateLanguage
import QuorateTraces

@testable import QuorateCommand
@testable import QuorateReplay

/// A schedule held against its run, one step after the other: each is built from its two lists alone.
struct ScenarioTwin<S: ByzantineSpec> {
    let run: TypedRun<S>
    var steps: [ScenarioStep]

    /// The schedule of a run, as the command makes it.
    init(_ run: TypedRun<S>) throws {
        self.run = run
        steps = try ScenarioSchedule(run).steps
    }

    /// The numbers of the steps that do not follow from what their replica has been sent.
    var unfounded: [Int] { steps.indices.filter { !isFounded($0) }.map { $0 + 1 } }

    private func isFounded(_ position: Int) -> Bool {
        let step = steps[position]
        guard var state = known(before: position) else { return false }
        var spec = run.spec
        spec.adversary.timing = .stepByStep
        for number in 0...position where steps[number].replica == step.replica {
            for told in steps[number].faulty {
                let message = spec.messages.first {
                    SpecValue(describing: $0, for: spec.replicas) == told.content
                }
                guard let message, spec.canSend(message, from: told.sender, in: state).isGiven else {
                    return false
                }
                spec.send(message, from: told.sender, in: &state)
            }
        }
        let before = described(spec.correctPart(of: state))
        return spec.takes(in: state).contains { take in
            guard take.action == run.actions[position], let next = take.successor else { return false }
            let changes = ValueChange.list(from: before, to: described(spec.correctPart(of: next)))
            return Set(changes.map(Effect.init)) == Set(step.changes.map(Effect.init))
        }
    }

    /// What correct replicas are after the steps of this one, and those of the others that it has heard of: the adversary is
    /// free in what it sends to them.
    private func known(before position: Int) -> S.State? {
        var state = run.states[0]
        for number in 0..<position {
            let sender = steps[number].replica
            let isKnown =
                sender == steps[position].replica
                || steps[position].heard.contains { $0.sender == sender && $0.step > number }
            if !isKnown { continue }
            let take = run.spec.takes(in: state).first {
                $0.action == run.actions[number] && $0.successor != nil
            }
            guard let next = take?.successor else { return nil }
            state = next
        }
        return run.spec.correctPart(of: state)
    }

    private func described(_ state: S.State) -> [SpecValue.Field] {
        SpecValue.fields(describing: state, for: run.spec.replicas)
    }

    /// A change without what else is in a set.
    private struct Effect: Hashable {
        let place: String
        var come: Set<SpecValue> = []
        var gone: Set<SpecValue> = []
        var values: [SpecValue?] = []

        init(_ change: ValueChange) {
            place = change.place
            guard let old = Self.elements(change.old), let new = Self.elements(change.new) else {
                values = [change.old, change.new]
                return
            }
            (come, gone) = (new.subtracting(old), old.subtracting(new))
        }

        private static func elements(_ value: SpecValue?) -> Set<SpecValue>? {
            switch value {
            case nil: []
            case .set(let elements): Set(elements)
            default: nil
            }
        }
    }
}
