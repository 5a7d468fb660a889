import QuorateLanguage

/// The figures of `quorate costs`. What is stated comes from texts on Byzantine generals and on operating systems that
/// the catalog covers.
let costs: [CostFigure] = byzantineAgreementCosts

/// Microseconds to verify an Ed25519 signature, as stated; not measured here.
let microsecondsToVerify = 70

let byzantineAgreementCosts: [CostFigure] = [4, 7].flatMap { pbft(replicas: $0) } + pbft(replicas: 100)

/// PBFT's normal case, without request and replies: PRE-PREPARE to n - 1, PREPARE from n - 1 backups to n - 1, COMMIT
/// from n to n - 1.
private func pbft(replicas n: Int) -> [CostFigure] {
    let spec = n <= 8 ? PBFT(replicas: n, faults: (n - 1) / 3, faulty: 0, views: 1) : nil
    let messages = 2 * n * (n - 1)
    let stated = [4: 32, 7: 98, 100: 20000]
    func counted(_ part: @escaping @Sendable (RunCost) -> Int) -> (@Sendable () -> Int?)? {
        spec.flatMap { count(part, of: $0) }
    }
    return [
        CostFigure(
            "PBFT", "n = \(n)", .messages, formula: "(n-1) + (n-1)² + n(n-1)", gives: messages,
            stated: stated[n].map { .atMost($0) }, counted: counted(\.messages)),
        CostFigure(
            "PBFT", "n = \(n)", .signatures, formula: "1 + (n-1) + n", gives: 2 * n,
            counted: counted(\.signatures)),
        CostFigure("PBFT", "n = \(n)", .rounds, formula: "3", gives: 3, counted: counted(\.rounds)),
        CostFigure(
            "PBFT", "n = \(n)", .microseconds, formula: "70 for each message",
            gives: microsecondsToVerify * messages,
            counted: counted { $0.messages * microsecondsToVerify }),
    ]
}

/// Counts a part of the cost of one run of `spec`.
private func count(
    _ part: @escaping @Sendable (RunCost) -> Int, of spec: some CostedSpec
) -> @Sendable () -> Int? {
    { spec.costOfOneRun().map(part) }
}
