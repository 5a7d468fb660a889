import QuorateFaults

extension LeaderRegister {
    enum Mutant: String, SpecMutant {
        case mergedRegister = "merged-register"
        case halfTheVotes = "half-the-votes"
        case votesAgain = "votes-again"
        case actsAlone = "acts-alone"

        var expectation: MutantExpectation {
            switch self {
            case .mergedRegister:
                .breaks(
                    "one leader at all times",
                    "nodes write their own names without a vote, and copies are merged later")
            case .halfTheVotes:
                .breaks("one leader at all times", "half of the votes are enough, and the other half too")
            case .votesAgain:
                .breaks("one leader at all times", "a node votes for everybody who stands in a term")
            case .actsAlone:
                .breaks(
                    "one leader at all times",
                    "a leader that was elected asks nobody any more: an old one goes on beside the new one")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 282, generated: 856, depth: 7),
            .holds(Self(terms: 3), distinct: 949, generated: 3619, depth: 9),
            .holds(Self(nodes: 5), distinct: 41828, generated: 242_816, depth: 11),
            .caught(Self(mutant: .mergedRegister), distinct: 365, generated: 1675, depth: 9, steps: 4),
            .caught(
                Self(nodes: 4, mutant: .halfTheVotes), distinct: 4513, generated: 20421, depth: 9, steps: 6),
            .caught(Self(mutant: .votesAgain), distinct: 1710, generated: 7195, depth: 15, steps: 6),
            .caught(Self(mutant: .actsAlone), distinct: 282, generated: 856, depth: 7, steps: 6),
        ])
}
