import QuorateFaults
import QuorateLanguage

/// What correct replicas can come to, found by a plain search, once with the messages of faulty replicas
/// present from the start and once with each sent in a step of its own.
struct TwinComparison<S: ByzantineSpec> {
    /// What correct replicas are, in all reachable states, with the adversary acting from the start.
    let fromTheStart: Set<S.State>
    /// The same with the adversary acting step by step.
    let stepByStep: Set<S.State>
    /// The names of the properties violated in each.
    let violated: [Set<String>]

    init(_ spec: S) {
        let states = [Self.reachable(spec), Self.reachable(StepByStep(spec))]
        (fromTheStart, stepByStep) = (
            Set(states[0].map(spec.correctPart)), Set(states[1].map(spec.correctPart))
        )
        violated = states.map { reached in
            Set(
                spec.properties.filter { property in
                    reached.contains { property.isViolated(by: $0, hasEnabledAction: true) }
                }.map(\.name))
        }
    }

    /// Every reachable state of `spec`.
    static func reachable<T: Spec>(_ spec: T) -> Set<T.State> {
        var seen = Set(spec.initialStates)
        var level = Array(seen)
        while !level.isEmpty {
            level = level.flatMap { spec.takes(in: $0).compactMap(\.successor) }.filter {
                seen.insert($0).inserted
            }
        }
        return seen
    }
}
