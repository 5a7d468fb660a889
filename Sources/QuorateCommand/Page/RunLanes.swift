import QuorateLanguage
import QuorateTraces

/// The parties of a run, each with a lane of its own: replicas by number, the adversary, and everything else.
struct RunLanes {
    private let parties: [StepOwner]
    /// Replicas that are faulty from the start.
    private let faulty: [Int]
    /// Position of the lane of each step.
    let ofSteps: [Int]

    init(of trace: Trace) {
        let owners = trace.steps.indices.map { StepOwner(of: $0, in: trace) }
        let messages = trace.steps.indices.compactMap { StepMessage(of: $0, in: trace) }
        var all = Set(owners + messages.flatMap { [$0.sender, $0.receiver] })
        let numbers = Set((trace.states.first ?? []).flatMap(\.value.replicaNumbers)).sorted()
        for number in numbers { all.insert(StepOwner(of: number, at: 0, in: trace)) }
        faulty = numbers.filter { StepOwner(of: $0, at: 0, in: trace) == .adversary }
        let sorted = all.isEmpty ? [.environment] : all.sorted()
        parties = sorted
        ofSteps = owners.map { sorted.firstIndex(of: $0) ?? 0 }
    }

    /// Position of the lane of a party.
    func position(of party: StepOwner) -> Int { parties.firstIndex(of: party) ?? 0 }

    /// The lanes for a page.
    var lanes: [RunPage.Lane] {
        parties.map { party in
            let names = party == .adversary ? faulty.map { StepOwner.replica($0).name } : []
            let members = names.isEmpty ? "" : " (\(names.joined(separator: ", ")))"
            return .init(name: party.laneName, title: party.description + members)
        }
    }
}

extension StepOwner {
    /// The party in a word that fits above a lane.
    fileprivate var laneName: String {
        switch self {
        case .replica: name
        case .adversary: "adv."
        case .environment: "env."
        }
    }
}

extension SpecValue {
    /// Numbers of all replicas that are named anywhere in the value.
    fileprivate var replicaNumbers: [Int] {
        if let replica { return [replica] }
        return switch self {
        case .list(let values), .set(let values): values.flatMap(\.replicaNumbers)
        case .record(let fields): fields.flatMap(\.value.replicaNumbers)
        case .variant(_, let value): value.replicaNumbers
        case .map(let entries): entries.flatMap { $0.key.replicaNumbers + $0.value.replicaNumbers }
        case .boolean, .integer, .largeInteger, .string: []
        }
    }
}
