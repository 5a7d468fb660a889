import QuorateReplicas
import SeededRandom
import Testing

/// What does not count, and that the replica says why.
@Suite struct BrachaDropTests {
    @Test func anInitialCountsOnlyWhenItIsTheSenders() throws {
        var replica = try BrachaReplica.ofFour()
        replica.hear(.initial, apple, from: 2)
        #expect(replica.outputs() == [.dropped(.notFromSender(2))])
    }

    /// A message counts once for each replica that has sent it.
    @Test func aMessageCountsOnceForEachSender() throws {
        var replica = try BrachaReplica.ofFour()
        replica.hear(.ready, apple, from: 2, 2, 2)
        #expect(replica.outputs() == [.dropped(.repeated(from: 2)), .dropped(.repeated(from: 2))])
        #expect(replica.state.senders == [BrachaMessage(.ready, apple): [2]])
    }

    /// Two values of a replica count for each kind of message, the third does not.
    @Test func twoValuesOfAReplicaCountAndTheThirdDoesNot() throws {
        var replica = try BrachaReplica.ofFour()
        replica.hear(.echo, apple, from: 3)
        replica.hear(.echo, pear, from: 3)
        replica.hear(.ready, plum, from: 3)
        #expect(replica.outputs() == [])
        replica.hear(.echo, plum, from: 3)
        #expect(replica.outputs() == [.dropped(.tooManyValues(from: 3))])
        replica.hear(.echo, pear, from: 2)
        #expect(replica.state.senders[BrachaMessage(.echo, pear)] == [2, 3])
    }

    @Test(arguments: [-1, 4, Int.min, Int.max])
    func nobodyButTheOtherReplicasIsHeard(stranger: Int) throws {
        var replica = try BrachaReplica.ofFour()
        replica.hear(.echo, apple, from: stranger, 1)
        #expect(replica.outputs() == [.dropped(.unknownReplica(stranger)), .dropped(.ownMessage)])
        #expect(replica.state == (try BrachaReplica.ofFour()).state)
    }

    /// A replica broadcasts only as the sender, once, and no value that is too long.
    @Test func aReplicaBroadcastsOnceAndOnlyAsTheSender() throws {
        var (sender, other) = (try BrachaReplica.ofFour(0), try BrachaReplica.ofFour())
        other.receive(.broadcast(apple))
        #expect(other.outputs() == [.dropped(.notSender)])
        let longest = [UInt8](repeating: 7, count: BrachaMessage.longestValue)
        sender.receive(.broadcast(longest + [7]))
        #expect(sender.outputs() == [.dropped(.valueTooLong(longest.count + 1))])
        sender.receive(.broadcast(longest))
        sender.receive(.broadcast(apple))
        #expect(sender.outputs() == [.dropped(.alreadyBroadcast), .initial(longest), .echo(longest)])
        other.hear(.initial, longest, from: 0)
        #expect(other.outputs() == [.echo(longest)])
    }

    @Test func bytesThatAreNoMessageAreDropped() throws {
        var replica = try BrachaReplica.ofFour()
        let echo = BrachaMessage(.echo, [1, 2, 3]).encoded
        for count in echo.indices { replica.receive(.message(Array(echo.prefix(count)), from: 2)) }
        #expect(
            replica.outputs() == Array(repeating: .dropped(.malformed(.truncated)), count: echo.count))
        replica.receive(.message(echo + [0], from: 2))
        replica.receive(.message([3] + echo.dropFirst(), from: 2))
        let tooLong = BrachaMessage(.echo, [UInt8](repeating: 7, count: BrachaMessage.longestValue + 1))
        replica.receive(.message(tooLong.encoded, from: 2))
        let limit = BrachaMessage.longestValue
        let failures: [DecodingFailure] = [
            .leftOver(1), .unknownKind(3), .tooLarge(UInt64(limit) + 1, limit: limit),
        ]
        #expect(replica.outputs() == failures.map { .dropped(.malformed($0)) })
    }

    @Test func whatNobodyAsksForIsNotRememberedForEver() throws {
        var replica = try BrachaReplica.ofFour()
        for _ in 0..<10_000 { replica.receive(.broadcast(apple)) }
        #expect(replica.outputs().count == BrachaReplica.mostDropsRemembered)
    }

    /// 100,000 random and mutated messages: no trap, bounded memory.
    @Test(arguments: Seed.each([1, 2]))
    func anyBytesMakeNoTrapAndTakeBoundedMemory(seed: UInt64) throws {
        var (random, replica) = (SplitMix(seed: seed), try BrachaReplica.ofSeven())
        for _ in 0..<50_000 {
            replica.receive(.message(Self.bytes(&random), from: random.number(-2..<9)))
            if random.number(0..<3) == 0 { _ = replica.outputs() }
        }
        let (bound, most) = (6 * 7, replica.state.senders.values.map(\.count).max()!)
        #expect((10...bound).contains(replica.state.senders.count), "seed \(seed)")
        #expect(most <= 7 && replica.state.dropped.count <= BrachaReplica.mostDropsRemembered, "seed \(seed)")
    }

    private static func bytes(_ random: inout SplitMix) -> [UInt8] {
        if random.number(0..<4) == 0 {
            return (0..<random.number(0..<30)).map { _ in UInt8(random.number(0..<256)) }
        }
        let value = (0..<random.number(0..<3)).map { _ in UInt8(random.number(0..<4)) }
        var bytes = BrachaMessage(random.pick(BrachaMessage.Kind.allCases), value).encoded
        if random.number(0..<2) == 0 {
            bytes[random.number(0..<bytes.count)] ^= 1 << UInt8(random.number(0..<8))
        }
        return bytes
    }
}
