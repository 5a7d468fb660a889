import QuorateQuorums

extension Impossibility {
    /// All theorems, in the order in which they are told.
    public static let all = [threeGenerals, fourGenerals, hexagon, hexagonOfEquals, threeGroups]

    private static let flm =
        "Fischer, Lynch and Merritt, Easy Impossibility Proofs for Distributed Consensus Problems (1986), section 3"

    /// Any protocol, with a commander.
    static let hexagon = Impossibility(
        name: "hexagon",
        sentence:
            "No deterministic protocol without signatures, of 1 to 10 rounds, lets the lieutenants of three "
            + "generals of whom one may be a traitor agree and obey a loyal commander.",
        source: flm, lemmas: (1...10).map { contradiction("hexagon", .commander, rounds: $0) })

    /// Any protocol, where everyone has a value.
    static let hexagonOfEquals = Impossibility(
        name: "hexagon-of-equals",
        sentence:
            "No deterministic protocol without signatures, of 1 to 10 rounds, lets three generals of whom one may "
            + "be a traitor agree on a value, namely on their own if they all have the same.",
        source: flm, lemmas: (1...10).map { contradiction("hexagon-of-equals", .everyone, rounds: $0) })

    /// The general bound, by three groups.
    static let threeGroups = Impossibility(
        name: "three-groups",
        sentence:
            "No deterministic protocol without signatures, of 1 to 10 rounds, lets 3 ≤ n ≤ 3f generals of whom f may "
            + "be traitors agree and obey: three groups of at most f would do what three generals cannot.",
        source: flm,
        lemmas: [.claim(groupsAreSmallEnough), .claim(moreGeneralsDoNotFit)]
            + (1...10).map(groupsContradiction))

    private static func contradiction(_ theorem: String, _ inputs: Hexagon.Inputs, rounds: Int) -> Lemma {
        let sentence = "The three runs cannot all be as specified, and any two can (\(words(rounds)))."
        return .contradiction("\(theorem).rounds-\(rounds)", sentence) {
            let hexagon = Hexagon(rounds: rounds, inputs: inputs)
            return (hexagon.problem, hexagon.demands)
        }
    }

    /// A group is a black box like a general: its state is that of all its members, its decision that of one of them.
    private static func groupsContradiction(rounds: Int) -> Lemma {
        let sentence =
            "Three groups for three generals: the three runs cannot all be as specified (\(words(rounds)))."
        return .contradiction("three-groups.rounds-\(rounds)", sentence) {
            (Hexagon(rounds: rounds, inputs: .commander).problem, [])
        }
    }

    private static func words(_ rounds: Int) -> String { rounds == 1 ? "1 round" : "\(rounds) rounds" }
}

extension Impossibility {
    private static let n: Quantity = "n"
    private static let f: Quantity = "f"
    private static let a: Quantity = "a"
    private static let b: Quantity = "b"
    private static let first: SetExpression = "A"
    private static let second: SetExpression = "B"
    private static let third: SetExpression = "C"

    /// The third size is not a parameter of its own: that would suppose that there is one.
    static let groupsAreSmallEnough = Claim(
        "three-groups.cover",
        "n generals, 3 ≤ n ≤ 3f, make three groups of ⌊n/3⌋, ⌈n/3⌉ and the rest: none is empty, none exceeds f.",
        source: flm
    ) {
        n >= 3
        n <= 3 * f
        a == floor(n / 3)
        b == ceiling(n / 3)
    } then: {
        a >= 1 && a <= f
        b >= 1 && b <= f
        n - a - b >= 1 && n - a - b <= f
    }

    static let moreGeneralsDoNotFit = Claim(
        "three-groups.exact",
        "n > 3f generals cannot be covered by three groups of at most f: the argument ends there.",
        source: flm
    ) {
        n > 3 * f
        first | second | third == .everyone
    } then: {
        first.count > f || second.count > f || third.count > f
    }
}
