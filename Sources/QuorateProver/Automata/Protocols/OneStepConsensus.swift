import QuorateQuorums

private let n: Quantity = "n", t: Quantity = "t", f: Quantity = "f"
private let starting: [Quantity] = ["V0", "V1"], voted: [Quantity] = ["S0", "S1"]
private let decided: [Quantity] = ["D0", "D1"], underlying: [Quantity] = ["U0", "U1"]
private let crashed: Quantity = "CR", crashes: Quantity = "crashes"

/// Consensus that decides after one step if enough votes are equal, and else asks an underlying consensus.
extension ThresholdAutomaton {
    private static let votes = [
        Messages("vote0", fromFaulty: "partly0"), Messages("vote1", fromFaulty: "partly1"),
    ]

    static let oneStepConsensus = oneStep()

    /// A process votes, waits for n - t votes, and looks at them: all equal, n - 2t equal, or neither.
    ///
    /// A guard says that there is a set of n - t votes as it is looked for among those that were sent.
    private static func oneStep(assuming resilience: Proposition = n > 3 * t) -> ThresholdAutomaton {
        let enough = votes[0] + votes[1] >= n - t
        let rules = [0, 1].flatMap { value in
            let (own, other) = (votes[value], votes[1 - value])
            let mixed = own >= t + 1 && other >= t + 1
            return voted.flatMap {
                [
                    Rule.step($0, to: decided[value], when: own >= n - t),
                    .step($0, to: underlying[value], when: enough && own >= n - 2 * t && other >= 1),
                ]
            } + [.step(voted[value], to: underlying[value], when: enough && mixed)]
        }
        return consensus(
            "one-step-consensus", "Equal votes decide in one step; other values do not come up afterwards.",
            source: "Brasileiro, Greve, Mostefaoui and Raynal (2001), figure 1", assuming: resilience, rules,
            properties: [
                .always("agreement", decided[0] == 0 || (decided[1] == 0 && underlying[1] == 0)),
                .always("other-agreement", decided[1] == 0 || (decided[0] == 0 && underlying[0] == 0)),
            ])
    }

    static let folkloreConsensus: ThresholdAutomaton = {
        let enough = votes[0] + votes[1] >= n - t
        let rules = [0, 1].flatMap { value in
            voted.map { Rule.step($0, to: decided[value], when: votes[value] >= n - t) }
                + [.step(voted[value], to: underlying[value], when: enough && votes[0] >= 1 && votes[1] >= 1)]
        }
        return consensus(
            "folklore-one-step", "Votes that are all equal decide in one step; others go on with their own.",
            source: "Dobre and Suri (2006), algorithm 2", assuming: n > 3 * t, rules,
            properties: [.always("agreement-of-decisions", decided[0] == 0 || decided[1] == 0)])
    }()

    /// Votes, crashes (maybe while voting), and what all such consensus promises.
    private static func consensus(
        _ name: String, _ sentence: String, source: String, assuming resilience: Proposition, _ rules: [Rule],
        properties: [Property]
    ) -> ThresholdAutomaton {
        let places = starting + voted + decided + underlying
        let voting = [0, 1].map { Rule.step(starting[$0], to: voted[$0], sending: votes[$0]) }
        let dying = places.map { Rule.fault($0, to: crashed, when: crashes < f, counting: [crashes]) }
        let dyingWithVotes = [0, 1].map {
            Rule.fault(
                starting[$0], to: crashed, when: crashes < f, counting: [crashes, votes[$0].doubtful])
        }
        let oneStep = [0, 1].map { value in
            Property.always(
                "one-step-\(value)", decided[1 - value] == 0 && underlying == [0, 0],
                given: starting[1 - value] == 0)
        }
        return ThresholdAutomaton(
            name, sentence, source: source, parameters: [n, t, f], assuming: [resilience, t >= f],
            processes: n,
            starting: starting, then: voted + decided + underlying + [crashed],
            counting: votes.flatMap { [$0.sent, $0.doubtful] } + [crashes],
            rules: voting + rules + dying + dyingWithVotes,
            properties: properties + oneStep + [
                .eventually("termination", (starting + voted) == [0, 0, 0, 0])
            ])
    }

    static var oneStepMutants: [Mutant] {
        [
            Mutant(
                name: "majority-correct", automaton: oneStep(assuming: n > 2 * t), breaks: "agreement"),
            Mutant(
                name: "of-three", automaton: oneStep(assuming: n >= 3 * t && t >= 1), breaks: "agreement"),
        ]
    }
}

/// Each number has its value.
private func == (left: [Quantity], right: [Int]) -> Proposition {
    .all(zip(left, right).map { $0 == .number($1) })
}
