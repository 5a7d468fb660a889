import QuorateQuorums

private let n: Quantity = "n"
private let no: Quantity = "NO", yes: Quantity = "YES", voted: Quantity = "SE"
private let committed: Quantity = "CMT", aborted: Quantity = "ABR", crashed: Quantity = "CR"
private let crashes: Quantity = "crashes"

/// Votes on a transaction, in which a process that hears of a crash before it votes aborts.
///
/// Guerraoui, "On the hardness of failure-sensitive agreement problems" (2001), proof of proposition 3.1. Any number of
/// processes may crash; without a consensus at its end it terminates only if none does.
extension ThresholdAutomaton {
    static let nonBlockingCommit = commit()

    private static func commit(
        committing: (Messages) -> Guard = { $0 >= n }, whenSuspicious: Quantity? = nil
    ) -> ThresholdAutomaton {
        let noVotes = Messages("noVotes"), yesVotes = Messages("yesVotes")
        let dying = [no, yes, voted, committed, aborted].map {
            Rule.fault($0, to: crashed, counting: [crashes])
        }
        let suspecting = [no, yes].map { Rule.fault($0, to: aborted, when: crashes >= 1) }
        let late = whenSuspicious.map { [Rule.fault($0, to: aborted, when: crashes >= 1)] } ?? []
        return ThresholdAutomaton(
            "non-blocking-commit", "A transaction is committed by all or by none, and only if all want it.",
            source: "Guerraoui (2001), proposition 3.1", parameters: [n], assuming: [n >= 2], processes: n,
            starting: [no, yes], then: [voted, committed, aborted, crashed],
            counting: [noVotes.sent, yesVotes.sent, crashes],
            rules: [
                .step(no, to: voted, sending: noVotes),
                .step(yes, to: voted, sending: yesVotes),
                .step(voted, to: aborted, when: noVotes >= 1),
                .step(voted, to: committed, when: committing(yesVotes)),
            ] + suspecting + late + dying,
            properties: commitProperties)
    }

    private static var commitProperties: [Property] {
        let allDecide = RunFormula.eventually(.now(no == 0 && yes == 0 && voted == 0))
        return [
            .always("agreement", committed == 0 || aborted == 0),
            .always("commit-validity", committed == 0, given: no != 0),
            .always("abort-validity", aborted == 0 || no != 0 || crashes != 0, given: no == 0),
            .init(
                "termination", RunFormula.always(.now(crashes == 0)).implies(allDecide), ofJustRuns: true),
        ]
    }

    static var commitMutants: [Mutant] {
        [
            Mutant(
                name: "commits-without-one", automaton: commit(committing: { $0 >= n - 1 }),
                breaks: "commit-validity"),
            Mutant(
                name: "suspects-after-voting", automaton: commit(whenSuspicious: voted), breaks: "agreement"),
        ]
    }
}
