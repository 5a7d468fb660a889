internal import QuorateLanguage

/// Names that a spec has: those that lines and rules of a log must keep to.
struct LogNames {
    let actions: Set<String>
    let variables: Set<String>
    let replicas: Set<String>
    /// Variables that have an entry for each replica.
    private let perReplica: Set<String>
    /// Labels of the arguments by action, as far as a short run comes across it.
    private let labels: [String: Set<String>]

    /// - Parameter seeksLabels: request for the labels, which takes a run.
    init(of spec: ErasedSpec, seeksLabels: Bool) {
        let initial = spec.initialStates().first
        let fields = initial.map(spec.describe) ?? []
        let replicas = Set(spec.evaluated.replicaNames)
        actions = Set(spec.actionNames)
        variables = Set(fields.map(\.name))
        self.replicas = replicas
        perReplica = Set(
            fields.filter { field in
                guard case .map(let entries) = field.value, !replicas.isEmpty else { return false }
                return Set(entries.map(\.key.description)) == replicas
            }.map(\.name))
        labels = seeksLabels ? initial.map { Self.labels(of: spec, from: $0) } ?? [:] : [:]
    }

    /// The most states that are looked at for labels.
    private static let longestRun = 100

    /// The labels of the actions that are offered along a run which takes the rarest action each time.
    private static func labels(of spec: ErasedSpec, from initial: [UInt64]) -> [String: Set<String>] {
        var labels: [String: Set<String>] = [:]
        var (state, counts) = (initial, [String: Int]())
        for _ in 0..<longestRun where labels.count < spec.actionNames.count {
            let takes = spec.takes(state)
            for take in takes {
                labels[take.action.name] = Set(take.action.arguments.map { ModelBasedTesting.pick($0.name) })
            }
            let steps = takes.filter { $0.successor != nil && $0.successor != state }
            let next = steps.min { counts[$0.action.name] ?? 0 < counts[$1.action.name] ?? 0 }
            state = next?.successor ?? initial
            if let next { counts[next.action.name, default: 0] += 1 }
        }
        return labels
    }

    /// Fault of a place of a state, or nil.
    func problem(of place: StatePlace) -> String? {
        guard variables.contains(place.variable) else {
            return RunMap.unknown("variable", place.variable, variables)
        }
        guard perReplica.contains(place.variable), let key = place.keys.first, key != LogMap.nodeMark,
            !replicas.contains(key)
        else { return nil }
        return "there is no \(place): \(RunMap.unknown("replica", key, replicas))"
    }

    /// The first label that is none of an action's arguments, or nil; an argument without a label goes by its number.
    func unknownLabel(of action: String, among names: [String]) -> String? {
        guard let known = labels[action] else { return nil }
        return names.sorted().first { !known.contains($0) && !PickBinding.isNumbered($0) }
    }

    /// The labels of an action's arguments in words.
    func labelText(of action: String) -> String {
        let known = labels[action] ?? []
        return known.isEmpty ? "it has none" : "it has \(known.sorted().joined(separator: ", "))"
    }
}
