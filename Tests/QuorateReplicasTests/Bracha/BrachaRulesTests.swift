import QuorateReplicas
import Testing

/// Each unsafe rule does what it says.
@Suite struct BrachaRulesTests {
    @Test("2f ECHOs are enough")
    func twoFEchoes() throws {
        var replica = try BrachaReplica.ofFour { $0.echoThreshold = .twoF }
        replica.hear(.echo, apple, from: 2, 3)
        #expect(replica.outputs() == [.echo(apple), .ready(apple)])
    }

    @Test("n ECHOs are needed")
    func allEchoes() throws {
        var replica = try BrachaReplica.ofFour { $0.echoThreshold = .all }
        replica.hear(.initial, apple, from: 0)
        replica.hear(.echo, apple, from: 0, 2)
        #expect(replica.outputs() == [.echo(apple)])
        replica.hear(.echo, apple, from: 3)
        #expect(replica.outputs() == [.ready(apple)])
    }

    @Test("f READYs make ready, but nobody echo")
    func fReadies() throws {
        var replica = try BrachaReplica.ofFour { $0.amplificationThreshold = .f }
        replica.hear(.ready, pear, from: 2)
        #expect(replica.outputs() == [])
        replica.hear(.initial, apple, from: 0)
        #expect(replica.outputs() == [.echo(apple), .ready(pear)])
    }

    @Test("READYs of others do nothing")
    func noAmplification() throws {
        var replica = try BrachaReplica.ofFour { $0.joinsReadies = false }
        replica.hear(.ready, apple, from: 0, 2, 3)
        #expect(replica.outputs() == [])
    }

    @Test("f + 1 READYs make deliver")
    func hastyDelivery() throws {
        var replica = try BrachaReplica.ofFour { $0.deliveryThreshold = .fPlusOne }
        replica.hear(.echo, apple, from: 0, 2, 3)
        #expect(replica.outputs() == [.echo(apple), .ready(apple)])
        replica.hear(.ready, apple, from: 2)
        #expect(replica.outputs() == [.delivered(apple)])
    }

    @Test("anybody's INITIAL is the sender's")
    func anybodysInitial() throws {
        var replica = try BrachaReplica.ofFour { $0.takesAnybodysInitial = true }
        replica.hear(.initial, apple, from: 3)
        #expect(replica.outputs() == [.echo(apple)])
    }

    @Test("every value is echoed once and every one made ready once")
    func everyValue() throws {
        var replica = try BrachaReplica.ofFour { $0.echoesEveryValue = true }
        replica.hear(.initial, apple, from: 0)
        replica.hear(.initial, pear, from: 0)
        #expect(replica.outputs() == [.echo(apple), .echo(pear)])
        replica.hear(.echo, pear, from: 2, 3)
        replica.hear(.echo, apple, from: 2, 3)
        #expect(replica.outputs() == [.ready(apple), .ready(pear)])
    }

    @Test("the value that was echoed is delivered")
    func echoedValue() throws {
        var replica = try BrachaReplica.ofFour { $0.deliversEchoedValue = true }
        replica.hear(.initial, apple, from: 0)
        replica.hear(.ready, pear, from: 2, 3)
        #expect(replica.outputs() == [.echo(apple), .ready(pear), .delivered(apple)])
        #expect(replica.state.delivered == apple)
    }

    @Test("an INITIAL makes ready and nobody echoes")
    func noEchoPhase() throws {
        var replica = try BrachaReplica.ofFour { $0.skipsEchoPhase = true }
        replica.hear(.echo, pear, from: 0, 2, 3)
        #expect(replica.outputs() == [])
        replica.hear(.initial, apple, from: 0)
        #expect(replica.outputs() == [.ready(apple)])
    }

    @Test("a message counts as often as it comes, at most n times more")
    func messagesNotSenders() throws {
        var replica = try BrachaReplica.ofFour { $0.countsMessagesNotSenders = true }
        replica.hear(.ready, apple, from: 3, 3)
        #expect(replica.outputs() == [.echo(apple), .ready(apple), .delivered(apple)])
        for _ in 0..<100 { replica.hear(.ready, apple, from: 3) }
        #expect(replica.state.repetitions == [BrachaMessage(.ready, apple): 4])
    }

    @Test("whoever sends a message is a replica")
    func strangers() throws {
        var replica = try BrachaReplica.ofFour { $0.checksSender = false }
        replica.hear(.ready, apple, from: 17, 18)
        #expect(replica.outputs() == [.echo(apple), .ready(apple), .delivered(apple)])
    }

    @Test("n = 3f is allowed")
    func tooFewReplicas() throws {
        let configuration = try BrachaConfiguration(replica: 0, replicaCount: 3, faultCount: 1, sender: 0) {
            $0.allowsTooFewReplicas = true
        }
        #expect(configuration.enoughEchoes == 3)
    }
}
