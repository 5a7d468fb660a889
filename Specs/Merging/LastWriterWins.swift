import QuorateFaults

/// The last-writer-wins register (LWW-Register): a setting that laptops change offline, where the greater timestamp wins.
///
/// Shapiro, Preguiça, Baquero and Zawirski, "A Comprehensive Study of Convergent and Commutative Replicated Data
/// Types", INRIA RR-7506 (2011), section 3.2. Timestamps have to agree with the order in which writes have seen each
/// other, and wall clocks do not: whoever has seen a write from a laptop whose clock is ahead, and then writes, loses
/// that later write. Here a laptop takes the greater of its clock and one more than the timestamp that it has seen, as
/// in Lamport, "Time, Clocks, and the Ordering of Events in a Distributed System" (1978), and Kulkarni et al., "Logical
/// Physical Clocks" (2014). Nobody promises anything for writes that had not seen each other, unless all clocks are
/// right: then a timestamp is the time of the wall clock, and the last write wins. A laptop reads the copy of another
/// in one step; where copies are `late`, it hears what another has sent before.
///
/// Time goes in ticks, with one write in each at most, so that a write is named by its tick, and of two it is known
/// which was later. A clock is ahead of time by a number of ticks that never changes, and that is at most the skew.
struct LastWriterWins: Spec {
    static let summary = "Laptops write a register with timestamps, and of two values the newer is kept."
    static let source =
        "Shapiro et al., A Comprehensive Study of Convergent and Commutative Replicated Data Types (2011),"
        + " section 3.2; Lamport, Time, Clocks, and the Ordering of Events in a Distributed System (1978)"

    /// The laptops, each of which has a copy of the register.
    var laptops: ReplicaSet
    /// The number of ticks in which something may be written.
    var ticks: Int
    /// The greatest difference between two clocks, in ticks.
    var skew: Int
    /// Copies that are sent, and arrive later, again or never; otherwise a node reads the copy of another.
    var late: Bool
    var mutant: Mutant?

