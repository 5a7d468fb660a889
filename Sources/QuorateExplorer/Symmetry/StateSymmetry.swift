import QuorateLanguage
import QuorateQuorums

/// The permutations under which a spec is said to be the same, as they act on the words of its states: all that exchanges
/// within the groups of replicas, and within those of values, make.
final class StateSymmetry: Sendable {
    /// The replicas of each group.
    let groups: [[ReplicaID]]
    /// The groups of values.
    let values: [ValueGroup]
    /// Sizes of all groups: those of replicas, and behind them those of values.
    let sizes: [Int]
    /// Number of permutations.
    let order: Int
    /// For each group, and two positions in it, the exchange of the names there.
    private let exchanges: [[StateExchange?]]
    /// Marks by which replicas are put in order.
    let marks: NameMarks
    /// Marks by which values are put in order, each numbered by its place among those of all groups; nil without values.
    let valueMarks: NameMarks?

    /// Most permutations where a part of the state speaks of two replicas: what the marks leave open is tried out, for every
    /// state that is met.
    static let mostEntangled = factorial(8)
    /// Most permutations of values.
    static let mostOfValues = factorial(6)

    /// - Parameter tradesValues: false where replicas only are to trade names.
    /// - Throws: `SpecError` where the spec names none, or its types do not do what an exchange must.
    init(_ spec: ErasedSpec, tradesValues: Bool = true) throws {
        guard let claim = try spec.symmetry(tradingValues: tradesValues) else {
            throw Self.nothing(spec, tradesValues)
        }
        (groups, values) = (claim.groups, claim.values)
        sizes = groups.map(\.count) + values.map(\.numbers.count)
        try Self.checkSizes(spec, values)
        order = sizes.reduce(1) { $0 * Self.factorial($1) }
        let maker = try ExchangeMaker(spec: spec, claim: claim)
        exchanges = try maker.trades.map { group in
            try group.map { try $0.map { try maker.exchange($0) } }
        }
        try maker.checkRelations()
        let replicas = groups.map { $0.map { Int($0.number) } }
        marks = try NameMarks(maker, replicas, try maker.generatorsOfReplicas())
        valueMarks =
            values.isEmpty ? nil : try NameMarks(maker, maker.placesOfValues, try maker.generatorsOfValues())
        try checkEntanglement(spec)
    }

    private static func nothing(_ spec: ErasedSpec, _ tradesValues: Bool) -> SpecError {
        guard let typed = spec.evaluated.typed as? any SymmetricSpec else {
            return SpecError(
                spec: spec.name,
                message: "no replicas are said to be interchangeable; conform to SymmetricSpec and name them")
        }
        let hasValues = typed.interchangeable.values.contains { $0.numbers.count > 1 }
        return SpecError(
            spec: spec.name,
            message: hasValues && !tradesValues
                ? "only values are interchangeable, and a certificate is up to the names of replicas only; leave"
                    + " --symmetry or --certificate out"
                : "with these parameters fewer than two replicas, or values, are interchangeable; take a larger"
                    + " instance")
    }

    private static func checkSizes(_ spec: ErasedSpec, _ values: [ValueGroup]) throws {
        let most = Self.mostOfValues
        let count = values.reduce(0) { $0 + $1.numbers.count }
        var orders = 1
        for factor in values.flatMap({ 1...$0.numbers.count }) where orders <= most { orders *= factor }
        if count <= NameMarks.capacity, orders <= most { return }
        throw SpecError(
            spec: spec.name,
            message:
                "\(count) interchangeable values have more than \(Numerals.count(most)) permutations, and that many can be"
                + " tried; take a smaller instance")
    }

    private func checkEntanglement(_ spec: ErasedSpec) throws {
        let ofValues = values.reduce(1) { $0 * Self.factorial($1.numbers.count) }
        let tried = (marks.isSimple ? 1 : order / ofValues) * ofValues
        if tried <= Self.mostEntangled { return }
        throw SpecError(
            spec: spec.name,
            message:
                "interchangeable replicas\(values.isEmpty ? "" : " and values") have \(Numerals.count(order)) permutations, and"
                + " the state speaks of two at once: at most \(Numerals.count(Self.mostEntangled)) can be tried then; take a"
                + " smaller instance")
    }

    /// The exchange of the names at two different positions of a group.
    func exchange(_ group: Int, _ first: Int, _ second: Int) -> StateExchange {
        exchanges[group][min(first, second) * sizes[group] + max(first, second)]!
    }

    /// Exchanges of neighbours, of which all others are made.
    var generators: [StateExchange] {
        sizes.indices.flatMap { group in (1..<sizes[group]).map { exchange(group, $0 - 1, $0) } }
    }

    /// The bearers of the names, in words.
    var kind: String { Report.Symmetry.kind(groups.isEmpty, values.isEmpty) }

    static func factorial(_ count: Int) -> Int { (1...max(1, count)).reduce(1, *) }
}
