import QuorateQuorums

private let n: Quantity = "n"
private let r: Quantity = "r"
private let w: Quantity = "w"
private let a: SetExpression = "A"
private let b: SetExpression = "B"
private let faulty: SetExpression = "F"
private let reading: SetExpression = "R"
private let writing: SetExpression = "W1"
private let otherWriting: SetExpression = "W2"
private let total = SetExpression.everyone.weight

private let casper = "Buterin and Griffith, Casper the Friendly Finality Gadget (2017)"
private let gifford = "Gifford, Weighted Voting for Replicated Data (1979)"

/// Quorums by weight: votes or stake instead of heads.
package let weightedClaims: [Claim] = [
    Claim(
        "weighted-voting", "With r + w and 2w above the total, reads meet writes and writes meet writes.",
        source: gifford
    ) {
        r + w > total
        2 * w > total
        reading.weight >= r
        writing.weight >= w
        otherWriting.weight >= w
    } then: {
        (reading & writing).count >= 1
        (writing & otherWriting).count >= 1
    },
    Claim(
        "stake-intersection",
        "Sets with more than 2/3 of the stake share a correct replica when the faulty hold less than 1/3.",
        source: casper
    ) {
        3 * a.weight > 2 * total
        3 * b.weight > 2 * total
        3 * faulty.weight < total
    } then: {
        (a & b - faulty).count >= 1
    } inTheCase: {
        n >= 1
        faulty.count >= 1
    },
    Claim(
        "stake-third-by-count",
        "Sets with more than 2/3 of the stake share a correct replica when fewer than n/3 are faulty.",
        source: casper
    ) {
        3 * a.weight > 2 * total
        3 * b.weight > 2 * total
        3 * faulty.count < n
    } then: {
        (a & b - faulty).count >= 1
    }.refuted(["n": 4]),
    Claim("stake-read", "A set with more stake than the faulty holds a correct replica.", source: gifford) {
        a.weight > faulty.weight
    } then: {
        (a - faulty).count >= 1
    },
]
