import QuorateLanguage
import QuorateQuorums
import SeededRandom
import Testing

/// A map of replicas against a dictionary.
@Suite struct ReplicaMapTests {
    @Test func keepsAValueForEachReplica() throws {
        try compare([false, true])
        try compare(Array(Phase.values))
        try compare([nil] + Array(Phase.values) as [Phase?])
        try compare(Array(Lonely.values))
        try compare(Array(Seventeen.values))
        try compare((0..<16).map { ReplicaID($0) })
        try compare((-3...12).map { Balance($0) })
        try compare((0...255).map { BoundedInt<0, 255>($0) })
        try compare([0, 1, 0x8000, .max].map(ReplicaSet.init(bits:)))
    }

    @Test func takesTheWordsOfItsStorage() {
        #expect(MemoryLayout<ReplicaMap<Phase>>.size == 8)
        #expect(MemoryLayout<ReplicaMap<Seventeen>>.size == 16)
        #expect(MemoryLayout<ReplicaMap<ReplicaSet>>.size == 32)
    }

    private func compare<Value: FiniteValue>(_ values: [Value]) throws {
        var random = SplitMix(seed: seed)
        var canonicity = Canonicity<ReplicaMap<Value>, [Int: Value]>()
        for round in 0..<150 {
            // Few replicas and few values, so that many histories meet in the same content; and sometimes all.
            let active = Array(random.pick([[0, 15], [3, 4], Array(0..<16)]))
            let values = values.shuffled(using: &random).prefix(random.pick([3, values.count]))
            let initial = random.pick(values)
            var map = ReplicaMap(initial)
            var twin = Dictionary(uniqueKeysWithValues: (0..<16).map { ($0, initial) })
            for _ in 0..<20 {
                let replica = random.pick(active)
                let value = random.pick(values)
                map[ReplicaID(replica)] = value
                twin[replica] = value
                let comment = Comment(rawValue: "\(Value.self), round \(round), seed \(seed)")
                try #require((0..<16).allSatisfy { map[ReplicaID($0)] == twin[$0] }, comment)
                try canonicity.note(map, twin, comment)
            }
        }
        #expect(canonicity.repeats > 50)
    }
}
