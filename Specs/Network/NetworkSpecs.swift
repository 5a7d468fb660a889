import QuorateFaults

/// Specs of connections over networks that lose and repeat messages.
package let networkSpecs = Catalog(
    [
        .spec(AlternatingBit(), instances: AlternatingBit.instances),
        .spec(AlternatingBitAbstract(), instances: AlternatingBitAbstract.instances),
        .spec(ConfirmedHandshake(), instances: ConfirmedHandshake.instances),
        .spec(TwoGenerals(), instances: TwoGenerals.instances),
        .spec(CommonKnowledge(), instances: CommonKnowledge.instances),
        .spec(CashMachine(), instances: CashMachine.instances),
        .spec(ConnectionClose(), instances: ConnectionClose.instances),
        .spec(LagCompensation(), instances: LagCompensation.instances),
    ], about: "networks",
    costs: [1, 4, 7].flatMap { confirmedHandshake(servers: $0) })

/// n = 1 is the plain handshake.
private func confirmedHandshake(servers n: Int) -> [CostFigure] {
    var spec = ConfirmedHandshake(servers: n, faults: (n - 1) / 3)
    spec.adversary.placement = .every(0)
    let run: Costing.Run = { [spec] in spec.costOfOneRun(reaching: "every correct replica is connected") }
    return Costing("ConfirmedHandshake", "n = \(n)", run: run).figures(
        messages: ("3n", 3 * n, n == 1 ? .exactly(3) : nil), rounds: ("3", 3, nil))
}
