import QuorateReplicas
import Testing

/// Each unsafe rule does what it says.
@Suite struct BrachaRulesTests {
    /// 2f ECHOs are enough.
    @Test func twoFEchoesAreEnough() throws {
        var replica = try BrachaReplica.ofFour { $0.echoThreshold = .twoF }
        replica.hear(.echo, apple, from: 2, 3)
        #expect(replica.outputs() == [.echo(apple), .ready(apple)])
    }

    /// N ECHOs are needed.
    @Test func nEchoesAreNeeded() throws {
        var replica = try BrachaReplica.ofFour { $0.echoThreshold = .all }
        replica.hear(.initial, apple, from: 0)
        replica.hear(.echo, apple, from: 0, 2)
        #expect(replica.outputs() == [.echo(apple)])
        replica.hear(.echo, apple, from: 3)
        #expect(replica.outputs() == [.ready(apple)])
    }

    /// F READYs make ready, but nobody echo.
    @Test func fReadiesMakeReady() throws {
        var replica = try BrachaReplica.ofFour { $0.amplificationThreshold = .f }
        replica.hear(.ready, pear, from: 2)
        #expect(replica.outputs() == [])
        replica.hear(.initial, apple, from: 0)
        #expect(replica.outputs() == [.echo(apple), .ready(pear)])
    }

    /// READYs of others do nothing.
    @Test func readiesOfOthersDoNothing() throws {
        var replica = try BrachaReplica.ofFour { $0.joinsReadies = false }
        replica.hear(.ready, apple, from: 0, 2, 3)
        #expect(replica.outputs() == [])
    }

    /// F + 1 READYs make deliver.
    @Test func fPlus1ReadiesMakeDeliver() throws {
        var replica = try BrachaReplica.ofFour { $0.deliveryThreshold = .fPlusOne }
        replica.hear(.echo, apple, from: 0, 2, 3)
        #expect(replica.outputs() == [.echo(apple), .ready(apple)])
        replica.hear(.ready, apple, from: 2)
        #expect(replica.outputs() == [.delivered(apple)])
    }

    @Test func anybodysInitialIsTheSenders() throws {
        var replica = try BrachaReplica.ofFour { $0.takesAnybodysInitial = true }
        replica.hear(.initial, apple, from: 3)
        #expect(replica.outputs() == [.echo(apple)])
    }

    /// Every value is echoed once and every one made ready once.
    @Test func everyValueIsEchoedOnceAndMadeReadyOnce() throws {
        var replica = try BrachaReplica.ofFour { $0.echoesEveryValue = true }
        replica.hear(.initial, apple, from: 0)
        replica.hear(.initial, pear, from: 0)
        #expect(replica.outputs() == [.echo(apple), .echo(pear)])
        replica.hear(.echo, pear, from: 2, 3)
        replica.hear(.echo, apple, from: 2, 3)
        #expect(replica.outputs() == [.ready(apple), .ready(pear)])
    }

    @Test func theValueThatWasEchoedIsDelivered() throws {
        var replica = try BrachaReplica.ofFour { $0.deliversEchoedValue = true }
        replica.hear(.initial, apple, from: 0)
        replica.hear(.ready, pear, from: 2, 3)
        #expect(replica.outputs() == [.echo(apple), .ready(pear), .delivered(apple)])
        #expect(replica.state.delivered == apple)
    }

    @Test func anInitialMakesReadyAndNobodyEchoes() throws {
        var replica = try BrachaReplica.ofFour { $0.skipsEchoPhase = true }
        replica.hear(.echo, pear, from: 0, 2, 3)
        #expect(replica.outputs() == [])
        replica.hear(.initial, apple, from: 0)
        #expect(replica.outputs() == [.ready(apple)])
    }

    /// A message counts as often as it comes, at most n times more.
    @Test func aMessageCountsAsOftenAsItComes() throws {
        var replica = try BrachaReplica.ofFour { $0.countsMessagesNotSenders = true }
        replica.hear(.ready, apple, from: 3, 3)
        #expect(replica.outputs() == [.echo(apple), .ready(apple), .delivered(apple)])
        for _ in 0..<100 { replica.hear(.ready, apple, from: 3) }
        #expect(replica.state.repetitions == [BrachaMessage(.ready, apple): 4])
    }

    @Test func whoeverSendsAMessageIsAReplica() throws {
        var replica = try BrachaReplica.ofFour { $0.checksSender = false }
        replica.hear(.ready, apple, from: 17, 18)
        #expect(replica.outputs() == [.echo(apple), .ready(apple), .delivered(apple)])
    }

    /// N = 3f is allowed.
    @Test func replicasMayBeThreeTimesTheFaulty() throws {
        let configuration = try BrachaConfiguration(replica: 0, replicaCount: 3, faultCount: 1, sender: 0) {
            $0.allowsTooFewReplicas = true
        }
        #expect(configuration.enoughEchoes == 3)
    }
}
