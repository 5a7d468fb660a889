import Quorate

/// Broadcast with echoes: a sender who may be Byzantine cannot make two correct replicas deliver different values.
/// Bracha and Toueg, "Asynchronous Consensus and Broadcast Protocols" (1985), the echo protocol.
struct EchoBroadcast: VotingSpec {
    static let summary = "A value is delivered once more than (n + f)/2 replicas have echoed it."

    let replicas = ReplicaSet(count: 4)
    var adversary = Adversary(.every(1))  // every choice of one of them is tried
    var mutant: Mutant?

    enum Message: FiniteValue { case sendA, sendB, echoA, echoB }

    struct State: ByzantineState {
        var sent: MonotoneVotes<Message, OneWord>  // who has sent what, to everybody
        var faulty: FaultyReplicas
    }

    /// All that a liar can say is in the votes.
    static var votes: VotePath<State, Message, OneWord> { \.sent }

    enum Action: SpecAction {
        case send(Message), echo(ReplicaID, Message)
    }

    enum Mutant: String, SpecMutant {
        case hastyDelivery = "hasty-delivery"

        var expectation: MutantExpectation { .breaks("consistency", "2 of 4 echoes are taken to be enough") }
    }

    /// Initial states: all that the Byzantine replica can send is there from the start.
    var initialStates: [State] {
        adversary.choices(among: replicas).map { State(sent: MonotoneVotes(from: $0, adversary), faulty: $0) }
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for i in s.faulty.correct(among: replicas) {
            let hasSent = s.sent.hasCast(.sendA, by: i) || s.sent.hasCast(.sendB, by: i)
            let hasEchoed = s.sent.hasCast(.echoA, by: i) || s.sent.hasCast(.echoB, by: i)
            for (value, echo) in [(Message.sendA, Message.echoA), (.sendB, .echoB)] {
                next.take(.send(value), if: i.id == 0 && !hasSent) { $0.sent.cast(value, by: i.id) }
                next.take(.echo(i.id, echo), if: !hasEchoed, given: s.sent[value].contains(0)) {
                    $0.sent.cast(echo, by: i.id)
                }
            }
        }
    }

    var properties: [Property<State>] {
        let enough = mutant == .hastyDelivery ? 2 : 3
        return [
            .always(
                "consistency",
                unless: { s in s.sent[.echoA].count >= enough && s.sent[.echoB].count >= enough }),
            .reachable("a value is delivered", given: { s in s.sent[.echoA].count >= enough }),
        ]
    }
}
