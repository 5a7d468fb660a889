import QuorateLanguage

/// The figures of `quorate costs`. What is stated comes from texts on Byzantine generals and on operating systems that
/// the catalog covers.
let costs: [CostFigure] = {
    var figures: [CostFigure] = []
    for (n, m, stated) in [(4, 1, 16), (7, 2, 343), (10, 3, 10_000)] {
        figures += oralMessages(generals: n, depth: m, stated: stated)
    }
    for (n, m) in [(3, 1), (4, 2), (5, 3)] { figures += signedMessages(generals: n, depth: m) }
    for n in [4, 7] { figures += brachaBroadcast(replicas: n) }
    for (n, stated) in [(4, 32), (7, 98), (100, 20_000)] { figures += pbft(replicas: n, stated: stated) }
    for n in [4, 7, 100] { figures += hotStuff(replicas: n) }
    for n in [4, 7, 100] { figures += tendermint(replicas: n) }
    for n in [1, 4, 7] { figures += confirmedHandshake(servers: n) }
    return figures
}()

/// Microseconds to verify an Ed25519 signature, as stated; not measured here.
private let microsecondsToVerify = 70

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

/// The commander signs once, and every lieutenant once; nobody's chain goes back to those who have signed it.
private func signedMessages(generals n: Int, depth m: Int) -> [CostFigure] {
    let spec = SignedMessages(generals: n, traitors: 0, depth: m)
    return Costing("SignedMessages", "n = \(n), m = \(m)") {
        spec.costOfOneRun(reaching: "every loyal lieutenant retreats")
            ?? spec.costOfOneRun(reaching: "every loyal lieutenant attacks")
    }.figures(
        messages: ("(n-1) + (n-1)(n-2)", (n - 1) * (n - 1), nil), signatures: ("n", n),
        rounds: ("2 without traitors", 2, nil), microsecondsPerMessage: microsecondsToVerify)
}

private func brachaBroadcast(replicas n: Int) -> [CostFigure] {
    let spec = BrachaBroadcast(replicas: n, faults: (n - 1) / 3, faulty: 0)
    return Costing("BrachaBroadcast", "n = \(n)") {
        spec.costOfOneRun(reaching: "every correct replica delivers")
    }.figures(messages: ("(n-1) + 2n(n-1)", (n - 1) * (2 * n + 1), nil), rounds: ("3", 3, nil))
}

/// PBFT's normal case, without request and replies: PRE-PREPARE to n - 1, PREPARE from n - 1 backups to n - 1, COMMIT
/// from n to n - 1.
private func pbft(replicas n: Int, stated: Int) -> [CostFigure] {
    let spec = PBFT(replicas: min(n, 8), faults: (n - 1) / 3, faulty: 0, views: 1)
    let run: Costing.Run = { spec.costOfOneRun(reaching: "the correct replicas decide by themselves") }
    return Costing("PBFT", "n = \(n)", run: n > 8 ? nil : run).figures(
        messages: ("(n-1) + (n-1)² + n(n-1)", 2 * n * (n - 1), .atMost(stated)),
        signatures: ("1 + (n-1) + n", 2 * n), rounds: ("3", 3, nil),
        microsecondsPerMessage: microsecondsToVerify)
}

/// Basic HotStuff's one view: the leader sends PREPARE, PRE-COMMIT, COMMIT and DECIDE to n - 1, who vote three times.
private func hotStuff(replicas n: Int) -> [CostFigure] {
    let spec = HotStuff(replicas: min(n, 4), faults: 0, views: 1)
    let run: Costing.Run = { spec.costOfOneRun(reaching: "the correct replicas decide by themselves") }
    return Costing("HotStuff", "n = \(n)", run: n > 4 ? nil : run).figures(
        messages: ("7(n-1)", 7 * (n - 1), nil), signatures: ("1 + 3n", 1 + 3 * n), rounds: ("7", 7, nil),
        microsecondsPerMessage: microsecondsToVerify)
}

/// Tendermint's one round in which nobody waits for a timeout.
private func tendermint(replicas n: Int) -> [CostFigure] {
    let spec = Tendermint(replicas: min(n, 4), faults: 0, rounds: 1)
    let run: Costing.Run = {
        spec.costOfOneRun(
            reaching: "the correct replicas decide by themselves",
            taking: { action in
                switch action {
                case .prevoteNil, .precommitNil: false
                default: true
                }
            })
    }
    return Costing("Tendermint", "n = \(n)", run: n > 4 ? nil : run).figures(
        messages: ("(n-1) + 2n(n-1)", (n - 1) * (2 * n + 1), nil), signatures: ("1 + 2n", 1 + 2 * n),
        rounds: ("3", 3, nil), microsecondsPerMessage: microsecondsToVerify)
}

/// n = 1 is the plain handshake.
private func confirmedHandshake(servers n: Int) -> [CostFigure] {
    var spec = ConfirmedHandshake(servers: n, faults: (n - 1) / 3)
    spec.adversary.placement = .every(0)
    let run: Costing.Run = { [spec] in spec.costOfOneRun(reaching: "every correct replica is connected") }
    return Costing("ConfirmedHandshake", "n = \(n)", run: run).figures(
        messages: ("3n", 3 * n, n == 1 ? .exactly(3) : nil), rounds: ("3", 3, nil))
}

/// Raft with five nodes against PBFT with four, as a text on Byzantine generals states them: nothing is measured here, only
/// that its ratios follow from its figures.
let statedRatios = [
    StatedRatio(
        "requests per second, Raft over PBFT", 50_000...100_000, over: 5_000...20_000, stated: 5...10),
    StatedRatio("milliseconds, PBFT over Raft", 5...20, over: 1...5, stated: 4...5),
    StatedRatio("lines of code, PBFT over Raft", 5_000...15_000, over: 1_000...1_000, stated: 5...15),
    StatedRatio(
        "requests per second, crash over Byzantine tolerance", 10_000...100_000, over: 1_000...10_000,
        stated: 10...10),
]

/// The figures of one instance of a protocol, counted on one run.
struct Costing {
    typealias Run = @Sendable () -> RunCost?

    private let name: String
    private let instance: String
    private let run: Run?

    /// Without a run nothing is counted: the instance is larger than a spec takes.
    init(_ name: String, _ instance: String, run: Run?) {
        self.name = name
        self.instance = instance
        self.run = run
    }

    /// What is given has a line: its formula, what that gives, and what a text states.
    func figures(
        messages: (String, Int, CostFigure.Statement?), signatures: (String, Int)? = nil,
        rounds: (String, Int, CostFigure.Statement?), microsecondsPerMessage: Int? = nil
    ) -> [CostFigure] {
        var all = [figure(.messages, messages.0, messages.1, messages.2) { $0.messages }]
        if let (formula, value) = signatures {
            all.append(figure(.signatures, formula, value, nil) { $0.signatures })
        }
        all.append(figure(.rounds, rounds.0, rounds.1, rounds.2) { $0.rounds })
        if let each = microsecondsPerMessage {
            let formula = "\(each) for each message"
            all.append(figure(.microseconds, formula, each * messages.1, nil) { $0.messages * each })
        }
        return all
    }

    private func figure(
        _ quantity: CostFigure.Quantity, _ formula: String, _ value: Int, _ stated: CostFigure.Statement?,
        part: @escaping @Sendable (RunCost) -> Int
    ) -> CostFigure {
        let run = run
        let count: @Sendable () -> Int? = { run?().map(part) }
        return CostFigure(
            name, instance, quantity, formula: formula, gives: value, stated: stated,
            counted: run == nil ? nil : count)
    }
}
