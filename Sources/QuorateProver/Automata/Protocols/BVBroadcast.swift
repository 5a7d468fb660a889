import QuorateQuorums

private let n: Quantity = "n", t: Quantity = "t", f: Quantity = "f"
private let starting: [Quantity] = ["V0", "V1"]
private let sentOne: [Quantity] = ["B0", "B1"], sentBoth: Quantity = "BB"
private let deliveredOwn: [Quantity] = ["C0", "C1"], deliveredOne: [Quantity] = ["X0", "X1"]
private let deliveredBoth: Quantity = "CC"
private let handedIn: [Quantity] = ["input0", "input1"]

/// Broadcast of the values 0 and 1 to which each process hands in one, and which delivers none that liars alone hand in.
///
/// Mostéfaoui, Moumen and Raynal, "Signature-free asynchronous Byzantine consensus" (2014), figure 1. What others build on is
/// in ``BinaryBroadcast``.
extension ThresholdAutomaton {
    static let binaryBroadcast = binaryBroadcast()

    /// A process passes a value on that t + 1 have sent, and delivers it when 2t + 1 have.
    ///
    /// Who has 2t + 1 messages of a value had t + 1 before, and has sent it.
    static func binaryBroadcast(
        assuming resilience: Proposition = n > 3 * t, echoing: Quantity = t + 1,
        delivering: Quantity = 2 * t + 1
    ) -> ThresholdAutomaton {
        let messages = [Messages("bv0", fromFaulty: f), Messages("bv1", fromFaulty: f)]
        let rules = [0, 1].flatMap { value -> [Rule] in
            let (own, other) = (messages[value], messages[1 - value])
            return [
                .step(starting[value], to: sentOne[value], sending: own, counting: [handedIn[value]]),
                .step(sentOne[value], to: sentBoth, when: other >= echoing, sending: other),
                .step(sentOne[value], to: deliveredOwn[value], when: own >= delivering),
                .step(sentBoth, to: deliveredOne[value], when: own >= delivering),
                .step(deliveredOwn[value], to: deliveredOne[value], when: other >= echoing, sending: other),
                .step(deliveredOne[value], to: deliveredBoth, when: other >= delivering),
            ]
        }
        return ThresholdAutomaton(
            "bv-broadcast", "All correct processes deliver the same of two values, and none of liars alone.",
            source: "Mostéfaoui, Moumen and Raynal (2014), figure 1", parameters: [n, t, f],
            assuming: [resilience, t >= f], processes: n - f, starting: starting,
            then: sentOne + [sentBoth] + deliveredOwn + deliveredOne + [deliveredBoth],
            counting: messages.map(\.sent) + handedIn, rules: rules,
            properties: BinaryBroadcast.claims(in: .ofItself))
    }

    static var binaryBroadcastMutants: [Mutant] {
        [
            Mutant(
                name: "of-three", automaton: binaryBroadcast(assuming: n >= 3 * t && t >= 1),
                breaks: "termination"),
            Mutant(
                name: "echoes-at-t", automaton: binaryBroadcast(assuming: n > 3 * t && t >= 1, echoing: t),
                breaks: "justification-0"),
            Mutant(
                name: "echoes-at-2t-plus-1", automaton: binaryBroadcast(echoing: 2 * t + 1),
                breaks: "uniformity-1"),
            Mutant(
                name: "delivers-at-t-plus-1", automaton: binaryBroadcast(delivering: t + 1),
                breaks: "uniformity-0"),
            Mutant(
                name: "delivers-at-3t-plus-1", automaton: binaryBroadcast(delivering: 3 * t + 1),
                breaks: "obligation-1"),
        ]
    }
}

extension BinaryBroadcast.View {
    /// The broadcast's own locations and counters.
    static let ofItself = BinaryBroadcast.View(
        inputs: handedIn,
        delivered: [0, 1].map { deliveredOwn[$0] + deliveredOne[$0] + deliveredBoth },
        without: [0, 1].map { [deliveredOwn[1 - $0], deliveredOne[1 - $0]] },
        idle: starting + sentOne + [sentBoth])
}
