import QuorateQuorums

private let n: Quantity = "n"
private let locked: SetExpression = "Lk"
private let prevotes: SetExpression = "Pv"
private let commits: SetExpression = "C1"
private let otherCommits: SetExpression = "C2"
private let faulty: SetExpression = "F"

private let tendermint = "Buchman, Kwon and Milosevic, The Latest Gossip on BFT Consensus (2018)"

/// Tendermint and HotStuff: more than two thirds, against less than one third.
package let tendermintClaims: [Claim] = [
    Claim(
        "tendermint-lock",
        "More than 2/3 precommits and more than 2/3 prevotes share a correct replica, which is locked.",
        source: tendermint
    ) {
        3 * locked.count > 2 * n
        3 * prevotes.count > 2 * n
        3 * faulty.count < n
    } then: {
        (locked & prevotes - faulty).count >= 1
    } inTheCase: {
        n >= 1
        faulty.count >= 1
    },
    Claim(
        "tendermint-two-thirds", "At least 2/3 precommits and at least 2/3 prevotes share a correct replica.",
        source: tendermint
    ) {
        n >= 1
        3 * locked.count >= 2 * n
        3 * prevotes.count >= 2 * n
        3 * faulty.count <= n
    } then: {
        (locked & prevotes - faulty).count >= 1
    }.refuted(["n": 3]),
    Claim(
        "tendermint-accountability", "Two commits by more than 2/3 show that at least 1/3 have signed both.",
        source: "Buchman, Tendermint: Byzantine Fault Tolerance in the Age of Blockchains (2016)"
    ) {
        3 * commits.count > 2 * n
        3 * otherCommits.count > 2 * n
    } then: {
        3 * (commits & otherCommits).count >= n
    },
]
