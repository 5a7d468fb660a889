import QuorateReplicas
import Testing

/// The paper's steps, rule by rule.
@Suite struct BrachaStepTests {
    /// The sender sends INITIAL, and its own INITIAL and ECHO count at once.
    @Test func theSendersOwnInitialAndEchoCountAtOnce() throws {
        var sender = try BrachaReplica.ofFour(0)
        sender.receive(.broadcast(apple))
        #expect(sender.nextStep == .broadcast(apple))
        #expect(sender.outputs() == [.initial(apple), .echo(apple)])
        sender.hear(.echo, apple, from: 1)
        #expect(sender.outputs() == [])
        sender.hear(.echo, apple, from: 2)
        #expect(sender.outputs() == [.ready(apple)])
    }

    @Test func aReplicaAloneBroadcastsToItself() throws {
        let configuration = try BrachaConfiguration(replica: 0, replicaCount: 1, faultCount: 0, sender: 0)
        var replica = BrachaReplica(configuration)
        replica.receive(.broadcast(apple))
        #expect(replica.outputs() == [.initial(apple), .echo(apple), .ready(apple), .delivered(apple)])
    }

    @Test func theSendersInitialMakesAReplicaEchoOnce() throws {
        var replica = try BrachaReplica.ofFour()
        replica.hear(.initial, apple, from: 0)
        #expect(replica.outputs() == [.echo(apple)])
        replica.hear(.initial, pear, from: 0)
        #expect(replica.outputs() == [])
    }

    /// More than (n + f)/2 ECHOs make a replica echo and ready, one fewer do not.
    @Test func enoughEchoesMakeAReplicaEchoAndReady() throws {
        // (7 + 2)/2 is 4.5.
        var replica = try BrachaReplica.ofSeven()
        replica.hear(.echo, apple, from: 2, 3, 4, 5)
        replica.hear(.echo, pear, from: 5, 6)
        #expect(replica.outputs() == [])
        replica.hear(.echo, apple, from: 6)
        #expect(replica.outputs() == [.echo(apple), .ready(apple)])
    }

    /// When (n + f)/2 is a whole number, that many ECHOs are not more.
    @Test func halfOfAnEvenSumIsNotMore() throws {
        let configuration = try BrachaConfiguration(replica: 1, replicaCount: 5, faultCount: 1, sender: 0)
        #expect(configuration.enoughEchoes == 4)
    }

    /// The replica's own ECHO is one of those that make it ready.
    @Test func theReplicasOwnEchoCounts() throws {
        var replica = try BrachaReplica.ofFour()
        replica.hear(.initial, apple, from: 0)
        replica.hear(.echo, apple, from: 0, 2)
        #expect(replica.nextOutput() == .echo(apple))
        #expect(replica.nextOutput() == .ready(apple))
    }

    /// F + 1 READYs make a replica echo and ready, f do not.
    @Test func fPlus1ReadiesMakeAReplicaEchoAndReady() throws {
        var replica = try BrachaReplica.ofSeven()
        replica.hear(.ready, apple, from: 2, 3)
        #expect(replica.outputs() == [])
        replica.hear(.ready, apple, from: 4)
        #expect(replica.outputs() == [.echo(apple), .ready(apple)])
    }

    /// A replica that has echoed one value can be ready for another and deliver it.
    @Test func whoHasEchoedOneValueCanBeReadyForAnother() throws {
        var replica = try BrachaReplica.ofFour()
        replica.hear(.initial, apple, from: 0)
        #expect(replica.outputs() == [.echo(apple)])
        replica.hear(.ready, pear, from: 2, 3)
        #expect(replica.outputs() == [.ready(pear), .delivered(pear)])
    }

    /// 2f + 1 READYs make a replica deliver, its own among them, once.
    @Test func twoFPlus1ReadiesMakeAReplicaDeliverOnce() throws {
        var replica = try BrachaReplica.ofSeven()
        replica.hear(.ready, apple, from: 2, 3, 4)
        #expect(replica.outputs() == [.echo(apple), .ready(apple)])
        replica.hear(.ready, apple, from: 5)
        #expect(replica.outputs() == [.delivered(apple)])
        replica.hear(.ready, apple, from: 6)
        #expect(replica.outputs() == [])
        #expect(replica.state.delivered == apple)
    }

    /// Each output is one step, and what comes in between only counts.
    @Test func eachOutputIsOneStep() throws {
        var replica = try BrachaReplica.ofFour()
        replica.hear(.ready, apple, from: 0, 2, 3)
        #expect(replica.state.echoed.isEmpty && replica.nextStep == .echo(apple))
        #expect(replica.nextOutput() == .echo(apple))
        #expect(replica.state.ready.isEmpty && replica.nextStep == .ready(apple))
        replica.hear(.initial, pear, from: 0)
        #expect(replica.nextOutput() == .ready(apple))
        #expect(replica.state.delivered == nil && replica.nextStep == .deliver(apple))
        #expect(replica.nextOutput() == .delivered(apple))
        #expect(replica.nextStep == nil && replica.nextOutput() == nil)
    }

    @Test func theStateIsTheSameInWhateverOrderMessagesCame() throws {
        var (one, other) = (try BrachaReplica.ofFour(), try BrachaReplica.ofFour())
        one.hear(.initial, pear, from: 0)
        one.hear(.initial, apple, from: 0)
        one.hear(.echo, apple, from: 2, 3)
        other.hear(.echo, apple, from: 3, 2)
        other.hear(.initial, apple, from: 0)
        other.hear(.initial, pear, from: 0)
        #expect(one.state == other.state)
        // Of two values that can be echoed the first in lexicographic order is.
        #expect(one.outputs() == other.outputs() && one.state.echoed == [apple])
    }
}
