/// States of a model at a small size, with quorums and faulty replicas as its claims allow them.
struct HarvestWorld {
    let space: ModelSpace
    let constants: [TermNode: Int]
    let states: [[UInt64]]
    /// True where there are no further states at this size.
    let isWhole: Bool
}

extension ProtocolModel {
    /// Sizes at which states are looked at: enough replicas for majorities, one of them faulty, and sets to be those.
    func harvestSizes() -> [SortSymbol: Int] {
        var sizes: [SortSymbol: Int] = [:]
        let all = relations.flatMap(\.sorts) + actions.flatMap(\.parameters).map(\.sort)
        let areFaulty = fixedRelations.contains { $0.sorts.count == 1 }
        for sort in all { sizes[sort] = sort.turn == 0 && areFaulty ? 4 : sort.turn == 3 ? 2 : 3 }
        // So that there are not too many ways in which families of sets may be.
        for (turn, fewer) in [(1, 1), (0, 3)]
        where Self.rowCount(of: fixedRelations, sizes) > FixedWays.mostRows {
            for sort in all where sort.turn == turn { sizes[sort] = fewer }
        }
        return sizes
    }

    fileprivate var fixedRelations: [RelationSymbol] {
        relations.filter { $0.kind == .fixed && $0.name != "before" }
    }

    fileprivate static func rowCount(of relations: [RelationSymbol], _ sizes: [SortSymbol: Int]) -> Int {
        relations.reduce(0) { $0 + $1.sorts.reduce(1) { $0 * sizes[$1, default: 1] } }
    }

    /// States that the model reaches, from a few of the ways in which quorums and faulty replicas can be.
    ///
    /// - Throws: ``HarvestLimits/Ending``.
    func harvestWorlds(knowing facts: [NamedSentence], _ limits: HarvestLimits) throws -> [HarvestWorld] {
        let sizes = harvestSizes()
        let members = Dictionary(uniqueKeysWithValues: constants.map { ($0, 0) })
        let world = ModelWorld(self, sizes: sizes, constants: members, knowing: facts)
        let ways = try FixedWays(world).all(limits)
        return try ways.map { way in
            var walk = HarvestWalk(
                world, from: world.start(fixedAs: way), limit: limits.states / max(1, ways.count), limits)
            try walk.run()
            return HarvestWorld(
                space: world.space, constants: members, states: walk.states, isWhole: walk.isWhole)
        }
    }
}

/// Ways in which the fixed relations can be: those in which sets are alike and small, with no faulty replica and with one.
private struct FixedWays {
    private let world: ModelWorld
    private let bits: [Int]
    private let faulty: [RelationSymbol]
    /// The most rows of all fixed relations together: all ways to fill them are looked at.
    static let mostRows = 16
    private static let most = 2

    init(_ world: ModelWorld) {
        self.world = world
        let fixed = world.model.fixedRelations
        faulty = fixed.filter { $0.sorts.count == 1 }
        bits = fixed.map(world.space.table).flatMap { table in
            (0..<table.rowCount).map { table.start + $0 }
        }
    }

    func all(_ limits: HarvestLimits) throws -> [[UInt64]] {
        guard bits.count <= Self.mostRows else { return [] }
        return try (0...(faulty.isEmpty ? 0 : 1)).flatMap { count in
            let ways = try (0..<(1 << bits.count)).filter {
                try limits.check()
                return faultyCount(state($0)) == count && isPossible($0)
            }
            let ranked = ways.map { (way: $0, rank: rank(of: state($0))) }.sorted {
                ($0.rank, $0.way) < ($1.rank, $1.way)
            }
            var (best, seen): ([[UInt64]], Set<[Int]>) = ([], [])
            for (way, _) in ranked where best.count < Self.most {
                if seen.insert(shape(of: way)).inserted { best.append(state(way)) }
            }
            return best
        }
    }

    private func faultyCount(_ state: [UInt64]) -> Int {
        faulty.reduce(0) { $0 + world.space.rows(of: $1, in: state).count }
    }

