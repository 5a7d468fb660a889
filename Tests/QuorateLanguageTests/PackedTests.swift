import QuorateLanguage
import QuorateQuorums
import SeededRandom
import Testing

/// A packed field against the value itself.
@Suite struct PackedTests {
    @Test func keepsItsValue() throws {
        try compare([nil, .working, .prepared, .committed] as [Phase?])
        try compare([nil] + (0..<16).map { ReplicaID($0) } as [ReplicaID?])
        try compare([nil, .some(nil), true, false] as [Bool??])
        try compare(Array(Seventeen.values))
        try compare([false, true])
        try compare((0...255).map { ReplicaSet(bits: $0) })
        try compare((0...255).map { BoundedInt<0, 255>($0) })
    }

    @Test func isAFieldLikeAnyOther() {
        struct State {
            @Packed var leader: ReplicaID? = nil
            @Packed var phase = Phase.prepared
        }
        var state = State()
        #expect(state.leader == nil && state.phase == .prepared)
        state.leader = 7
        state.phase = .working
        #expect(state.leader == 7 && state.phase == .working)
        #expect(MemoryLayout<State>.size == 2)
    }

    private func compare<Value: FiniteValue>(_ values: [Value]) throws {
        var random = SplitMix(seed: seed)
        var canonicity = Canonicity<Packed<Value>, Value>()
        var packed = Packed(wrappedValue: values[0])
        for round in 0..<2000 {
            let value = random.pick(values)
            if Bool.random(using: &random) {
                packed.wrappedValue = value
            } else {
                packed = Packed(wrappedValue: value)
            }
            try #require(packed.wrappedValue == value, "round \(round), seed \(seed)")
            try canonicity.note(packed, value, "round \(round), seed \(seed)")
        }
        #expect(canonicity.repeats > 50)
        #expect(MemoryLayout<Packed<Value>>.size == 1)
    }
}
