import QuorateQuorums
import SeededRandom
import Testing

/// `ReplicaSet` against `Set<Int>`, its slow obvious twin.
@Suite struct ReplicaSetTests {
    static let seed = Seed.announced(20_261_121)

    /// A set and its twin with the same members.
    struct Pair {
        var set = ReplicaSet()
        var twin: Set<Int> = []

        init() {}

        init(using random: inout SplitMix) {
            for number in 0..<16 where Bool.random(using: &random) {
                set.insert(ReplicaID(number))
                twin.insert(number)
            }
        }
    }

    @Test func insertionsAndRemovalsAgreeWithTheTwin() throws {
        var random = SplitMix(seed: Self.seed)
        for round in 0..<200 {
            var pair = Pair()
            for _ in 0..<40 {
                let number = random.number(0..<16)
                if random.number(0..<3) == 0 {
                    pair.set.remove(ReplicaID(number))
                    pair.twin.remove(number)
                } else {
                    pair.set.insert(ReplicaID(number))
                    pair.twin.insert(number)
                }
                try expectSame(pair.set, pair.twin, "round \(round), seed \(Self.seed)")
            }
        }
    }

    @Test func algebraAgreesWithTheTwin() throws {
        var random = SplitMix(seed: Self.seed &+ 1)
        for round in 0..<2000 {
            let (a, b) = (Pair(using: &random), Pair(using: &random))
            let comment = Comment(rawValue: "round \(round), seed \(Self.seed &+ 1)")
            try expectSame(a.set.union(b.set), a.twin.union(b.twin), comment)
            try expectSame(a.set.intersection(b.set), a.twin.intersection(b.twin), comment)
            try expectSame(a.set.subtracting(b.set), a.twin.subtracting(b.twin), comment)
            var sum = a.set
            sum.formUnion(b.set)
            try #require(sum == a.set.union(b.set), comment)
            try #require((a.set == b.set) == (a.twin == b.twin), comment)
            try compareInclusion(a, b, comment)
            // Two random sets hardly ever include each other; these do.
            try compareInclusion(Pair(a.set.intersection(b.set), a.twin.intersection(b.twin)), b, comment)
            try compareInclusion(Pair(a.set.subtracting(b.set), a.twin.subtracting(b.twin)), b, comment)
        }
    }

    @Test func theFirstSoManyReplicas() throws {
        for count in 0...16 { try expectSame(ReplicaSet(count: count), Set(0..<count), "count \(count)") }
        try expectSame(.everyReplica, Set(0..<16), "every replica")
        try expectSame([2, 0, 2, 15], [0, 2, 15], "literal")
        try expectSame(ReplicaSet([ReplicaID(3), ReplicaID(1)]), [1, 3], "sequence")
        #expect(ReplicaSet([3, 0]).description == "{r0, r3}")
        #expect(ReplicaSet().description == "{}")
    }

    @Test func refusesMoreReplicasThanFit() async {
        await #expect(processExitsWith: .failure) { _ = ReplicaSet(count: 17) }
        await #expect(processExitsWith: .failure) { _ = ReplicaSet(count: -1) }
        await #expect(processExitsWith: .success) { _ = ReplicaSet(count: 16) }
    }

    private func compareInclusion(_ a: Pair, _ b: Pair, _ comment: Comment) throws {
        try #require(a.set.isSubset(of: b.set) == a.twin.isSubset(of: b.twin), comment)
        try #require(b.set.isSubset(of: a.set) == b.twin.isSubset(of: a.twin), comment)
        try #require(a.set.isDisjoint(with: b.set) == a.twin.isDisjoint(with: b.twin), comment)
    }
}

extension ReplicaSetTests.Pair {
    init(_ set: ReplicaSet, _ twin: Set<Int>) {
        self.set = set
        self.twin = twin
    }
}

private func expectSame(_ set: ReplicaSet, _ twin: Set<Int>, _ comment: Comment) throws {
    try #require(set.map(\.number) == twin.sorted(), comment)
    try #require(set.count == twin.count, comment)
    try #require(set.isEmpty == twin.isEmpty, comment)
    for number in 0..<16 { try #require(set.contains(ReplicaID(number)) == twin.contains(number), comment) }
    try #require(set.bits == twin.reduce(0) { $0 | 1 << UInt16($1) }, comment)
    try #require(set == ReplicaSet(bits: set.bits), comment)
}
