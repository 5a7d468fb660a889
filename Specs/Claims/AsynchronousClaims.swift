import QuorateQuorums

private let n: Quantity = "n"
private let f: Quantity = "f"
private let echoes: SetExpression = "E1"
private let otherEchoes: SetExpression = "E2"
private let delivering: SetExpression = "R"
private let amplifying: SetExpression = "A"
private let deciding: SetExpression = "D"
private let seen: SetExpression = "V"
private let faulty: SetExpression = "F"

private let bracha = "Bracha, Asynchronous Byzantine Agreement Protocols (1987), section 3"

/// Bracha's reliable broadcast and Ben-Or's agreement, which wait for messages and never for time.
package let asynchronousClaims: [Claim] = [
    Claim(
        "bracha-amplification",
        "2f + 1 READY hold f + 1 correct, f + 1 hold one; more than (n + f)/2 ECHO are for one value only.",
        source: bracha
    ) {
        n > 3 * f
        2 * echoes.count > n + f
        2 * otherEchoes.count > n + f
        delivering.count == 2 * f + 1
        amplifying.count == f + 1
        faulty.count <= f
    } then: {
        (delivering - faulty).count >= f + 1
        (amplifying - faulty).count >= 1
        (echoes & otherEchoes - faulty).count >= 1
    },
    Claim(
        "bracha-progress", "The correct replicas alone are 2f + 1 and more than (n + f)/2.", source: bracha
    ) {
        n > 3 * f
        faulty.count <= f
    } then: {
        (.everyone - faulty).count >= 2 * f + 1
        2 * (.everyone - faulty).count > n + f
    },
    Claim(
        "ben-or-decision",
        "With n > 5f, of a value decided by more than (n + f)/2 any n - f messages show more than f.",
        source: "Ben-Or, Another Advantage of Free Choice (1983), section 3"
    ) {
        n > 5 * f
        2 * deciding.count > n + f
        seen.count == n - f
        faulty.count <= f
    } then: {
        (deciding & seen - faulty).count > f
    },
]