    /// Small where no correct replica is in more sets than another, and then where the sets are.
    private func rank(of state: [UInt64]) -> Int {
        let wrong = Set(faulty.flatMap { world.space.rows(of: $0, in: state) }.map { $0[0] })
        let right = (0..<world.space.sizes[Replicas.symbol, default: 1]).filter { !wrong.contains($0) }
        return world.model.fixedRelations.filter { $0.sorts.count > 1 }.reduce(0) { sum, symbol in
            let rows = world.space.rows(of: symbol, in: state)
            let counts = right.map { replica in rows.count { $0[0] == replica } }
            return sum + 100 * ((counts.max() ?? 0) - (counts.min() ?? 0)) + rows.count
        }
    }

    private func isPossible(_ way: Int) -> Bool {
        let state = state(way)
        return world.facts.allSatisfy { world.holds($0.code, in: state) }
    }

    private func state(_ way: Int) -> [UInt64] {
        var state = world.space.empty
        for symbol in world.space.relations where symbol.name == "before" {
            let table = world.space.table(symbol)
            for later in 0..<table.sizes[0] {
                for earlier in 0..<later { state.insert(table.bit(of: [earlier, later])) }
            }
        }
        for (index, bit) in bits.enumerated() where way >> index & 1 == 1 { state.insert(bit) }
        return state
    }

    /// Memberships of the replicas, whichever replica has them.
    private func shape(of way: Int) -> [Int] {
        let state = state(way)
        let replicas = world.space.sizes[Replicas.symbol, default: 1]
        return (0..<replicas).map { replica in
            var membership = 1
            for symbol in world.model.fixedRelations {
                for row in world.space.rows(of: symbol, in: state) where row.first == replica {
                    membership = membership * 31 + world.space.table(symbol).bit(of: [0] + row.dropFirst())
                }
            }
            return membership
        }.sorted()
    }
}

/// Walk through the states of a world: breadth first, and where there are too many, along some runs to their ends.
private struct HarvestWalk {
    private let world: ModelWorld
    private let start: [UInt64]
    private let limit: Int
    private let limits: HarvestLimits
    private(set) var states: [[UInt64]] = []
    private(set) var isWhole = true
    private var seen: Set<[UInt64]> = []
    private var dice: UInt64 = 0x9e37_79b9_7f4a_7c15

    private static let longest = 40

    /// - Parameter limit: The most states of this walk.
    init(_ world: ModelWorld, from start: [UInt64], limit: Int, _ limits: HarvestLimits) {
        (self.world, self.start, self.limit, self.limits) = (world, start, limit, limits)
    }

    /// - Throws: ``HarvestLimits/Ending``.
    mutating func run() throws {
        note(start)
        var next = 0
        while next < states.count {
            let state = states[next]
            for following in try successors(of: state) where !seen.contains(following) {
                if states.count >= limit / 2 { isWhole = false } else { note(following) }
            }
            if !isWhole { break }
            next += 1
        }
        if !isWhole { try runAlongSome() }
    }

    private mutating func note(_ state: [UInt64]) {
        if seen.insert(state).inserted { states.append(state) }
    }

    /// The same runs each time: what is harvested must not change from one call to the next.
    private mutating func runAlongSome() throws {
        var runs = 0
        while states.count < limit, runs < limit {
            runs += 1
            var state = start
            for _ in 0..<Self.longest {
                let following = try successors(of: state).filter { $0 != state }
                guard !following.isEmpty else { break }
                state = following[thrown(following.count)]
                note(state)
            }
        }
    }

    private mutating func thrown(_ count: Int) -> Int {
        dice = dice &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((dice >> 33) % UInt64(count))
    }

    private func successors(of state: [UInt64]) throws -> [[UInt64]] {
        try limits.check()
        var all: [[UInt64]] = []
        world.visitSuccessors(of: state) { _, next in
            all.append(next)
            return false
        }
        return all
    }
}
