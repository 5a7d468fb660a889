extension ResilienceCondition {
    /// A majority is left after f crashes, and any two majorities share a replica.
    public static let crashMajority = ResilienceCondition(
        "consensus with crashes", Bound(["f": 2], plus: 1),
        source:
            "Dwork, Lynch and Stockmeyer, \"Consensus in the Presence of Partial Synchrony\" (1988), table I")
    /// Agreement of generals who do not sign what they say; a bound on any protocol, with quorums or without.
    public static let byzantineAgreement = ResilienceCondition(
        "agreement without signatures", Bound(["f": 3], plus: 1),
        source: "Lamport, Shostak and Pease, \"The Byzantine Generals Problem\" (1982), section 2")
    /// Agreement of generals who sign what they say, in rounds: two loyal ones are enough.
    public static let signedAgreement = ResilienceCondition(
        "agreement with signatures, in rounds", Bound(["f": 1], plus: 2),
        source: "Lamport, Shostak and Pease, \"The Byzantine Generals Problem\" (1982), section 4")
    /// Two quorums share a correct replica, and the correct replicas are a quorum: data verify themselves.
    public static let byzantineQuorums = ResilienceCondition(
        "dissemination quorums", Bound(["f": 3], plus: 1),
        source: "Malkhi and Reiter, \"Byzantine Quorum Systems\" (1998), section 5 (dissemination)")
    /// The correct replicas that two quorums share outnumber the faulty ones: data do not verify themselves.
    public static let maskingQuorums = ResilienceCondition(
        "masking quorums", Bound(["f": 4], plus: 1),
        source: "Malkhi and Reiter, \"Byzantine Quorum Systems\" (1998), section 4 (masking)")
    /// The up-to-date correct replicas outnumber the rest, so that f need not be known to a client.
    public static let opaqueQuorums = ResilienceCondition(
        "opaque masking quorums", Bound(["f": 5]), Bound([:], plus: 1),
        source: "Malkhi and Reiter, \"Byzantine Quorum Systems\" (1998), on opaque masking quorum systems")
    /// Byzantine consensus in two message delays.
    public static let fastByzantine = ResilienceCondition(
        "fast Byzantine consensus", Bound(["f": 5], plus: 1),
        source: "Martin and Alvisi, \"Fast Byzantine Consensus\" (2006), on FaB Paxos")
    /// Byzantine consensus that is safe with f faults and takes two message delays with t of them.
    public static let parameterizedFastByzantine = ResilienceCondition(
        "fast Byzantine consensus with t ≤ f", Bound(["f": 3, "t": 2], plus: 1),
        source: "Martin and Alvisi, \"Fast Byzantine Consensus\" (2006), on parameterized FaB Paxos")
    /// Replicas whose trusted counters keep them from saying different things to different replicas.
    public static let trustedCounters = ResilienceCondition(
        "Byzantine faults with trusted counters", Bound(["f": 2], plus: 1),
        source: "Veronese and others, \"Efficient Byzantine Fault-Tolerance\" (2013), on MinBFT")
    /// A threshold t that f cannot reach, f + 1 ≤ t, and at which f wrong shares of n are corrected, t ≤ n - 2f.
    public static let secretSharing = ResilienceCondition(
        "robust secret sharing", Bound(["f": 3], plus: 1),
        source: "McEliece and Sarwate, \"On Sharing Secrets and Reed-Solomon Codes\" (1981)")
    /// The same when only n - f shares can be waited for: t ≤ n - 3f.
    public static let asynchronousSecretSharing = ResilienceCondition(
        "robust secret sharing without rounds", Bound(["f": 4], plus: 1),
        source: "Ben-Or, Canetti and Goldreich, \"Asynchronous Secure Computation\" (1993)")
    /// Randomised Byzantine consensus where nothing is echoed.
    public static let benOr = ResilienceCondition(
        "Ben-Or's Byzantine consensus", Bound(["f": 5], plus: 1),
        source: "Ben-Or, \"Another Advantage of Free Choice\" (1983), protocol B")
    /// u faults of any kind leave a quorum, and r of them may lie.
    public static let upRight = ResilienceCondition(
        "UpRight: u faults, r of them commission", Bound(["u": 2, "r": 1], plus: 1),
        source: "Clement and others, \"UpRight Cluster Services\" (2009), on the fault model")
    /// f crashes leave a classic quorum, e crashes leave a fast one.
    public static let fastPaxos = ResilienceCondition(
        "Fast Paxos: fast with e crashes, live with f",
        Bound(["f": 2], plus: 1), Bound(["e": 2, "f": 1], plus: 1),
        source: "Lamport, \"Fast Paxos\" (2006), on the quorum requirement")
    /// Oral messages with a asymmetric, s symmetric and b benign faults, in r + 1 rounds: n > 2a + 2s + b + r, r = a.
    public static let hybridFaults = ResilienceCondition(
        "agreement with a asymmetric, s symmetric, b benign faults",
        Bound(["a": 3, "s": 2, "b": 1], plus: 1),
        source: "Thambidurai and Park, \"Interactive Consistency with Multiple Failure Modes\" (1988)")

    /// All of the above.
    public static let literature = [
        crashMajority, byzantineAgreement, signedAgreement, byzantineQuorums, maskingQuorums, opaqueQuorums,
        fastByzantine, parameterizedFastByzantine, trustedCounters, secretSharing, asynchronousSecretSharing,
        benOr, upRight, fastPaxos, hybridFaults,
    ]
}
