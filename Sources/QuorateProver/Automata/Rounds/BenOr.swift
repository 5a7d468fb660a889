import QuorateQuorums

private typealias Messages = ThresholdAutomaton.Messages
private typealias Rule = ThresholdAutomaton.Rule
private typealias Guard = ThresholdAutomaton.Guard

private let n: Quantity = "n", t: Quantity = "t", f: Quantity = "f"
private let reported: Quantity = "SR", proposed: Quantity = "SP"

/// All rounds of Ben-Or's consensus.
///
/// Ben-Or, "Another advantage of free choice" (1983), protocols A and B. In a round a process reports its value, looks at
/// n - t reports and proposes the value of most of them, or nothing, and looks at n - t proposals. A guard says what must have
/// been sent, by correct processes and by those that fail, for such n - t messages to be received.
extension ConsensusInRounds {
    /// The consensus that come with Quorate.
    public static let all = [benOrCrash(), benOrByzantine(), brachaConsensus(), rsBosco(), redBelly()]

    private static let roles = Roles(
        starting: ["V0", "V1"], waiting: [reported, proposed], decided: ["D0", "D1"], adopted: ["E0", "E1"],
        coin: "CF")

    // MARK: - Protocol A

    /// f processes crash, maybe while they send, so that some receive the message.
    static func benOrCrash(
        assuming resilience: Proposition = n > 2 * t, deciding: Quantity = t + 1
    ) -> ConsensusInRounds {
        var roles = roles
        let crashes = Crashes(location: "CR", counter: "crashes", limit: f)
        roles.crashes = crashes
        let reports = [0, 1].map { Messages("report\($0)", fromFaulty: .parameter("partlyReport\($0)")) }
        let proposals = ["0", "1", "Nothing"].map {
            Messages("propose\($0)", fromFaulty: .parameter("partlyPropose\($0)"))
        }
        let steps = BenOrSteps(
            reports: reports, proposals: proposals,
            // Of n - t reports none has a majority of n: at least n/2 - t are of the other value.
            majority: { 2 * $0 > n }, minority: { 2 * $0 >= n - 2 * t },
            deciding: { $0 >= deciding }, adopting: { $0 >= 1 }, notDeciding: { $0 >= n - 2 * t },
            flipping: { $0[2] >= n - t })
        return ConsensusInRounds(
            "ben-or", "Ben-Or's consensus by coins is safe in all rounds and ends, although processes crash.",
            source: "Ben-Or (1983), protocol A", parameters: [n, t, f], assuming: [resilience, t >= f],
            processes: n, roles, counting: (reports + proposals).flatMap { [$0.sent, $0.doubtful] },
            rules: steps.rules(roles) + steps.crashes(roles, crashes),
            choice: .atTheStart { 2 * roles.starting[$0] > n }
        )
    }

    // MARK: - Protocol B

    /// f processes lie.
    static func benOrByzantine(
        assuming resilience: Proposition = n > 5 * t, adopting: Quantity = t + 1
    ) -> ConsensusInRounds {
        let reports = [0, 1].map { Messages("report\($0)", fromFaulty: f) }
        let proposals = ["0", "1", "Nothing"].map { Messages("propose\($0)", fromFaulty: f) }
        let steps = BenOrSteps(
            reports: reports, proposals: proposals,
            // Of n - t messages at most (n + t)/2 are of one value: at least (n - 3t)/2 are of another one.
            majority: { 2 * $0 > n + t }, minority: { 2 * $0 >= n - 3 * t },
            deciding: { 2 * $0 > n + t }, adopting: { $0 >= adopting }, notDeciding: { 2 * $0 >= n - 3 * t },
            // At most t are of 0, at most t of 1, and the rest is others'.
            flipping: {
                $0[2] >= n - 3 * t && $0[0] + $0[2] >= n - 2 * t && $0[1] + $0[2] >= n - 2 * t
            })
        return ConsensusInRounds(
            "ben-or-byzantine",
            "Ben-Or's consensus by coins is safe in all rounds and ends, although processes lie.",
            source: "Ben-Or (1983), protocol B", parameters: [n, t, f], assuming: [resilience, t >= f],
            processes: n - f, roles, counting: (reports + proposals).map(\.sent), rules: steps.rules(roles),
            choice: .atTheStart { 2 * (roles.starting[$0] + f) > n + t })
    }
}

/// Steps that the two protocols have in common.
private struct BenOrSteps {
    let reports: [Messages]
    /// For 0, for 1, and for nothing.
    let proposals: [Messages]
    let majority: (Messages) -> Guard
    let minority: (Messages) -> Guard
    let deciding: (Messages) -> Guard
    let adopting: (Messages) -> Guard
    let notDeciding: (Messages) -> Guard
    let flipping: ([Messages]) -> Guard

    private var enoughReports: Guard { reports[0] + reports[1] >= n - t }
    private var enoughProposals: Guard { proposals[0] + proposals[1] + proposals[2] >= n - t }

    /// Condition of a proposal: for 0, for 1, and for nothing.
    private var proposing: [Guard] {
        reports.map { enoughReports && majority($0) }
            + [enoughReports && minority(reports[0]) && minority(reports[1])]
    }

    func rules(_ roles: ConsensusInRounds.Roles) -> [Rule] {
        [0, 1].flatMap { value in
            [
                Rule.step(roles.starting[value], to: reported, sending: reports[value]),
                .step(
                    proposed, to: roles.decided[value], when: enoughProposals && deciding(proposals[value])),
                .step(
                    proposed, to: roles.adopted[value],
                    when: enoughProposals && adopting(proposals[value])
                        && notDeciding(proposals[1 - value] + proposals[2])),
            ]
        } + zip(proposals, proposing).map { .step(reported, to: proposed, when: $1, sending: $0) }
            + [.step(proposed, to: roles.coin, when: enoughProposals && flipping(proposals))]
    }

    /// Crashes between steps, and in the middle of one.
    func crashes(_ roles: ConsensusInRounds.Roles, _ crashes: ConsensusInRounds.Crashes) -> [Rule] {
        func crash(_ place: Quantity, _ condition: Guard = .always, _ sent: [Quantity] = []) -> Rule {
            let conditions = [crashes.counter < crashes.limit] + condition.possible.conjuncts
            return .fault(
                place, to: crashes.location, when: .all(conditions), counting: [crashes.counter] + sent)
        }
        return (roles.beforeTheEnd + roles.ending).map { crash($0) }
            + [0, 1].map { crash(roles.starting[$0], .always, [reports[$0].doubtful]) }
            + zip(proposals, proposing).map { crash(reported, $1, [$0.doubtful]) }
    }
}
