import QuorateFaults

extension OralMessages {
    // The first two change what is concluded from the reports, in sub-instances too, and not who sends what: composing
    // outcomes stays exact. The third changes nothing but who has to go on.
    enum Mutant: String, SpecMutant {
        case followCommander = "follow-commander"
        case ownOrderTwice = "own-order-twice"
        case unnoticedSilence = "unnoticed-silence"

        var expectation: MutantExpectation {
            switch self {
            case .followCommander:
                .breaks("agreement", "a lieutenant obeys the commander and never mind what the others report")
            case .ownOrderTwice:
                .breaks("agreement", "a lieutenant counts its own order among the reports once more")
            case .unnoticedSilence:
                .breaks(
                    "decision after m + 1 rounds",
                    "nobody notices that a message does not come, and a silent traitor is waited for")
            }
        }
    }

    static var waivedMutants: [MutantWaiver] {
        [.waive(.dropInitialState, because: "no rule tells the lieutenant that betrays from another one")]
    }

    /// The re-model sends every message of a sub-instance.
    ///
    /// Instances that break both properties at once are in the tests: OM(1) with n = 4, f = 2 and OM(2) with
    /// n = 6, f = 2.
    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(generals: 4, traitors: 1, depth: 1), distinct: 96, generated: 96, depth: 4),
            .holds(Self(generals: 7, traitors: 2, depth: 2), distinct: 23163, generated: 23163, depth: 7),
            .holds(Self(generals: 4, traitors: 0, depth: 0), distinct: 3, generated: 3, depth: 1),
            // Without traitors nothing is chosen but the order: these are for their messages, 9, 156 and
            // 3609.
            .holds(Self(generals: 4, traitors: 0, depth: 1), distinct: 9, generated: 9, depth: 4),
            .holds(Self(generals: 7, traitors: 0, depth: 2), distinct: 15, generated: 15, depth: 7),
            .holds(Self(generals: 10, traitors: 0, depth: 3), distinct: 21, generated: 21, depth: 10),
            // Three generals: a lieutenant that lies makes a tie.
            .violates("validity", Self(generals: 3), distinct: 33, generated: 33, depth: 3, steps: 3),
            // n = 3f.
            .violates(
                "agreement", Self(generals: 6, traitors: 2, depth: 1), distinct: 11095, generated: 11095,
                depth: 6, steps: 6),
            // Fewer rounds than traitors need.
            .violates("agreement", Self(depth: 0), distinct: 18, generated: 18, depth: 1, steps: 1),
            .violates(
                "agreement", Self(generals: 7, traitors: 2, depth: 1), distinct: 63483, generated: 63483,
                depth: 7, steps: 7),
            .caught(Self(mutant: .followCommander), distinct: 96, generated: 96, depth: 4, steps: 4),
            .caught(Self(mutant: .ownOrderTwice), distinct: 96, generated: 96, depth: 4, steps: 4),
            .caught(Self(mutant: .unnoticedSilence), distinct: 96, generated: 96, depth: 4, steps: 0),
        ])
}

extension OralMessages: CostedSpec {
    /// Every message that the step's sub-instance sends; nothing is signed.
    func cost(of action: Action, from state: State, to successor: State) -> StepCost {
        let sent = Set(messages(in: successor)).subtracting(messages(in: state))
        return StepCost(messages: sent.count, round: sent.map(\.path.count).max() ?? 0)
    }
}
