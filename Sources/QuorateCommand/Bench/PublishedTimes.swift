/// Seconds that other tools took for the properties of safety of published automata, by the name of the file.
///
/// From the evaluation of TACO (CAV 2026): the best of its checkers, and ByMC, on a server of many cores, with a limit of
/// 20 minutes. Another machine than this one: the figures are of the same order, and no more.
struct PublishedTimes {
    /// Number of the automaton's rules, by which it is told from another one of its name.
    let rules: Int
    /// ByMC's seconds; nil where the limit was reached.
    let byMC: Double?
    let taco: Double

    static let all: [String: PublishedTimes] = [
        "isola18-ta-aba": .init(rules: 10, byMC: 0.33, taco: 0.06),
        "isola18-ta-bcrb": .init(rules: 13, byMC: 0.29, taco: 0.07),
        "isola18-ta-strb": .init(rules: 8, byMC: 0.26, taco: 0.04),
        "isola18-ta-bosco": .init(rules: 20, byMC: 18.2, taco: 1.03),
        "isola18-ta-c1cs": .init(rules: 30, byMC: 44.7, taco: 0.72),
        "isola18-ta-cc": .init(rules: 14, byMC: 0.30, taco: 0.26),
        "isola18-ta-cf1s": .init(rules: 26, byMC: 0.44, taco: 0.17),
        "isola18-ta-nbacg": .init(rules: 16, byMC: 0.29, taco: 0.24),
        "isola18-ta-nbacr": .init(rules: 16, byMC: 0.27, taco: 0.08),
        "lmcs20-tendermint-1round-safety": .init(rules: 22, byMC: 0.33, taco: 0.75),
        "taco-random19-ben-or": .init(rules: 25, byMC: 0.30, taco: 1.93),
        "taco-random19-n-ben-or-byz": .init(rules: 18, byMC: 0.33, taco: 1.59),
        "taco-random19-n-rabc": .init(rules: 28, byMC: nil, taco: 1.18),
        "taco-random19-n-rs-bosco": .init(rules: 48, byMC: nil, taco: 9.00),
    ]
}
