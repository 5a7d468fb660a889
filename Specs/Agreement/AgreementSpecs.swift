import QuorateFaults

/// Specs of agreement on one value among generals, clients and programs, some of whom lie.
package let agreementSpecs = Catalog(
    [
        .spec(OralMessages(), instances: OralMessages.instances),
        .spec(SignedMessages(), instances: SignedMessages.instances),
        .spec(SingleValueAgreement(), instances: SingleValueAgreement.instances),
        .spec(CorruptedVotes(), instances: CorruptedVotes.instances),
        .spec(AttestedAgreement(), instances: AttestedAgreement.instances),
        .spec(CorrelatedBug(), instances: CorrelatedBug.instances),
    ], about: "agreement",
    benchmarks: benchmarks,
    costs: [(4, 1, 16), (7, 2, 343), (10, 3, 10_000)].flatMap {
        oralMessages(generals: $0, depth: $1, stated: $2)
    }
        + [(3, 1), (4, 2), (5, 3)].flatMap { signedMessages(generals: $0, depth: $1) })

private let benchmarks = [
    BenchmarkCase(
        "signed-messages-4-2",
        Catalog.Instance(
            SignedMessages(generals: 4, traitors: 2, depth: 2),
            .holds(distinct: 2655, generated: 3270, depth: 8, source: "an independent re-model in Python"))),
    BenchmarkCase(
        "oral-messages-7-2",
        Catalog.Instance(
            OralMessages(generals: 7, traitors: 2, depth: 2),
            .holds(distinct: 23163, generated: 23163, depth: 7, source: "an independent re-model in Python"))),
]

/// M(n, m), the messages of OM(m) among n generals: the commander's to n - 1 lieutenants, each of whom commands
/// OM(m - 1) among those.
private func messagesOfOM(_ n: Int, _ m: Int) -> Int {
    (n - 1) * (1 + (m == 0 ? 0 : messagesOfOM(n - 1, m - 1)))
}

private func oralMessages(generals n: Int, depth m: Int, stated: Int) -> [CostFigure] {
    let spec = OralMessages(generals: n, traitors: 0, depth: m)
    return Costing("OralMessages", "n = \(n), m = \(m)") {
        spec.costOfOneRun(reaching: "every loyal lieutenant retreats")
            ?? spec.costOfOneRun(reaching: "every loyal lieutenant attacks")
    }.figures(
        messages: ("M(n,m) = (n-1)(1 + M(n-1,m-1))", messagesOfOM(n, m), .atMost(stated)),
        rounds: ("m + 1", m + 1, .exactly(m + 1)))
}

/// The commander signs once, and every lieutenant once; no chain goes back to those who have signed it.
private func signedMessages(generals n: Int, depth m: Int) -> [CostFigure] {
    let spec = SignedMessages(generals: n, traitors: 0, depth: m)
    return Costing("SignedMessages", "n = \(n), m = \(m)") {
        spec.costOfOneRun(reaching: "every loyal lieutenant retreats")
            ?? spec.costOfOneRun(reaching: "every loyal lieutenant attacks")
    }.figures(
        messages: ("(n-1) + (n-1)(n-2)", (n - 1) * (n - 1), nil), signatures: ("n", n),
        rounds: ("2 without traitors", 2, nil), microsecondsPerMessage: Costing.microsecondsToVerify)
}
