import QuorateQuorums

private let n: Quantity = "n", t: Quantity = "t", f: Quantity = "f"
private let v0: Quantity = "V0", v1: Quantity = "V1", sent: Quantity = "SE", accepted: Quantity = "AC"

/// Broadcast by echoes, in which a process starts with what it heard from the sender: something (V1) or not (V0).
///
/// Srikanth and Toueg, "Simulating authenticated broadcasts to derive simple fault-tolerant algorithms" (1987).
extension ThresholdAutomaton {
    static let reliableBroadcast = byzantineBroadcast()

    /// f of the processes are Byzantine; the others echo at t + 1 echoes and accept at n - t.
    private static func byzantineBroadcast(
        assuming resilience: Proposition = n > 3 * t, echoing: Quantity = t + 1, accepting: Quantity = n - t
    ) -> ThresholdAutomaton {
        let echo = Messages("echo", fromFaulty: f)
        return ThresholdAutomaton(
            "reliable-broadcast", "Echoes make a broadcast reliable although some processes lie.",
            source: "Srikanth and Toueg (1987), figure 2", parameters: [n, t, f],
            assuming: [resilience, t >= f], processes: n - f, starting: [v0, v1], then: [sent, accepted],
            counting: [echo.sent],
            rules: [
                .step(v1, to: sent, sending: echo),
                .step(v0, to: sent, when: echo >= echoing, sending: echo),
                .step(sent, to: accepted, when: echo >= accepting),
            ],
            properties: broadcastProperties(waiting: v0 == 0 && v1 == 0 && sent == 0))
    }

    /// Nothing is accepted that nobody heard; what all heard is accepted; what one accepts all do.
    private static func broadcastProperties(waiting nobodyWaits: Proposition) -> [Property] {
        [
            .always("unforgeability", accepted == 0, given: v1 == 0),
            .eventually("correctness", accepted != 0, given: v0 == 0 && v1 != 0),
            .leadsTo("relay", accepted != 0, nobodyWaits),
        ]
    }

    // MARK: - Omissions

    static let omissionBroadcast = omittingBroadcast()

    /// f of the processes lose some of what they send; nobody lies, so that one echo is enough to echo.
    ///
    /// Any t < n will do: who accepts has echoed, and is heard if it is correct.
    private static func omittingBroadcast(echoesFirst: Bool = true) -> ThresholdAutomaton {
        let omitting0: Quantity = "O0", omitting1: Quantity = "O1", omitted: Quantity = "OS"
        let lossy: Quantity = "lossy"
        let echo = Messages("echo", fromFaulty: lossy)
        let places = [v0, v1, sent, accepted, omitting0, omitting1, omitted]
        return ThresholdAutomaton(
            "omission-broadcast", "Echoes make a broadcast reliable although some messages are lost.",
            source: "Srikanth and Toueg (1987), with omissions", parameters: ["n", "t", "f"],
            assuming: [n > t, t >= f], locations: places.map(name), counters: ["echo", "lossy"],
            initial: [v0 + v1 == n - f, omitting0 + omitting1 == f]
                + [sent, accepted, omitted, echo.sent, lossy].map { $0 == 0 },
            rules: [
                .step(v1, to: sent, sending: echo),
                .step(v0, to: sent, when: echo >= 1, sending: echo),
                .step(echoesFirst ? sent : v0, to: accepted, when: echo >= n - t),
                .fault(omitting1, to: omitted, counting: [lossy]),
                .fault(omitting0, to: omitted, when: echo.sent + lossy >= 1, counting: [lossy]),
            ],
            properties: [
                .always("unforgeability", accepted == 0, given: v1 == 0 && omitting1 == 0),
                .eventually("correctness", accepted != 0, given: v0 == 0 && v1 != 0),
                .leadsTo("relay", accepted != 0, v0 == 0 && v1 == 0 && sent == 0),
            ])
    }

    // MARK: - Crashes

    static let crashBroadcast = crashingBroadcast()

    /// Whoever hears of it tells everybody and accepts; up to f processes crash, maybe while they send.
    private static func crashingBroadcast(tells: Bool = true) -> ThresholdAutomaton {
        let crashed: Quantity = "CR", crashes: Quantity = "crashes", partly: Quantity = "partly"
        let echo = Messages("echo", fromFaulty: partly)
        let crash = { (from: Quantity, counters: [Quantity]) in
            Rule.fault(from, to: crashed, when: crashes < f, counting: [crashes] + counters)
        }
        return ThresholdAutomaton(
            "crash-broadcast", "Passing a message on makes a broadcast reliable although processes crash.",
            source: "Chandra and Toueg (1996), figure 1", parameters: [n, f], assuming: [n > f], processes: n,
            starting: [v0, v1], then: [accepted, crashed], counting: [echo.sent, partly, crashes],
            rules: [
                .step(v1, to: accepted, sending: echo),
                tells
                    ? .step(v0, to: accepted, when: echo >= 1, sending: echo)
                    : .step(v0, to: accepted, when: echo >= 1),
                crash(v0, []), crash(v1, []), crash(v1, [partly]), crash(accepted, []),
                .fault(
                    v0, to: crashed, when: crashes < f && echo.sent + partly >= 1,
                    counting: [crashes, partly]),
            ],
            properties: [
                .always("unforgeability", accepted == 0, given: v1 == 0),
                .eventually("correctness", accepted + crashed == n, given: v0 == 0),
                .leadsTo("relay", accepted != 0, v0 == 0 && v1 == 0),
            ])
    }

    // MARK: - Mutants

    static var broadcastMutants: [Mutant] {
        [
            Mutant(
                name: "of-three", automaton: byzantineBroadcast(assuming: n >= 3 * t && t >= 1),
                breaks: "relay"),
            Mutant(name: "echoes-at-t", automaton: byzantineBroadcast(echoing: t), breaks: "unforgeability"),
            Mutant(
                name: "accepts-at-t-plus-1", automaton: byzantineBroadcast(accepting: t + 1), breaks: "relay"),
            Mutant(
                name: "accepts-in-silence", automaton: omittingBroadcast(echoesFirst: false), breaks: "relay"),
            Mutant(name: "tells-nobody", automaton: crashingBroadcast(tells: false), breaks: "relay"),
        ]
    }
}
