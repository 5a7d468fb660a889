import QuorateQuorums

private let n: Quantity = "n"
private let f: Quantity = "f"
private let decided: SetExpression = "D"
private let reports: SetExpression = "R"
private let faulty: SetExpression = "F"
private let leftOut: SetExpression = "L"

private let kuznetsov =
    "Kuznetsov, Tonkikh and Zhang, Revisiting Optimal Resilience of Fast Byzantine Consensus (2021)"

/// Fast Byzantine consensus: a recovery must recognise, among n - f reports, a value decided by n - f.
package let fabClaims: [Claim] = [
    Claim(
        "fab-5f-plus-1",
        "With n = 5f + 1, most of the reports that recovery sees are correct and for the decided value.",
        source: "Martin and Alvisi, Fast Byzantine Consensus (2006)"
    ) {
        n == 5 * f + 1
        recovery
    } then: {
        correctMajority
    },
    Claim(
        "fab-5f",
        "With n = 5f, most of the reports that recovery sees are correct and for the decided value.",
        source: kuznetsov
    ) {
        f >= 1
        n == 5 * f
        recovery
    } then: {
        correctMajority
    }.refuted(["n": 5, "f": 1]),
    Claim(
        "fab-5f-minus-1",
        "With n = 5f - 1, most reports are correct and for the decided value, if a liar is not heard.",
        source: kuznetsov
    ) {
        n == 5 * f - 1
        recovery
        oneLiarLeftOut
    } then: {
        correctMajority
    },
    Claim(
        "fab-5f-minus-1-all-heard",
        "With n = 5f - 1, most reports are correct and for the decided value, whoever is heard.",
        source: kuznetsov
    ) {
        n == 5 * f - 1
        recovery
    } then: {
        correctMajority
    }.refuted(["n": 4, "f": 1]),
    Claim(
        "fab-5f-minus-2",
        "With n = 5f - 2, most reports are correct and for the decided value, if a liar is not heard.",
        source: kuznetsov
    ) {
        n == 5 * f - 2
        recovery
        oneLiarLeftOut
    } then: {
        correctMajority
    }.refuted(["n": 3, "f": 1]),
]

private let recovery: [Proposition] = [
    decided.count == n - f,
    reports.count == n - f,
    faulty.count <= f,
]

private let oneLiarLeftOut: [Proposition] = [
    leftOut.count == 1,
    leftOut.isSubset(of: faulty),
    reports.isDisjoint(with: leftOut),
]

private let correctMajority: Proposition = 2 * (decided & reports - faulty).count > reports.count
