import QuorateQuorums

private let n: Quantity = "n", t: Quantity = "t", f: Quantity = "f"
private let starting: [Quantity] = ["V0", "V1"], decided: [Quantity] = ["D0", "D1"]
private let adopted: [Quantity] = ["E0", "E1"]
private let reported: Quantity = "SR", proposed: Quantity = "SP", coin: Quantity = "CF"
private let crashed: Quantity = "CR", crashes: Quantity = "crashes"

/// One round of Ben-Or's randomised consensus, with crashes.
///
/// Ben-Or, "Another advantage of free choice" (1983), protocol A. What follows the coin is the next round's matter.
extension ThresholdAutomaton {
    static let benOrRound = benOr()

    private static func benOr(
        assuming resilience: Proposition = n > 2 * t, deciding: Quantity = t + 1
    ) -> ThresholdAutomaton {
        let reports = [Messages("report0"), Messages("report1")]
        let proposals = [Messages("propose0"), Messages("propose1")]
        let nothing = Messages("proposeNothing")
        let enoughReports = reports[0] + reports[1] >= n - t
        let enoughProposals = proposals[0] + proposals[1] + nothing >= n - t
        let rules = [0, 1].flatMap { value in
            let (report, proposal) = (reports[value], proposals[value])
            return [
                Rule.step(starting[value], to: reported, sending: report),
                .step(reported, to: proposed, when: enoughReports && 2 * report > n, sending: proposal),
                .step(proposed, to: decided[value], when: enoughProposals && proposal >= deciding),
                .step(
                    proposed, to: adopted[value],
                    when: enoughProposals && proposal >= 1 && nothing >= n - 2 * t),
            ]
        }
        // Among n - t reports is no majority: there are enough of each value for that.
        let split = enoughReports && 2 * reports[0] >= n - 2 * t && 2 * reports[1] >= n - 2 * t
        let last = [
            Rule.step(reported, to: proposed, when: split, sending: nothing),
            .step(proposed, to: coin, when: nothing >= n - t),
        ]
        let places = starting + [reported, proposed] + decided + adopted + [coin]
        let dying = places.map { Rule.fault($0, to: crashed, when: crashes < f, counting: [crashes]) }
        return ThresholdAutomaton(
            "ben-or-round", "A decision in one round of Ben-Or's consensus is what all go on with.",
            source: "Ben-Or (1983), protocol A", parameters: [n, t, f], assuming: [resilience, t >= f],
            processes: n, starting: starting,
            then: [reported, proposed] + decided + adopted + [coin, crashed],
            counting: (reports + proposals + [nothing]).map(\.sent) + [crashes], rules: rules + last + dying,
            properties: benOrProperties)
    }

    private static var benOrProperties: [Property] {
        [0, 1].flatMap { value in
            let other = decided[1 - value] == 0 && adopted[1 - value] == 0
            return [
                Property.always("validity-\(value)", other && coin == 0, given: starting[1 - value] == 0),
                .always("agreement-\(value)", decided[value] == 0 || (other && coin == 0)),
            ]
        } + [
            .eventually(
                "end-of-round", starting[0] == 0 && starting[1] == 0 && reported == 0 && proposed == 0)
        ]
    }

    static var benOrMutants: [Mutant] {
        [
            Mutant(name: "decides-at-t", automaton: benOr(deciding: t), breaks: "agreement-0"),
            Mutant(
                name: "half-crash", automaton: benOr(assuming: n >= 2 * t && t >= 1), breaks: "validity-0"),
        ]
    }
}
