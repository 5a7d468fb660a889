import QuorateLanguage
import QuorateQuorums

/// Maker of exchanges out of the cells of a state.
struct ExchangeMaker {
    let spec: ErasedSpec
    /// The cells that some exchange moves or changes.
    let cells: [CellGroup]
    /// For each group, of replicas first and then of values, and two positions in it, the trade of the names there; nil where
    /// the second position is not behind the first.
    let trades: [[Trade?]]
    let claim: SymmetryClaim

    init(spec: ErasedSpec, claim: SymmetryClaim) throws {
        self.spec = spec
        self.claim = claim
        let ofReplicas = claim.groups.map { group in
            group.flatMap { first in
                group.map { first < $0 ? Trade.replicas(ReplicaExchange(first, $0)) : nil }
            }
        }
        let ofValues = claim.values.map { group in
            group.numbers.indices.flatMap { first in
                group.numbers.indices.map { first < $0 ? Trade.values(group.exchange(first, $0)) : nil }
            }
        }
        trades = ofReplicas + ofValues
        let kind = TradedNames(values: claim.values).kind
        let all = trades.flatMap { $0.compactMap(\.self) }
        do {
            cells = try spec.evaluated.evaluating {
                try claim.cells.filter { $0.move != nil || $0.values?.move != nil }.filter { group in
                    try all.contains { try !CellImages(group, $0).isIdentity }
                }
            }
        } catch let problem as CarryingProblem {
            throw SpecError(spec: spec.name, message: "no \(kind) can trade names: \(problem.message)")
        }
    }

    /// The bearers of the names, in a word.
    var kind: String { TradedNames(values: claim.values).kind }

    var sizes: [Int] { claim.groups.map(\.count) + claim.values.map(\.numbers.count) }

    func images(_ trade: Trade) throws -> [CellImages] {
        do {
            return try spec.evaluated.evaluating { try cells.map { try CellImages($0, trade) } }
        } catch let problem as CarryingProblem {
            throw SpecError(spec: spec.name, message: "no \(kind) can trade names: \(problem.message)")
        }
    }

    func exchange(_ trade: Trade) throws -> StateExchange {
        StateExchange(trade, cells, images: try images(trade), wordCount: spec.wordCount)
    }

    func trade(_ group: Int, _ first: Int, _ second: Int) -> Trade {
        trades[group][first * sizes[group] + second]!
    }

    /// Groups and first positions of neighbours.
    var neighbours: [(group: Int, first: Int)] {
        sizes.enumerated().flatMap { group, size in (0..<size - 1).map { (group, $0) } }
    }

    // MARK: Marks

    /// Exchanges of neighbouring replicas, as marks of replicas see them.
    func generatorsOfReplicas() throws -> [NameMarks.Generator] {
        try claim.groups.flatMap { group in
            try zip(group, group.dropFirst()).map { first, second in
                let exchange = ReplicaExchange(first, second)
                return NameMarks.Generator(
                    bearers: ReplicaID.values.map { Int(exchange($0).number) },
                    images: try images(.replicas(exchange)))
            }
        }
    }

    /// The values of each group, numbered from 0 through all groups.
    var placesOfValues: [[Int]] {
        var first = 0
        return claim.values.map { group in
            defer { first += group.numbers.count }
            return Array(first..<first + group.numbers.count)
        }
    }

    /// Exchanges of all neighbours, as marks of values see them: those of replicas leave every value in its place.
    func generatorsOfValues() throws -> [NameMarks.Generator] {
        let places = placesOfValues
        return try neighbours.map { group, first in
            var bearers = Array(0..<NameMarks.capacity)
            if group >= claim.groups.count {
                let place = places[group - claim.groups.count][first]
                bearers.swapAt(place, place + 1)
            }
            return NameMarks.Generator(
                bearers: bearers, images: try images(trade(group, first, first + 1)))
        }
    }
}
