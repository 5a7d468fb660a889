import QuorateLanguage
import QuorateQuorums

/// The permutations under which a spec is said to be the same, as they act on the words of its states: all that exchanges
/// within the groups of replicas make.
final class StateSymmetry: Sendable {
    /// The replicas of each group.
    let groups: [[ReplicaID]]
    /// Number of permutations.
    let order: Int
    /// For each group, and two positions in it, the exchange of the replicas there.
    private let exchanges: [[StateExchange?]]
    /// Marks by which replicas are put in order.
    let marks: ReplicaMarks

    /// Most permutations where a part of the state speaks of two replicas: what the marks leave open is tried out, for every
    /// state that is met.
    static let mostEntangled = factorial(8)

    /// - Throws: `SpecError` where the spec names no replicas, or its types do not do what an exchange must.
    init(_ spec: ErasedSpec) throws {
        guard let (groups, cells) = try spec.symmetry() else {
            throw SpecError(
                spec: spec.name,
                message: spec.evaluated.typed is any SymmetricSpec
                    ? "with these parameters fewer than two replicas are interchangeable; take a larger instance"
                    : "no replicas are said to be interchangeable; conform to SymmetricSpec and name them")
        }
        self.groups = groups
        order = groups.reduce(1) { $0 * Self.factorial($1.count) }
        let maker = ExchangeMaker(spec: spec, cells: cells)
        exchanges = try groups.map { group in
            try group.flatMap { first in
                try group.map { first < $0 ? try maker.exchange(first, $0) : nil }
            }
        }
        try maker.checkRelations(groups)
        marks = try ReplicaMarks(maker, groups)
        if !marks.isSimple, order > Self.mostEntangled {
            throw SpecError(
                spec: spec.name,
                message:
                    "interchangeable replicas have \(Numerals.count(order)) permutations, and the state speaks of two at"
                    + " once: at most \(Numerals.count(Self.mostEntangled)) can be tried then; take a smaller instance"
            )
        }
    }

    /// The exchange of the replicas at two different positions of a group.
    func exchange(_ group: Int, _ first: Int, _ second: Int) -> StateExchange {
        exchanges[group][min(first, second) * groups[group].count + max(first, second)]!
    }

    /// Exchanges of neighbours, of which all others are made.
    var generators: [StateExchange] {
        groups.indices.flatMap { group in
            (1..<groups[group].count).map { exchange(group, $0 - 1, $0) }
        }
    }

    static func factorial(_ count: Int) -> Int { (1...max(1, count)).reduce(1, *) }
}

/// Maker of exchanges out of the cells of a state.
struct ExchangeMaker {
    let spec: ErasedSpec
    /// The cells that some exchange moves or changes.
    let cells: [CellGroup]

    init(spec: ErasedSpec, cells: [CellGroup]) {
        self.spec = spec
        self.cells = cells.filter { $0.move != nil || $0.values?.move != nil }
    }

    func images(_ first: ReplicaID, _ second: ReplicaID) throws -> [CellImages] {
        do {
            return try spec.evaluated.evaluating {
                try cells.map { try CellImages($0, ReplicaExchange(first, second)) }
            }
        } catch let problem as CarryingProblem {
            throw SpecError(spec: spec.name, message: "no replicas can trade names: \(problem.message)")
        }
    }

    func exchange(_ first: ReplicaID, _ second: ReplicaID) throws -> StateExchange {
        StateExchange(
            ReplicaExchange(first, second), cells, images: try images(first, second),
            wordCount: spec.wordCount)
    }

    /// Checks that exchanges of neighbours act as such: twice is nothing, those without a common replica do not mind each
    /// other, and two with one make the third. Whatever is made of them is a permutation then, in whichever way.
    func checkRelations(_ groups: [[ReplicaID]]) throws {
        let pairs = groups.flatMap { zip($0, $0.dropFirst()) }
        let neighbours = try pairs.map { try images($0, $1) }
        for (k, images) in neighbours.enumerated() {
            for (l, others) in neighbours.enumerated() {
                for (mine, other) in zip(images, others) {
                    let isRight =
                        k == l
                        ? mine.then(other).isIdentity
                        : pairs[k].1 == pairs[l].0
                            ? mine.then(other).then(mine) == other.then(mine).then(other)
                            : pairs[l].1 == pairs[k].0 || mine.then(other) == other.then(mine)
                    if !isRight { throw disorder(pairs[k], pairs[l]) }
                }
            }
        }
        try checkOtherExchanges(groups)
    }

    /// Checks that the exchange of two replicas is what exchanges on the way between them make.
    private func checkOtherExchanges(_ groups: [[ReplicaID]]) throws {
        for group in groups {
            for first in group.indices {
                for second in group.indices.dropFirst(first + 2) {
                    let direct = try images(group[first], group[second])
                    let near = try images(group[first], group[second - 1])
                    let step = try images(group[second - 1], group[second])
                    for k in cells.indices where step[k].then(near[k]).then(step[k]) != direct[k] {
                        throw disorder((group[first], group[second]), (group[second - 1], group[second]))
                    }
                }
            }
        }
    }

    private func disorder(
        _ first: (ReplicaID, ReplicaID), _ second: (ReplicaID, ReplicaID)
    ) -> SpecError {
        SpecError(
            spec: spec.name,
            message:
                "exchanges of \(first.0) and \(first.1) and of \(second.0) and \(second.1) do not add up to"
                + " permutations: a `packed` or an `exchanging` in the state's types is not one to one")
    }
}
