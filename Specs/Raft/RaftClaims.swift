import QuorateQuorums

private let old: SetExpression = "Old"
private let new: SetExpression = "New"
private let otherNew: SetExpression = "New2"
private let oldVotes: SetExpression = "QOld"
private let newVotes: SetExpression = "QNew"
private let otherNewVotes: SetExpression = "QNew2"
private let jointVotes: SetExpression = "QJoint"

private let raft =
    "Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm (2014), section 6"
private let thesis = "Ongaro, Consensus: Bridging Theory and Practice (2014), section 4.1"

/// Raft's membership changes: leaders elected by majorities of different configurations must not both exist.
package let raftClaims: [Claim] = [
    Claim(
        "raft-joint-consensus",
        "Votes of an old and of a new majority meet every majority of either configuration.", source: raft
    ) {
        2 * (jointVotes & old).count > old.count
        2 * (jointVotes & new).count > new.count
        majority(of: old, oldVotes)
        majority(of: new, newVotes)
    } then: {
        (jointVotes & oldVotes).count >= 1
        (jointVotes & newVotes).count >= 1
    },
    Claim(
        "raft-direct-change", "A majority of the old configuration meets every majority of any new one.",
        source: raft
    ) {
        majority(of: old, oldVotes)
        majority(of: new, newVotes)
    } then: {
        (oldVotes & newVotes).count >= 1
    }.refuted(["n": 2]),
    Claim(
        "raft-three-to-five", "When two servers join three, majorities before and after the change meet.",
        source: "\(raft), figure 10"
    ) {
        old.count == 3
        new.count == 5
        old.isSubset(of: new)
        majority(of: old, oldVotes)
        majority(of: new, newVotes)
    } then: {
        (oldVotes & newVotes).count >= 1
    }.refuted(["n": 5]),
    Claim(
        "raft-single-server", "Majorities of configurations that differ in one server meet.", source: thesis
    ) {
        (old ^ new).count <= 1
        majority(of: old, oldVotes)
        majority(of: new, newVotes)
    } then: {
        (oldVotes & newVotes).count >= 1
    },
    Claim(
        "raft-two-servers", "Majorities of configurations that differ in two servers meet.", source: thesis
    ) {
        (old ^ new).count <= 2
        majority(of: old, oldVotes)
        majority(of: new, newVotes)
    } then: {
        (oldVotes & newVotes).count >= 1
    }.refuted(["n": 2]),
    Claim(
        "raft-concurrent-changes",
        "Majorities of two configurations meet that each differ from the old one in one server.",
        source: "Ongaro, bug in single-server membership changes, raft-dev mailing list (2015)"
    ) {
        (old ^ new).count <= 1
        (old ^ otherNew).count <= 1
        majority(of: new, newVotes)
        majority(of: otherNew, otherNewVotes)
    } then: {
        (newVotes & otherNewVotes).count >= 1
    }.refuted(["n": 2]),
]

private func majority(of configuration: SetExpression, _ votes: SetExpression) -> [Proposition] {
    [votes.isSubset(of: configuration), 2 * votes.count > configuration.count]
}
