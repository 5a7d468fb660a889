import QuorateQuorums

private typealias Messages = ThresholdAutomaton.Messages
private typealias Rule = ThresholdAutomaton.Rule
private typealias Guard = ThresholdAutomaton.Guard

private let n: Quantity = "n", t: Quantity = "t", f: Quantity = "f"
private let first: Quantity = "S1", second: Quantity = "S2", third: Quantity = "S3"

/// All rounds of Bracha's consensus.
///
/// Bracha, "Asynchronous Byzantine agreement protocols" (1987). In a round a process broadcasts its value,
/// takes the one that most of n - t messages have, and broadcasts that; proposes a value that more than n/2 of n - t messages
/// have, or nothing; and looks at n - t proposals. Messages go by reliable broadcast, so that a liar says the same to all or
/// nothing to anybody; and they are checked: what no process could say that keeps to the rules is not listened to.
extension ConsensusInRounds {
    /// - Parameters:
    ///   - sayings: Number of messages that a liar gets to all in a step: reliable broadcast sees to it that it is one.
    ///   - areChecked: True where messages of liars in the second and third step are only such as the rules allow.
    static func brachaConsensus(
        assuming resilience: Proposition = n > 3 * t, deciding: Quantity = 2 * t + 1,
        adopting: Quantity = t + 1,
        sayings: Int = 1, areChecked: Bool = true
    ) -> ConsensusInRounds {
        let steps = BrachaSteps(deciding: deciding, adopting: adopting)
        let liars = Liars(silent: ["L1", "L2", "L3"], heard: ["H1", "H2", "H3"], each: sayings * f)
        var roles = Roles(
            starting: ["V0", "V1"], waiting: [first, second, third], decided: ["D0", "D1"],
            adopted: ["E0", "E1"], coin: "CF")
        roles.liars = liars
        return ConsensusInRounds(
            "bracha-consensus",
            "Bracha's consensus by reliable broadcast and coins is safe in all rounds and ends, although processes lie.",
            source: "Bracha, Asynchronous Byzantine agreement protocols (1987)", parameters: [n, t, f],
            assuming: [resilience, t >= f],
            processes: n - f, roles, counting: steps.messages.map(\.sent),
            rules: steps.rules(roles) + steps.lies(liars, areChecked: areChecked),
            choice: .beforeCoins(proposals: steps.proposals.prefix(2).map(\.sent)),
            supposing: [
                "reliable broadcast: of a process all correct ones accept the same message in a step, or none of them any",
                "(agreement is proved as bracha-broadcast, totality as a property of echo-and-ready); what a correct process",
                "broadcasts all of them accept",
                "messages are checked: of the second and third step none is accepted that n - t accepted ones of the",
                "step before do not allow; in the first step of a round a liar may say anything here",
            ], inBrief: ["reliable broadcast", "checked messages"])
    }
}

/// Steps of a round, in which what a liar has said counts as what others have.
private struct BrachaSteps {
    let values = [Messages("value0"), Messages("value1")]
    let majorities = [Messages("majority0"), Messages("majority1")]
    /// For 0, for 1, and for nothing.
    let proposals = [Messages("propose0"), Messages("propose1"), Messages("proposeNothing")]
    let deciding: Quantity
    let adopting: Quantity

    var messages: [Messages] { values + majorities + proposals }

    /// Condition of a majority: of n - t messages at least half are of the value; with as many of both it may be either.
    private var choosing: [Guard] {
        values.map { values[0] + values[1] >= n - t && 2 * $0 >= n - t }
    }

    /// Condition of a proposal: for 0, for 1, and for nothing, where n - t messages have at most n/2 of either value.
    private var proposing: [Guard] {
        let enough = majorities[0] + majorities[1] >= n - t
        let rest = majorities.map { 2 * $0 >= n - 2 * t }
        return majorities.map { enough && 2 * $0 > n } + [enough && rest[0] && rest[1]]
    }

    func rules(_ roles: ConsensusInRounds.Roles) -> [Rule] {
        [0, 1].map { Rule.step(roles.starting[$0], to: first, sending: values[$0]) }
            + [0, 1].map { Rule.step(first, to: second, when: choosing[$0], sending: majorities[$0]) }
            + zip(proposals, proposing).map { Rule.step(second, to: third, when: $1, sending: $0) }
            + endings(roles)
    }

    /// Looking at n - t proposals: those that are not of a value, or too few of it, leave room for a number of others.
    private func endings(_ roles: ConsensusInRounds.Roles) -> [Rule] {
        let enough = proposals[0] + proposals[1] + proposals[2] >= n - t
        let flipping =
            proposals[2] >= n - t - 2 * (adopting - 1)
            && proposals[0] + proposals[2] >= n - t - (adopting - 1)
            && proposals[1] + proposals[2] >= n - t - (adopting - 1)
        return [0, 1].flatMap { value in
            [
                Rule.step(third, to: roles.decided[value], when: enough && proposals[value] >= deciding),
                .step(
                    third, to: roles.adopted[value],
                    when: enough && proposals[value] >= adopting
                        && proposals[1 - value] + proposals[2] >= n - t - (deciding - 1)),
            ]
        } + [.step(third, to: roles.coin, when: enough && flipping)]
    }

    /// Messages of liars, never owed; the checks are those that a process makes before it says so itself.
    func lies(_ liars: ConsensusInRounds.Liars, areChecked: Bool) -> [Rule] {
        let checks = [values.map { _ in Guard.always }, choosing, proposing]
        return zip([values, majorities, proposals], checks).enumerated().flatMap { step, said in
            zip(said.0, said.1).map { message, check in
                Rule.fault(
                    liars.silent[step], to: liars.heard[step],
                    when: areChecked ? check.possible : .all([]), counting: [message.sent])
            }
        }
    }
}
