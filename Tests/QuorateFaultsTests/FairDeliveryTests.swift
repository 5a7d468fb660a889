import QuorateExplorer
import QuorateFaults
import QuorateLanguage
import Testing

/// Deliveries over a network that loses messages, which are sent again and again.
@Suite struct FairDeliveryTests {
    enum Strength { case ofEachKind, ofAnyKind, none }

    /// Two kinds of message on their way to each of two replicas.
    struct Letters: Spec {
        var strength = Strength.ofEachKind
        var crashed = ReplicaSet()

        enum Kind: FiniteValue, CaseIterable { case letter, parcel }

        struct Letter: FiniteValue {
            var kind: Kind
            var isToSecond: Bool
        }

        struct State: SpecState {
            var network = Network<Letter>()
            var arrived = FiniteSet<Letter>()
        }

        var replicas: ReplicaSet { ReplicaSet(count: 2) }
        var initialStates: [State] { [State()] }

        enum Action: SpecAction {
            case send(Letter), deliver(Letter), lose(Letter)
        }

        func actions(in s: State, _ next: inout Next<Self>) {
            for letter in Letter.values {
                next.take(.send(letter)) { $0.network.send(letter) }
                next.take(.deliver(letter), if: s.network.canDeliver(letter)) {
                    $0.network.deliver(letter, in: .lossy)
                    $0.arrived.insert(letter)
                }
                next.take(.lose(letter), if: s.network.canDeliver(letter)) { $0.network.lose(letter) }
            }
        }

        var fairness: [Fairness<Self>] {
            let crashed = crashed
            let sending: [Fairness<Self>] = Letter.values.map { letter in
                .weak("\(letter) is sent") { if case .send(letter) = $0 { true } else { false } }
            }
            switch strength {
            case .none: return sending
            case .ofAnyKind:
                return sending
                    + deliveriesAreFair(of: ["anything"]) { action in
                        guard case .deliver(let letter) = action else { return nil }
                        return (letter.isToSecond ? 1 : 0, "anything")
                    }
            case .ofEachKind:
                return sending
                    + deliveriesAreFair(of: Array(Kind.values)) { action in
                        guard case .deliver(let letter) = action else { return nil }
                        return (letter.isToSecond ? 1 : 0, letter.kind)
                    } to: { receiver, _ in
                        !crashed.contains(receiver)
                    }
            }
        }

        var environmentActions: [String] { ["lose"] }

        var properties: [Property<State>] {
            [
                .eventually("everything has arrived") { s in
                    Letter.values.allSatisfy { s.arrived.contains($0) }
                },
                .eventually("the first has a letter") { s in
                    s.arrived.contains(Letter(kind: .letter, isToSecond: false))
                },
            ]
        }
    }

    private func outcomes(_ spec: Letters) async throws -> [Report.PropertyOutcome] {
        try await Explorer(spec, continuesAfterViolation: true).run().properties.map(\.outcome)
    }

    @Test func eachKindArrivesAtEachReceiver() async throws {
        #expect(try await outcomes(Letters()) == [.holds, .holds])
    }

    @Test func somethingArrivesIsLess() async throws {
        #expect(try await outcomes(Letters(strength: .ofAnyKind)) == [.violated, .violated])
    }

    @Test func aNetworkThatOwesNothingLosesEverything() async throws {
        #expect(try await outcomes(Letters(strength: .none)) == [.violated, .violated])
    }

    @Test func nothingIsOwedToWhoHasCrashed() async throws {
        #expect(try await outcomes(Letters(crashed: [1])) == [.violated, .holds])
    }
}
