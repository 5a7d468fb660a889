import QuorateLanguage
import QuorateQuorums
import SeededRandom

/// Replicas that enter a set, one at each step; which sets are within the constraint and which are fine is in tables.
struct SubsetSystem: SymmetricSpec {
    static let members = ReplicaSet(count: 3)
    /// By the bits of a set.
    var isInside: [Bool]
    var isFine: [Bool]
    /// Members of the sets to begin with.
    var start: Int

    var replicas: ReplicaSet { Self.members }
    var interchangeable: Interchangeable { .all(Self.members) }

    struct State: SpecState { var set = ReplicaSet() }
    enum Action: SpecAction { case enter(ReplicaID) }

    var initialStates: [State] {
        Self.sets.filter { $0.count == start }.map { State(set: $0) }
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for r in Self.members { next.take(.enter(r), if: !s.set.contains(r)) { $0.set.insert(r) } }
    }

    var constraint: StateConstraint<State>? {
        let isInside = isInside
        return StateConstraint("inside") { isInside[Self.number(of: $0.set)] }
    }

    var properties: [Property<State>] {
        let isFine = isFine
        return [.always("fine") { isFine[Self.number(of: $0.set)] }]
    }

    static let sets = (0..<8).map { bits in
        ReplicaSet(members.filter { bits & 1 << $0.number != 0 })
    }
    static func number(of set: ReplicaSet) -> Int { set.reduce(0) { $0 | 1 << $1.number } }
}

extension SubsetSystem {
    /// Tables that go by the number of members, each with one flaw at most.
    init(using random: inout SplitMix) {
        func table(_ bound: Int, using random: inout SplitMix) -> [Bool] {
            var table = Self.sets.map { $0.count < bound }
            if random.number(0..<3) == 0 { table[random.number(0..<8)].toggle() }
            return table
        }
        isInside = table(random.number(0..<5), using: &random)
        isFine = table(random.number(1..<7), using: &random)
        start = random.number(0..<2)
    }

    /// Levels within and outside the constraint, found by hand; nothing beyond one that breaks the property unless `goesOn`.
    func levels(goesOn: Bool) -> [(within: [Int], outside: [Int])] {
        var (levels, seen) = ([(within: [Int], outside: [Int])](), Set<Int>())
        var next = Set(initialStates.map { Self.number(of: $0.set) })
        while !next.isEmpty {
            seen.formUnion(next)
            levels.append((next.filter { isInside[$0] }, next.filter { !isInside[$0] }))
            if !goesOn, next.contains(where: { !isFine[$0] }) { break }
            let steps = levels.last!.within.flatMap { set in (0..<3).map { set | 1 << $0 } }
            next = Set(steps).subtracting(seen)
        }
        return levels
    }

    /// True where sets of the same size as one of the states are treated unlike it.
    func hasFlaw(in levels: [(within: [Int], outside: [Int])]) -> Bool {
        let reached = levels.flatMap { $0.within + $0.outside }
        return reached.contains { set in
            (0..<8).contains { other in
                other.nonzeroBitCount == set.nonzeroBitCount
                    && (isInside[other] != isInside[set] || isFine[other] != isFine[set])
            }
        }
    }
}
