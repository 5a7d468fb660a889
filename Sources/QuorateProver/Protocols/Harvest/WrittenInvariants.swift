/// Invariants that the person wrote, next to those that were harvested.
struct WrittenInvariants {
    private let model: ProtocolModel
    private let assumed: [NamedSentence]
    private let limits: HarvestLimits
    private let own: [NamedSentence]
    /// Harvested candidates from which each follows; nil for one that does not follow.
    private let grounds: [Set<Int>?]
    /// Own invariants that were enough to show that an action keeps one, by its position.
    private var proofs: [Int: Set<Int>] = [:]

    /// - Parameter grounds: For each invariant of the model the harvested candidates from which it follows, or nil.
    init(
        of model: ProtocolModel, assuming assumed: [NamedSentence], grounds: [Set<Int>?],
        _ limits: HarvestLimits
    ) {
        (self.model, self.assumed, self.grounds, self.limits) = (model, assumed, grounds, limits)
        own = model.invariants
    }

    /// Ground of a proof: harvested candidates, and invariants that do not follow from them.
    struct Proof {
        var (harvested, written): (Set<Int>, Set<Int>) = ([], [])
    }

    /// A proof with as few of the written invariants as are found by leaving out one after the other, in their order; nil
    /// where there is none with all of them.
    mutating func proof() throws -> Proof? {
        var kept = own.indices.filter { grounds[$0] == nil }
        guard var best = try proof(with: kept) else { return nil }
        for position in kept {
            let fewer = kept.filter { $0 != position }
            if let proof = try proof(with: fewer) { (best, kept) = (proof, fewer) }
        }
        return best
    }

    /// A proof that supposes what follows and these of the others, or nil.
    private mutating func proof(with written: [Int]) throws -> Proof? {
        proofs = [:]
        let supposed = own.indices.filter { grounds[$0] != nil || written.contains($0) }
        guard try startHas(written) else { return nil }
        for action in model.actions {
            let open = written.filter { action.after(own[$0].node) != own[$0].node }
            if open.isEmpty { continue }
            let guards = action.guards.map { NamedSentence(name: "\(action.name) can be taken", node: $0) }
            var asked = PremisedQuestions(assumed + guards, limits)
            for position in supposed { asked.suppose(position, own[position]) }
            for position in open { asked.add(position, action.after(own[position].node)) }
            for (position, answer) in try asked.answers() {
                guard let premises = answer.premises else { return nil }
                proofs[position, default: []].formUnion(premises)
            }
        }
        var asked = PremisedQuestions(assumed, limits)
        for position in supposed { asked.suppose(position, own[position]) }
        for (index, goal) in model.goals.enumerated() { asked.add(index, goal.node) }
        var wanted: Set<Int> = []
        for (_, answer) in try asked.answers() {
            guard let premises = answer.premises else { return nil }
            wanted.formUnion(premises)
        }
        return support(of: wanted)
    }

    private func startHas(_ written: [Int]) throws -> Bool {
        var asked = PremisedQuestions(assumed + model.start, limits)
        for position in written { asked.add(position, own[position].node) }
        return try asked.answers().allSatisfy { $0.answer.premises != nil }
    }

    private func support(of wanted: Set<Int>) -> Proof {
        var proof = Proof()
        var (open, seen) = (Array(wanted), wanted)
        while let position = open.popLast() {
            if let harvested = grounds[position] {
                proof.harvested.formUnion(harvested)
                continue
            }
            proof.written.insert(position)
            for premise in proofs[position] ?? [] where seen.insert(premise).inserted { open.append(premise) }
        }
        return proof
    }
}
