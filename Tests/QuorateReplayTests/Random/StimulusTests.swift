import QuorateQuorums
@testable import QuorateReplay
import SeededRandom
import Testing

/// What makes a step, and in which orders.
@Suite struct StimulusTests {
    typealias Numbers = Stimulus<Int>

    private func inputs(_ deliveries: [Numbers.Delivery]) -> [Int] { deliveries.map(\.input) }

    @Test func evidenceIsArrangedAndInputsAreNot() {
        let stimulus = Numbers.deliver([1, 2, 3], to: 4, then: [8, 9])
        #expect(inputs(stimulus.deliveries(in: .ascending)) == [1, 2, 3, 8, 9])
        #expect(inputs(stimulus.deliveries(in: .descending)) == [3, 2, 1, 8, 9])
        let shuffled = inputs(stimulus.deliveries(in: .shuffled))
        #expect(shuffled.prefix(3).sorted() == [1, 2, 3] && shuffled.suffix(2) == [8, 9])
        #expect(stimulus.deliveries(in: .ascending).allSatisfy { $0.replica == 4 })
        #expect(stimulus.exists && stimulus.choice == nil)
    }

    @Test func noMessagesAreNoInput() {
        #expect(Numbers.deliver([], to: 1, then: [3]) == .impossible)
        #expect(!Numbers.impossible.exists && Numbers.impossible.choice == nil)
        let leftOut = Numbers.leftOut(because: "of a choice")
        #expect(!leftOut.exists && leftOut.choice == "of a choice" && leftOut != .impossible)
        #expect(Stimulus<Int>(evidence: []).exists)
    }

    @Test func aLocalInputIsOne() {
        let stimulus = Numbers.local(7, at: 2)
        #expect(stimulus.evidence.isEmpty && stimulus.inputs == [.init(7, to: 2)] && stimulus.exists)
    }

    @Test func ordersAreThoseThatMakeADifference() {
        #expect(Numbers.local(1, at: 0).orders == [.ascending])
        #expect(Numbers.deliver([1], to: 0, then: [2, 3]).orders == [.ascending])
        #expect(Numbers.deliver([1, 2], to: 0).orders == [.ascending, .descending, .shuffled])
    }

    @Test(arguments: 0..<40) func everyOrderIsAPermutation(count: Int) {
        let elements = Array(0..<count)
        #expect(DeliveryOrder.ascending.arranged(elements) == elements)
        #expect(DeliveryOrder.descending.arranged(elements) == elements.reversed())
        let shuffled = DeliveryOrder.shuffled.arranged(elements)
        #expect(shuffled.sorted() == elements)
        #expect(shuffled == DeliveryOrder.shuffled.arranged(elements))
        // Otherwise it would be no third order.
        if count > 7 { #expect(shuffled != elements && shuffled != elements.reversed()) }
    }
}

/// The outbox against sets and sorting.
@Suite struct OutboxTests {
    fileprivate typealias Sent = Twin.Message

    fileprivate struct Twin {
        struct Message: Hashable { let sender, receiver: Int, bytes: [UInt8] }
        var messages: Set<Message> = []

        var sorted: [Message] {
            messages.sorted { left, right in
                if left.sender != right.sender { return left.sender < right.sender }
                if left.receiver != right.receiver { return left.receiver < right.receiver }
                for (mine, other) in zip(left.bytes, right.bytes) where mine != other { return mine < other }
                return left.bytes.count < right.bytes.count
            }
        }
    }

    private func plain(_ messages: [Outbox.Message]) -> [Twin.Message] {
        messages.map { .init(sender: $0.sender.number, receiver: $0.receiver?.number ?? -1, bytes: $0.bytes) }
    }

    @Test(arguments: Seed.each(1...50)) func isASortedSet(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var (outbox, twin) = (Outbox(), Twin())
        var sent: [Twin.Message] = []
        for _ in 0..<random.number(1..<80) {
            let message = Twin.Message(
                sender: random.number(0..<4), receiver: random.number(-1..<4),
                bytes: (0..<random.number(0..<4)).map { _ in UInt8(random.number(0..<3)) })
            sent.append(message)
            twin.messages.insert(message)
            outbox.send(message)
            #expect(outbox.messages.count == twin.messages.count, "seed \(seed)")
        }
        #expect(plain(outbox.messages) == twin.sorted, "seed \(seed)")
        for replica in 0..<4 {
            let heard = twin.sorted.filter { $0.sender != replica && [-1, replica].contains($0.receiver) }
            #expect(plain(outbox.messages(for: ReplicaID(replica))) == heard, "seed \(seed)")
        }
        // The order of sending leaves no trace.
        var other = Outbox()
        for message in sent.shuffled(using: &random) { other.send(message) }
        #expect(other == outbox && other.hashValue == outbox.hashValue, "seed \(seed)")
    }
}

extension Outbox {
    fileprivate mutating func send(_ message: OutboxTests.Sent) {
        let receiver = message.receiver < 0 ? nil : ReplicaID(message.receiver)
        send(message.bytes, from: ReplicaID(message.sender), to: receiver)
    }
}
