import QuorateLanguage
import QuorateTraces

/// Party to which a step of a run belongs, as far as the step shows it.
enum StepOwner: Hashable, Comparable {
    /// The replica that the action names first.
    case replica(Int)
    /// A replica that is faulty in the state before the step.
    case adversary
    /// Clients, the network, time: a step that names no replica.
    case environment

    /// The party that takes the step at a position.
    init(of step: Int, in trace: Trace) {
        self.init(
            of: trace.steps[step].action, in: step < trace.states.count ? trace.states[step] : [])
    }

    /// The party that takes an action out of a state.
    init(of action: ErasedSpec.ActionOutline, in state: [SpecValue.Field]) {
        let number = action.arguments.lazy.compactMap(\.value.firstReplica).first
        self = number.map { Self(of: $0, in: state) } ?? .environment
    }

    /// The party that a replica belongs to before the step at a position.
    init(of number: Int, at step: Int, in trace: Trace) {
        self.init(of: number, in: step < trace.states.count ? trace.states[step] : [])
    }

    private init(of number: Int, in state: [SpecValue.Field]) {
        let faulty = state.first { $0.name == "faulty" }?.value
        self = faulty?.replicas.contains(number) == true ? .adversary : .replica(number)
    }

    /// The party in a word, as in `r2`.
    var name: String {
        switch self {
        case .replica(let number): "r\(number)"
        case .adversary: "adversary"
        case .environment: "environment"
        }
    }

    /// The party for people, as in `Replica r2`.
    var description: String {
        switch self {
        case .replica: "Replica \(name)"
        case .adversary: "Adversary: the faulty replicas"
        case .environment: "Environment: steps that name no replica"
        }
    }
}

extension SpecValue {
    /// Number of the replica that the value is, or nil.
    var replica: Int? {
        guard case .string(let name) = self, name.first == "r", let number = Int(name.dropFirst()),
            (0..<16).contains(number), "r\(number)" == name
        else { return nil }
        return number
    }

    /// Number of the replica that is named first in the value, at any depth.
    fileprivate var firstReplica: Int? {
        if let replica { return replica }
        switch self {
        case .list(let values), .set(let values): return values.lazy.compactMap(\.firstReplica).first
        case .record(let fields): return fields.lazy.compactMap(\.value.firstReplica).first
        case .variant(_, let value): return value.firstReplica
        case .map(let entries):
            return entries.lazy.compactMap { $0.key.firstReplica ?? $0.value.firstReplica }.first
        case .boolean, .integer, .largeInteger, .string: return nil
        }
    }

    /// Numbers of the replicas that are the elements of a set.
    fileprivate var replicas: [Int] {
        if case .set(let values) = self { values.compactMap(\.replica) } else { [] }
    }
}
