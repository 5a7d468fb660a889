import QuorateFaults

/// Lag compensation in a game: a hit is granted only if the shot provably came before the move that avoids it.
///
/// Bernier, "Latency Compensating Methods in Client/Server In-game Protocol Design and Optimization", Game Developers
/// Conference 2001, with a bound in the place of the estimate. One player shoots, another moves out of the way. Each
/// event is stamped by its player's clock, which is wrong by at most `skew` ticks, and is at the server after at most
/// `delay` ticks. From stamp and arrival the server knows the earliest and the latest tick at which an event can have
/// happened, and grants the hit if the latest of the shot is before the earliest of the move. Whoever shoots much
/// earlier is granted the hit; in between, the move has the benefit of the doubt, and so it has if both happen within
/// one tick, of which only the state knows the order. The claims `lag-compensation` and what follows it say the same
/// for all delays and skews.
///
/// A player need not move: then the hit is granted once a move before the shot would have arrived. Players are
/// honest: a clock is wrong, and never lies beyond its bound.
struct LagCompensation: Spec {
    static let summary =
        "A server grants a hit only if the shot provably came before the move that avoids it."
    static let source =
        "Bernier, Latency Compensating Methods in Client/Server In-game Protocol Design (2001)"

    /// Greatest number of ticks from an event to its arrival.
    var delay: Int
    /// Greatest number of ticks by which a clock is wrong.
    var skew: Int
    /// Last tick at which something happens.
    var lastEvent: Int
    var mutant: Mutant?

    /// A game with delays of at most `delay` ticks (0 to 4), clocks that are wrong by at most `skew` ticks (0 to 2),
    /// and events at the ticks 0 to `lastEvent` (0 to 6).
    init(delay: Int = 2, skew: Int = 1, lastEvent: Int = 5, mutant: Mutant? = nil) {
        self.delay = delay
        self.skew = skew
        self.lastEvent = lastEvent
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("delay", \.delay, in: 0...4), Parameter("skew", \.skew, in: 0...2),
            Parameter("lastEvent", \.lastEvent, in: 0...6),
        ]
    }
    var replicas: ReplicaSet { [] }
    var assumptions: Assumptions? {
        Assumptions(
            ["two players and a server", "no faults", "synchronous network"],
            notes: [
                "a message takes at most \(delay) ticks, and a clock is wrong by at most \(skew)",
                "events happen at the ticks 0 to \(lastEvent)",
            ])
    }

    enum Event: FiniteValue { case shot, move }

    typealias Time = BoundedInt<0, 15>
    typealias Stamp = BoundedInt<-2, 8>

    enum Verdict: FiniteValue { case open, granted, denied }

    struct State: SpecState {
        /// Tick at which each event happened, which only its player has.
        var time = Table<Event, Time?>(nil)
        /// Stamp of each event by its player's clock, and the tick at which it was at the server.
        var stamp = Table<Event, Stamp?>(nil)
        var arrival = Table<Event, Time?>(nil)
        var now: Time = 0
        /// Event that happened first, also of two within one tick; nobody knows it.
        @Packed var first: Event? = nil
        var verdict = Verdict.open
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        case happen(Event, offset: Int)
        case arrive(Event)
        case tick
        case grant
        case deny
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for event in Event.values {
            for offset in -skew...skew {
                next.take(.happen(event, offset: offset), if: s.time[event] == nil && s.now <= lastEvent) {
                    $0.time[event] = s.now
                    $0.stamp[event] = Stamp(s.now.value + offset)
                    $0.first = s.first ?? event
                }
            }
            next.take(.arrive(event), if: isUnderWay(event, s)) { $0.arrival[event] = s.now }
        }
        let isDue = Event.values.contains { event in
            isUnderWay(event, s) && s.time[event].map { $0 + delay == s.now } ?? false
        }
        // Nothing happens any more, and nothing is waited for, beyond the last tick.
        next.take(.tick, if: !isDue && s.now < lastEvent + 2 * delay + 1) { $0.now += 1 }
        let isOpen = s.verdict == .open && s.arrival[.shot] != nil
        next.take(.grant, if: isOpen && grants(s) == true) { $0.verdict = .granted }
        next.take(.deny, if: isOpen && grants(s) == false) { $0.verdict = .denied }
    }

    /// Event that has happened and that the server has not heard of.
    private func isUnderWay(_ event: Event, _ s: State) -> Bool {
        s.time[event] != nil && s.arrival[event] == nil
    }

    /// Verdict of the server, or nil while it has to wait.
    private func grants(_ s: State) -> Bool? {
        guard let shot = interval(of: .shot, s) else { return nil }
        guard let move = interval(of: .move, s) else {
            // A move that has not arrived was made at most a delay ago.
            return mutant != .waitsForMove && shot.latest < s.now.value - delay ? true : nil
        }
        return shot.latest < move.earliest || mutant == .touchingIntervals && shot.latest == move.earliest
    }

    /// Ticks at which an event can have happened, for the rule of the server.
    private func interval(of event: Event, _ s: State) -> (earliest: Int, latest: Int)? {
        guard let stamp = s.stamp[event]?.value, let arrival = s.arrival[event]?.value else { return nil }
        switch mutant {
        case .arrivalOrder: return (arrival, arrival)
        case .noMargin: return (stamp, stamp)
        case .touchingIntervals, .waitsForMove, nil:
            return (max(stamp - skew, arrival - delay), min(stamp + skew, arrival))
        }
    }

    /// Events, which nobody has to bring about.
    var environmentActions: [String] { ["happen"] }

    /// Arrival of what is under way, time that goes on, and a verdict as soon as there can be one.
    var fairness: [Fairness<Self>] {
        [
            .weak("messages arrive", actions: "arrive"), .weak("time goes on", actions: "tick"),
            .weak("the server decides", actions: "grant", "deny"),
        ]
    }

    var properties: [Property<State>] {
        // Stamps, or arrivals, leave each of the two so many ticks of doubt.
        let doubt = min(2 * skew, delay)
        return [
            .always(
                "no hit unless the shot came first", when: { s in s.verdict == .granted },
                then: { s in s.first == .shot }),
            .always(
                "a clear hit is granted", when: { s in Self.lead(s).map { $0 > 2 * doubt } ?? false },
                then: { s in s.verdict != .denied }),
            .leadsTo(
                "every shot is judged", from: { s in s.time[.shot] != nil },
                to: { s in s.verdict != .open }),
            .reachable("a hit is denied") { s in s.verdict == .denied },
        ]
    }

    /// Ticks from the shot to the move, once both have happened.
    private static func lead(_ s: State) -> Int? {
        guard let shot = s.time[.shot], let move = s.time[.move] else { return nil }
        return move.value - shot.value
    }
}
