import QuorateFaults

extension DelegatedBFT {
    enum Mutant: String, SpecMutant {
        case countsOwnView = "counts-own-view"
        case commitIsFinal = "commit-is-final"
        case smallerQuorum = "smaller-quorum"

        var expectation: MutantExpectation {
            switch self {
            case .countsOwnView:
                .breaks(
                    "every live replica accepts a block",
                    "a replica that waits to change view counts the Commits of its own view only, and waits"
                        + " for others that have committed in an earlier one")
            case .commitIsFinal:
                .breaks(
                    "every live replica accepts a block",
                    "a replica that has sent a Commit takes no part in the third stage of a view change")
            case .smallerQuorum:
                .breaks(
                    "agreement",
                    "one message less than M is taken for enough, and two views have a block each")
            }
        }
    }

    static var waivedMutants: [MutantWaiver] {
        let isCovered = "in one view the Commits on which another has accepted are enough to accept, too"
        return [
            .waive(.neverTake, "fetchBlock", because: isCovered),
            .waive(.dropEffect, "fetchBlock", because: isCovered),
        ]
    }

    /// A second view, and for the rule of dBFT 2.0 that revision, in which nobody dies.
    mutating func makeRoomForMutant() {
        switch mutant {
        case .smallerQuorum: views = max(views, 2)
        case .countsOwnView: (views, deaths, revision) = (max(views, 2), 0, 0)
        default: break
        }
    }

    /// dBFT 2.0 as the report has it: one death is enough to stop it, and none is needed where a replica
    /// counts the Commits of its own view only, as it did before nspcc-dev/dbft#70. TLC's verdicts, which
    /// come without figures, are the same. Of dBFT 2.1, too, it has finished two views and found no lock.
    static let instances =
        expected(
            by: "an independent re-model in Python",
            [
                .holds(Self(), distinct: 27597, generated: 84453, depth: 15),
                .holds(Self(deaths: 0, revision: 0), distinct: 2232, generated: 11137, depth: 14),
                .violates(
                    "every live replica accepts a block", Self(revision: 0), distinct: 10957,
                    generated: 52661, depth: 15, steps: 7),
                .holds(
                    Self(deaths: 0, views: 2, revision: 0), distinct: 115_304, generated: 558_477, depth: 26),
                .holds(
                    Self(deaths: 0, views: 2), distinct: 4_355_389, generated: 12_558_923, depth: 30,
                    isLong: true),
                .caught(
                    Self(deaths: 0, views: 2, revision: 0, mutant: .countsOwnView), distinct: 110_060,
                    generated: 530_757, depth: 26, steps: 16),
                .caught(
                    Self(mutant: .commitIsFinal), distinct: 24285, generated: 78693, depth: 15, steps: 10),
                .caught(
                    Self(replicas: 2, deaths: 0, views: 2, revision: 0, mutant: .smallerQuorum),
                    distinct: 694, generated: 1267, depth: 13, steps: 8),
            ])
        + expected(
            by: "Quorate",
            [.holds(Self(replicas: 3, deaths: 0), distinct: 141, generated: 201, depth: 10)])
        + [.holds(Self(views: 2), isLong: true)]
}
