import QuorateFaults

extension SignedMessages {
    // All but the last take what the sound spec takes, on more or longer chains; that an order sent in an earlier
    // round is known does not depend on what they change. The last changes nothing but who has to go on.
    enum Mutant: String, SpecMutant {
        case relayOneShort = "relay-one-short"
        case lateChains = "late-chains"
        case uncheckedCommander = "unchecked-commander"
        case uncheckedRelays = "unchecked-relays"
        case unnoticedSilence = "unnoticed-silence"

        var expectation: MutantExpectation {
            switch self {
            case .relayOneShort:
                .breaks("agreement", "a lieutenant relays a chain only if it has fewer than m signatures")
            case .lateChains:
                .breaks("agreement", "a chain of k signatures is taken after round k, too late to be relayed")
            case .uncheckedCommander:
                .breaks("validity", "nobody checks that the order was signed by the commander")
            case .uncheckedRelays:
                .breaks("agreement", "only the commander's signature is checked, not those of the relays")
            case .unnoticedSilence:
                .breaks(
                    "decision after m + 1 rounds",
                    "nobody notices that a message does not come, and a silent traitor is waited for")
            }
        }
    }

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropInitialState,
                because:
                    "lieutenants are alike, and the commander betrays in other initial states as well")
        ]
    }

    /// The re-model's adversary takes signatures apart and assembles them anew.
    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(generals: 3, traitors: 1, depth: 1), distinct: 95, generated: 95, depth: 7),
            .holds(Self(generals: 4, traitors: 1, depth: 1), distinct: 430, generated: 478, depth: 9),
            .holds(Self(generals: 4, traitors: 2, depth: 2), distinct: 2655, generated: 3270, depth: 8),
            .holds(Self(generals: 5, traitors: 2, depth: 2), distinct: 76930, generated: 107_442, depth: 10),
            .holds(
                Self(generals: 5, traitors: 3, depth: 3), distinct: 164_066, generated: 248_418, depth: 9,
                isLong: true),
            // Without traitors nothing is chosen but the order: these are for their messages.
            .holds(Self(generals: 3, traitors: 0, depth: 1), distinct: 11, generated: 11, depth: 5),
            .holds(Self(generals: 4, traitors: 0, depth: 2), distinct: 15, generated: 15, depth: 7),
            // Fewer rounds than traitors need.
            .violates("agreement", Self(depth: 0), distinct: 47, generated: 51, depth: 6, steps: 3),
            .violates(
                "agreement", Self(generals: 4, traitors: 2, depth: 1), distinct: 969, generated: 1656,
                depth: 7, steps: 4),
            .caught(Self(mutant: .relayOneShort), distinct: 67, generated: 71, depth: 7, steps: 4),
            .caught(Self(mutant: .lateChains), distinct: 189, generated: 234, depth: 7, steps: 4),
            .caught(Self(mutant: .uncheckedCommander), distinct: 155, generated: 163, depth: 7, steps: 5),
            .caught(Self(mutant: .uncheckedRelays), distinct: 338, generated: 473, depth: 7, steps: 4),
            // The states and steps of the sound spec.
            .caught(Self(mutant: .unnoticedSilence), distinct: 95, generated: 95, depth: 7, steps: 0),
        ])
}

extension SignedMessages: CostedSpec {
    /// The chains that go out with a round: each has one signature more than the one that it continues.
    func cost(of action: Action, from state: State, to successor: State) -> StepCost {
        let sent = Set(successor.network.sent).subtracting(state.network.sent)
        return StepCost(
            messages: messageCount(in: successor) - messageCount(in: state), signatures: sent.count,
            round: sent.map(\.count).max() ?? 0)
    }
}
