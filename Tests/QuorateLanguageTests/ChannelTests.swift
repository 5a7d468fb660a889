import QuorateLanguage
import QuorateQuorums
import SeededRandom
import Testing

/// A channel against an array.
@Suite struct ChannelTests {
    @Test func deliversInOrder() throws {
        try compare(Channel<Phase, 5>.self, Array(Phase.values), capacity: 5)
        try compare(Channel<Bool, 56>.self, [false, true], capacity: 56)
        try compare(Channel<Lonely, 3>.self, Array(Lonely.values), capacity: 3)
        try compare(Channel<ReplicaSet, 3>.self, [0, 1, 0xffff].map(ReplicaSet.init(bits:)), capacity: 3)
        try compare(Channel<ReplicaID?, 11>.self, [nil, 0, 15], capacity: 11)
        try compare(Channel<BoundedInt<0, 255>, 7>.self, [0, 1, 128, 255], capacity: 7)
        try compare(Channel<Strict, 18>.self, (0..<5).map { Strict(packed: $0) }, capacity: 18)
        try compare(Channel<Seventeen, 1>.self, Array(Seventeen.values), capacity: 1)
    }

    private func compare<Message: FiniteValue, let capacity: Int>(
        _: Channel<Message, capacity>.Type, _ messages: [Message], capacity most: Int
    ) throws {
        var random = SplitMix(seed: seed)
        var canonicity = Canonicity<Channel<Message, capacity>, [Message]>()
        for round in 0..<100 {
            var channel = Channel<Message, capacity>()
            var twin: [Message] = []
            // Short channels meet in the same content often; a few rounds go up to the capacity.
            let bound = random.pick([2, 2, most])
            for _ in 0..<60 {
                let comment = Comment(rawValue: "\(Message.self), round \(round), seed \(seed)")
                if twin.count < min(bound, most) && random.number(0..<5) < 3 {
                    let message = random.pick(messages)
                    channel.append(message)
                    twin.append(message)
                } else if !twin.isEmpty {
                    let position = random.number(0..<twin.count)
                    if Bool.random(using: &random) {
                        try #require(channel.remove(at: position) == twin.remove(at: position), comment)
                    } else {
                        try #require(channel.removeFirst() == twin.removeFirst(), comment)
                    }
                }
                try expectSame(channel, twin, most, comment)
                try canonicity.note(channel, twin, comment)
            }
        }
        #expect(canonicity.repeats > 50)
        #expect(MemoryLayout<Channel<Message, capacity>>.size == 8)
    }

    private func expectSame<Message: FiniteValue, let capacity: Int>(
        _ channel: Channel<Message, capacity>, _ twin: [Message], _ most: Int, _ comment: Comment
    ) throws {
        try #require((0..<channel.count).map { channel[$0] } == twin, comment)
        try #require(channel.first == twin.first, comment)
        try #require(channel.isEmpty == twin.isEmpty, comment)
        try #require(channel.isFull == (twin.count == most), comment)
    }
}
