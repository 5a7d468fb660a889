import QuorateQuorums

private let n: Quantity = "n", t: Quantity = "t", f: Quantity = "f"

/// Bracha's broadcast with a sender that may say 0 to some and 1 to others.
///
/// Bracha, "Asynchronous Byzantine agreement protocols" (1987), figure 1.
extension ThresholdAutomaton {
    static let brachaBroadcast = brachaBroadcast()

    private static let fresh: Quantity = "FR"
    private static let echoed: [Quantity] = ["E0", "E1"]
    private static let ready: [Quantity] = ["R0", "R1"]
    private static let accepted: [Quantity] = ["A0", "A1"]

    private static func brachaBroadcast(
        assuming resilience: Proposition = n > 3 * t,
        readyAfterEchoes quorum: (Messages) -> Guard = { 2 * $0 > n + t },
        amplifying: Quantity = t + 1
    ) -> ThresholdAutomaton {
        let echoes = [Messages("echo0", fromFaulty: f), Messages("echo1", fromFaulty: f)]
        let readies = [Messages("ready0", fromFaulty: f), Messages("ready1", fromFaulty: f)]
        let rules = [0, 1].flatMap { value in
            let isReady = quorum(echoes[value]) || readies[value] >= amplifying
            // What the sender says comes or does not, and so nobody owes an echo.
            return [Rule.fault(fresh, to: echoed[value], counting: [echoes[value].sent])]
                + (echoed + [fresh]).map {
                    .step($0, to: ready[value], when: isReady, sending: readies[value])
                }
                + [.step(ready[value], to: accepted[value], when: readies[value] >= 2 * t + 1)]
        }
        return ThresholdAutomaton(
            "echo-and-ready", "Echo and ready make a broadcast reliable although the sender may lie.",
            source: "Bracha (1987), figure 1", parameters: [n, t, f], assuming: [resilience, t >= f],
            processes: n - f, starting: [fresh], then: echoed + ready + accepted,
            counting: (echoes + readies).map(\.sent), rules: rules, properties: brachaProperties)
    }

    private static var brachaProperties: [Property] {
        let nobodyWaits = ([fresh] + echoed + ready).map { $0 == 0 }
        return [
            .always("agreement", accepted[0] == 0 || accepted[1] == 0),
            .leadsTo("totality", accepted[0] + accepted[1] != 0, .all(nobodyWaits)),
        ]
    }

    static var brachaMutants: [Mutant] {
        [
            Mutant(
                name: "of-three", automaton: brachaBroadcast(assuming: n >= 3 * t && t >= 1),
                breaks: "totality"),
            Mutant(
                name: "few-echoes", automaton: brachaBroadcast(readyAfterEchoes: { $0 >= t + 1 }),
                breaks: "agreement"),
            Mutant(
                name: "late-amplification", automaton: brachaBroadcast(amplifying: 2 * t + 1),
                breaks: "totality"),
        ]
    }
}
