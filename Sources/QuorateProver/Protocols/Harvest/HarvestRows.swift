/// Truth of the atoms of a profile in all states, for all members that its variables may be.
///
/// A clause is true in all of the states where no row fails all of its literals.
struct HarvestRows {
    /// For each literal the rows in which it fails, a bit for each.
    private let failing: [[UInt64]]
    private let count: Int

    /// - Throws: ``HarvestLimits/Ending``.
    init(_ profile: HarvestProfile, in worlds: [HarvestWorld], _ limits: HarvestLimits) throws {
        var rows: Set<[UInt64]> = []
        var ordered: [[UInt64]] = []
        for world in worlds {
            var coder = SentenceCoder(world.space)
            let codes = profile.atoms.map { coder.code($0) }
            let places = profile.variables.map {
                (coder.place(of: .variable($0)), world.space.sizes[$0.sort]!)
            }
            try coder.withMembers(world.constants) { members in
                for state in world.states {
                    try limits.check()
                    state.withUnsafeBufferPointer { bits in
                        Self.visit(places[...], members) {
                            var row = [UInt64](repeating: 0, count: (codes.count + 63) / 64)
                            for (index, code) in codes.enumerated()
                            where code.holds(bits.baseAddress!, members) {
                                row.insert(index)
                            }
                            if rows.insert(row).inserted { ordered.append(row) }
                        }
                    }
                }
            }
        }
        count = ordered.count
        failing = profile.literals.indices.map { literal in
            var bits = [UInt64](repeating: 0, count: max(1, (ordered.count + 63) / 64))
            for (index, row) in ordered.enumerated()
            where row.has(literal / 2) != profile.literals[literal].isPositive {
                bits.insert(index)
            }
            return bits
        }
    }

    private static func visit(
        _ places: ArraySlice<(Int, Int)>, _ members: UnsafeMutablePointer<Int>, _ look: () -> Void
    ) {
        guard let (place, size) = places.first else { return look() }
        for member in 0..<size {
            members[place] = member
            visit(places.dropFirst(), members, look)
        }
    }

    /// Rows in which every literal of the clause fails; all rows for none.
    func whereAllFail(_ clause: [Int]) -> [UInt64] {
        guard let first = clause.first else {
            var all = [UInt64](repeating: 0, count: max(1, (count + 63) / 64))
            for row in 0..<count { all.insert(row) }
            return all
        }
        return clause.dropFirst().reduce(failing[first]) { $0.intersection(failing[$1]) }
    }

    /// True where the literal fails in none of the rows.
    func isFalseNowhere(_ literal: Int, among rows: [UInt64]) -> Bool {
        for (own, other) in zip(failing[literal], rows) where own & other != 0 { return false }
        return true
    }
}