    /// A register on `laptops` laptops (2 to 4), with clocks up to `skew` ticks (0 to 3) apart, for `ticks` ticks (1 to 4).
    /// Copies may be `late`.
    init(laptops: Int = 2, ticks: Int = 3, skew: Int = 1, late: Bool = false, mutant: Mutant? = nil) {
        self.laptops = ReplicaSet(count: laptops)
        self.ticks = ticks
        self.skew = skew
        self.late = late
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("laptops", \.laptops, in: 2...4), Parameter("ticks", \.ticks, in: 1...4),
            Parameter("skew", \.skew, in: 0...3), Parameter("late", \.late),
        ]
    }
    var replicas: ReplicaSet { laptops }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: laptops, .none, network: [.lossy, .duplicating],
            notes: [
                "clocks are at most \(skew) apart and go at the same speed, for \(ticks) ticks",
                "at most one write in a tick",
                late
                    ? "a laptop hears the copy that another has sent last, at any time and any number of times"
                    : "a laptop reads the copy of another in one step",
            ])
    }

    /// A tick, also as the name of what is written in it; 0 is before everything.
    typealias Tick = BoundedInt<0, 7>

    /// A clock's time and, for an order among equal times, the laptop whose clock it is.
    struct Timestamp: FiniteValue, Comparable {
        var time: Tick
        var laptop: ReplicaID

        typealias MapStorage = TwoWords

        static func < (left: Timestamp, right: Timestamp) -> Bool {
            left.time == right.time ? left.laptop < right.laptop : left.time < right.time
        }
    }

    /// Copies of the register, by laptop.
    struct Copies: Hashable, Sendable, BitwiseCopyable {
        /// The write whose value each copy has, and its timestamp.
        var value = ReplicaMap<Tick>(0)
        var timestamp = ReplicaMap<Timestamp>(Timestamp(time: 0, laptop: 0))
        /// The writes that each laptop has seen, its own and those it has heard of.
        var seen = PerReplica<FiniteSet<Tick>, 4>(FiniteSet())
        /// Those of them that the laptop of a later one had seen when it wrote.
        var superseded = PerReplica<FiniteSet<Tick>, 4>(FiniteSet())
    }

    struct State: SpecState {
        /// The number of ticks that each clock is ahead of time.
        var ahead = ReplicaMap<Tick>(0)
        var copies = Copies()
        /// The copies that were sent last, where copies are late.
        var sent = Copies()
        var now: Tick = 1
        /// The write of this tick, once it is made.
        var isWritten = false
    }

    /// Clocks ahead by every choice of ticks.
    var initialStates: [State] {
        laptops.reduce([State()]) { states, laptop in
            states.flatMap { state in
                (0...skew).map { ticks in
                    var state = state
                    state.ahead[laptop] = Tick(ticks)
                    return state
                }
            }
        }
    }

    enum Action: SpecAction {
        case tick
        case write(ReplicaID)
        case send(ReplicaID)
        case gossip(from: ReplicaID, to: ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.tick, if: s.now < ticks) {
            $0.now += 1
            $0.isWritten = false
        }
        for n in laptops {
            next.take(.write(n), if: !s.isWritten) {
                $0.copies.timestamp[n] = Timestamp(time: stamp(n, s), laptop: n)
                $0.copies.value[n] = s.now
                $0.copies.superseded[n] |= s.copies.seen[n]
                $0.copies.seen[n].insert(s.now)
                $0.isWritten = true
            }
            next.take(.send(n), if: late) { $0.sent.set(n, to: s.copies) }
            for o in laptops where o != n {
                next.take(.gossip(from: n, to: o)) {
                    merge(n, of: late ? s.sent : s.copies, into: o, &$0.copies)
                }
            }
        }
    }

    private func merge(_ n: ReplicaID, of heard: Copies, into o: ReplicaID, _ copies: inout Copies) {
        if isNewer(heard.timestamp[n], than: copies.timestamp[o]) {
            copies.timestamp[o] = heard.timestamp[n]
            copies.value[o] = heard.value[n]
        }
        copies.seen[o] |= heard.seen[n]
        copies.superseded[o] |= heard.superseded[n]
    }

    /// The time that `laptop` writes on a value: later than all that it has seen.
    private func stamp(_ laptop: ReplicaID, _ s: State) -> Tick {
        let clock = s.now + s.ahead[laptop].value
        return mutant == .wallClock ? clock : max(clock, s.copies.timestamp[laptop].time + 1)
    }

    private func isNewer(_ heard: Timestamp, than own: Timestamp) -> Bool {
        mutant == .ownValueOnTies ? heard.time > own.time : heard > own
    }

    /// Time, and writes, which nobody has to make.
    var environmentActions: [String] { ["tick", "write"] }

    var fairness: [Fairness<Self>] {
        everyPairGossips(Action.gossip, sending: late ? Action.send : nil)
    }

    var properties: [Property<State>] {
        let laptops = laptops
        let last = { @Sendable (s: State, n: ReplicaID) in s.copies.seen[n].max() ?? 0 }
        return [
            .always("no write loses to one that it had seen") { s in
                laptops.allSatisfy { !s.copies.superseded[$0].contains(s.copies.value[$0]) }
            },
            .eventuallyAlways("convergence") { s in
                laptops.allSatisfy { s.copies.value[$0] == s.copies.value[0] }
            },
            .reachable("every write reaches everybody") { s in
                laptops.allSatisfy { s.copies.seen[$0].count == ticks }
            },
            skew == 0
                ? .always("the last write wins") { s in
                    laptops.allSatisfy { s.copies.value[$0] == last(s, $0) }
                }
                : .reachable("of writes that had not seen each other the earlier one wins") { s in
                    laptops.contains {
                        s.copies.value[$0] != last(s, $0)
                            && !s.copies.superseded[$0].contains(s.copies.value[$0])
                    }
                },
        ]
    }
}

extension LastWriterWins.Copies {
    fileprivate mutating func set(_ laptop: ReplicaID, to copies: Self) {
        value[laptop] = copies.value[laptop]
        timestamp[laptop] = copies.timestamp[laptop]
        seen[laptop] = copies.seen[laptop]
        superseded[laptop] = copies.superseded[laptop]
    }
}
