import QuorateQuorums

private let n: Quantity = "n", f: Quantity = "f"
private let undecided: Quantity = "V"
private let voted: [Quantity] = ["S0", "S1"], decided: [Quantity] = ["D0", "D1"]

/// Rounds in which each process votes once, and a quorum of votes decides.
extension ThresholdAutomaton {
    static let singleValueAgreement = agreement()

    /// f liars vote for everything; a quorum is more than (n + f)/2.
    private static func agreement(by quorum: (Messages) -> Guard = { 2 * $0 > n + f }) -> ThresholdAutomaton {
        votes(
            "single-value-agreement", "A quorum of votes decides one value although some voters lie.",
            assuming: n > 3 * f, processes: n - f, doubtful: f, by: quorum)
    }

    static let crashAgreement = votes(
        "crash-agreement", "A majority of votes decides one value although some voters crash.",
        assuming: n > 2 * f, processes: n, doubtful: 0, by: { 2 * $0 > n })

    private static func votes(
        _ name: String, _ sentence: String, assuming resilience: Proposition, processes: Quantity,
        doubtful: Quantity, by quorum: (Messages) -> Guard
    ) -> ThresholdAutomaton {
        let votes = [Messages("vote0", fromFaulty: doubtful), Messages("vote1", fromFaulty: doubtful)]
        // A process that has crashed is one that takes no more steps: no step is owed here.
        let rules = [0, 1].flatMap { value in
            [Rule.fault(undecided, to: voted[value], counting: [votes[value].sent])]
                + voted.map { .fault($0, to: decided[value], when: quorum(votes[value]).possible) }
        }
        return ThresholdAutomaton(
            name, sentence, source: "Bracha and Toueg (1985), section 3", parameters: [n, f],
            assuming: [resilience], processes: processes, starting: [undecided], then: voted + decided,
            counting: votes.map(\.sent), rules: rules,
            properties: [.always("agreement", decided[0] == 0 || decided[1] == 0)])
    }

    static var agreementMutants: [Mutant] {
        [Mutant(name: "majority-of-votes", automaton: agreement(by: { 2 * $0 > n }), breaks: "agreement")]
    }

    // MARK: - Tendermint

    static let tendermintRound = tendermint()

    /// One round, in which the proposer may have said different things: nobody is sure what to prevote.
    private static func tendermint(by quorum: (Messages) -> Guard = { 3 * $0 > 2 * n }) -> ThresholdAutomaton
    {
        let prevoted: Quantity = "PV", precommitted: Quantity = "PC", next: Quantity = "ND"
        let names = ["0", "1", "Nil"]
        let prevotes = names.map { Messages("prevote\($0)", fromFaulty: f) }
        let precommits = names.map { Messages("precommit\($0)", fromFaulty: f) }
        let all = { (messages: [Messages]) in messages[0] + messages[1] + messages[2] }
        let rules =
            prevotes.map { Rule.step(undecided, to: prevoted, sending: $0) }
            + [0, 1].flatMap { value in
                [
                    Rule.step(
                        prevoted, to: precommitted, when: quorum(prevotes[value]), sending: precommits[value]),
                    .step(precommitted, to: decided[value], when: quorum(precommits[value])),
                ]
            } + [
                .step(prevoted, to: precommitted, when: quorum(all(prevotes)), sending: precommits[2]),
                .step(precommitted, to: next, when: quorum(all(precommits))),
            ]
        return ThresholdAutomaton(
            "tendermint-round", "One round of prevotes and precommits decides one value and comes to an end.",
            source: "Buchman, Kwon and Milosevic (2018), algorithm 1", parameters: [n, f],
            assuming: [n > 3 * f], processes: n - f, starting: [undecided],
            then: [prevoted, precommitted] + decided + [next], counting: (prevotes + precommits).map(\.sent),
            rules: rules,
            properties: [
                .always("agreement", decided[0] == 0 || decided[1] == 0),
                .eventually("end-of-round", undecided == 0 && prevoted == 0 && precommitted == 0),
            ])
    }

    static var tendermintMutants: [Mutant] {
        [
            Mutant(name: "majorities", automaton: tendermint(by: { 2 * $0 > n }), breaks: "agreement"),
            Mutant(
                name: "waits-for-all", automaton: tendermint(by: { $0 >= n }), breaks: "end-of-round"),
        ]
    }
}
