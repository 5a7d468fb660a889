import QuorateLanguage
import QuorateQuorums
import SeededRandom
import Testing

/// Senders by value against a dictionary of sets.
@Suite struct VotesTests {
    @Test func keepsTheSendersOfEachValue() throws {
        try compare([false, true])
        try compare([nil, false, true] as [Bool?])
        try compare(Array(Four.values))
        try compare(Array(Lonely.values))
    }

    private func compare<Value: FiniteValue>(_ values: [Value]) throws {
        var random = SplitMix(seed: seed)
        var canonicity = Canonicity<Votes<Value>, [Value: Set<Int>]>()
        for round in 0..<200 {
            var votes = Votes<Value>()
            var twin = Dictionary(uniqueKeysWithValues: values.map { ($0, Set<Int>()) })
            let active = random.pick([0..<2, 14..<16, 0..<16])
            for _ in 0..<20 {
                let sender = random.number(active)
                let value = random.pick(values)
                if random.number(0..<3) == 0 {
                    votes[value].remove(ReplicaID(sender))
                    twin[value]!.remove(sender)
                } else {
                    votes[value].insert(ReplicaID(sender))
                    twin[value]!.insert(sender)
                }
                let comment = Comment(rawValue: "\(Value.self), round \(round), seed \(seed)")
                for value in values {
                    try #require(votes[value].map(\.number) == twin[value]!.sorted(), comment)
                }
                let senders = twin.values.reduce(Set()) { $0.union($1) }
                try #require(votes.senders.map(\.number) == senders.sorted(), comment)
                try canonicity.note(votes, twin, comment)
            }
        }
        #expect(canonicity.repeats > 50)
    }
}
