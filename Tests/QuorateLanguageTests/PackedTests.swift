import QuorateLanguage
import QuorateQuorums
import SeededRandom
import Testing

/// A packed field against the value itself.
@Suite struct PackedTests {
    @Test func keepsItsValue() {
        compare([nil, .working, .prepared, .committed] as [Phase?])
        compare([nil] + (0..<16).map { ReplicaID($0) } as [ReplicaID?])
        compare([nil, .some(nil), true, false] as [Bool??])
        compare(Seventeen.allCases)
        compare([false, true])
        compare((0...255).map { ReplicaSet(bits: $0) })
        compare((0...255).map { BoundedInt<0, 255>($0) })
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

    private func compare<Value: PackedValue>(_ values: [Value]) {
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
            #expect(packed.wrappedValue == value, "round \(round), seed \(seed)")
            canonicity.note(packed, value, "round \(round), seed \(seed)")
        }
        #expect(canonicity.repeats > 50)
        #expect(MemoryLayout<Packed<Value>>.size == 1)
    }
}
