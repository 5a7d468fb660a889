import QuorateFaults

/// A ledger on bookies, closed by somebody else than its writer: no entry that the writer has confirmed is cut off.
///
/// Junqueira, Kelly and Reed, "Durability with BookKeeper", ACM SIGOPS Operating Systems Review 47 (2013). A writer adds
/// entries to all n bookies (the write quorum) and confirms one to its client when Qa of them (the ack quorum) have it.
/// Whoever recovers the ledger fences bookies, so that they take nothing more from the writer, until no ack quorum is
/// left without a fenced one: n - Qa + 1. Then it reads entry after entry: one that a bookie has is written back to an
/// ack quorum, one that n - Qa + 1 bookies do not have cannot have been confirmed, and the ledger is closed before it.
///
/// A bookie that was not reached by the first round must be fenced by the read that it answers; until 4.14 it was not:
/// https://github.com/apache/bookkeeper/issues/2614. And answers of all bookies must not be waited for:
/// https://github.com/apache/bookkeeper/issues/1067.
///
/// Differences from the system: reading begins with the first entry and not with the last that was known to be
/// confirmed; a writer that a fenced bookie turns away goes on with the others, which only adds to what may happen; the
/// ensemble is the write quorum and stays as it is; one client recovers.
struct LedgerRecovery: Spec {
    static let summary = "A client that recovers a ledger fences its bookies, reads its end and closes it."
    static let source = "Junqueira, Kelly and Reed, Durability with BookKeeper (2013)"

    /// The n bookies.
    var bookies: ReplicaSet
    /// Qa, the number of bookies that must have an entry.
    var ackQuorum: Int
    /// Number of entries that the writer adds.
    var entries: Int
    var mutant: Mutant?

    /// A ledger of `entries` entries (1 to 3) on `bookies` bookies (1 to 5), `ackQuorum` of which confirm one.
    init(bookies: Int = 3, ackQuorum: Int = 2, entries: Int = 1, mutant: Mutant? = nil) {
        self.bookies = ReplicaSet(count: bookies)
        self.ackQuorum = ackQuorum
        self.entries = entries
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("bookies", \.bookies, in: 1...5), Parameter("ackQuorum", \.ackQuorum, in: 1...5),
            Parameter("entries", \.entries, in: 1...3),
        ]
    }
    var replicas: ReplicaSet { bookies }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: bookies, faults: bookies.count - live.count, .crashStop,
            network: [.lossy, .duplicating],
            notes: [
                "ack quorum: \(ackQuorum) of \(bookies.count); entries: \(entries)",
                "a bookie that is silent cannot be told from one that has crashed",
            ])
    }

    func validate() throws {
        guard ackQuorum > bookies.count else { return }
        throw SpecError(
            spec: Self.name,
            message: "ackQuorum=\(ackQuorum) of bookies=\(bookies.count) is never there; lower ackQuorum")
    }

    /// Number of bookies of which each ack quorum has one: n - Qa + 1.
    var coverage: Int { bookies.count - ackQuorum + 1 }
    /// Number of bookies without an entry that prove that it was not confirmed.
    var proof: Int {
        switch mutant {
        case .firstAnswer: 1
        case .waitsForAll: bookies.count
        case .unfencedReads, .noWriteBack, nil: coverage
        }
    }
    /// Bookies enough to write entries and to recover them, which answer for good.
    var live: ReplicaSet { ReplicaSet(count: max(ackQuorum, coverage)) }

    typealias Entry = BoundedInt<1, 3>

    enum Recovery: FiniteValue { case idle, reading, writing, closed }

    struct State: SpecState {
        /// Bookies that have taken each entry from the writer.
        var added = PerKey<Entry, ReplicaSet, 3>([])
        /// Bookies that have taken it from the recovering client.
        var rewritten = PerKey<Entry, ReplicaSet, 3>([])
        /// Bookies that take nothing more from the writer.
        var fenced = ReplicaSet()
        /// Bookies that have answered that they do not have the entry that is read.
        var missing = ReplicaSet()
        /// Number of entries that the writer has confirmed to its client.
        var confirmed: BoundedInt<0, 3> = 0
        /// Number of entries that are recovered: the length of the ledger when it is closed.
        var recovered: BoundedInt<0, 3> = 0
        var recovery = Recovery.idle
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        case add(ReplicaID, entry: Int)
        /// The writer has heard from an ack quorum.
        case confirm(entry: Int)
        case beginRecovery
        case fence(ReplicaID)
        case read(ReplicaID, entry: Int)
        case rewrite(ReplicaID, entry: Int)
        /// An ack quorum has the entry, and the next one is read.
        case advance
        case close
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        write(s, &next)
        next.take(.beginRecovery, if: s.recovery == .idle) { $0.recovery = .reading }
        guard s.recovery != .idle else { return }
        for b in bookies - s.fenced { next.take(.fence(b)) { $0.fenced.insert(b) } }
        switch s.recovery {
        case .idle, .closed: break
        case .reading: read(s, &next)
        case .writing: rewrite(s, &next)
        }
    }

    @inline(__always)
    private func write(_ s: State, _ next: inout Next<Self>) {
        for number in 1...entries {
            for b in bookies - s.fenced - s.added[Entry(number)] {
                next.take(.add(b, entry: number)) { $0.added[Entry(number)].insert(b) }
            }
        }
        let number = s.confirmed.value + 1
        next.take(
            .confirm(entry: number), if: number <= entries && s.added[Entry(number)].count >= ackQuorum
        ) { $0.confirmed += 1 }
    }

    @inline(__always)
    private func read(_ s: State, _ next: inout Next<Self>) {
        let number = s.recovered.value + 1
        let having = s.stored(Entry(number))
        // Reading begins after the first round of fencing.
        for b in bookies - s.missing where s.fenced.count >= coverage {
            next.take(.read(b, entry: number)) {
                if mutant != .unfencedReads { $0.fenced.insert(b) }
                if !having.contains(b) {
                    $0.missing.insert(b)
                } else if mutant == .noWriteBack {
                    advance(&$0)
                } else {
                    ($0.recovery, $0.missing) = (.writing, [])
                }
            }
        }
        next.take(.close, if: s.missing.count >= proof) { ($0.recovery, $0.missing) = (.closed, []) }
    }

    @inline(__always)
    private func rewrite(_ s: State, _ next: inout Next<Self>) {
        let entry = Entry(s.recovered.value + 1)
        for b in bookies - s.rewritten[entry] {
            next.take(.rewrite(b, entry: entry.value)) { $0.rewritten[entry].insert(b) }
        }
        next.take(.advance, if: s.rewritten[entry].count >= ackQuorum) { advance(&$0) }
    }

    private func advance(_ s: inout State) {
        s.recovered += 1
        s.missing = []
        s.recovery = s.recovered == entries ? .closed : .reading
    }

    /// Steps of the writer, and of whoever thinks that it is gone.
    var environmentActions: [String] { ["add", "confirm", "beginRecovery"] }

    var fairness: [Fairness<Self>] {
        let answers = live.map { bookie in
            Fairness<Self>.weak("\(bookie) answers") { action in
                switch action {
                case .fence(let b), .read(let b, _), .rewrite(let b, _): b == bookie
                case .add, .confirm, .beginRecovery, .advance, .close: false
                }
            }
        }
        return answers + [.weak("the recovering client goes on", actions: "advance", "close")]
    }

    var properties: [Property<State>] {
        let ackQuorum = ackQuorum
        return [
            .always(
                "confirmed entries stay", when: { s in s.recovery == .closed && s.confirmed > 0 },
                then: { s in s.confirmed <= s.recovered }),
            .always("every entry on an ack quorum", when: { s in s.recovery == .closed && s.recovered > 0 }) {
                s in
                (1...s.recovered.value).allSatisfy { s.stored(Entry($0)).count >= ackQuorum }
            },
            .leadsTo(
                "recovery ends", from: { s in s.recovery != .idle }, to: { s in s.recovery == .closed }),
            .reachable("an entry is recovered that was not confirmed") { s in
                s.recovery == .closed && s.recovered > s.confirmed
            },
        ]
    }
}

extension LedgerRecovery.State {
    /// Bookies that have `entry`.
    func stored(_ entry: LedgerRecovery.Entry) -> ReplicaSet { added[entry] | rewritten[entry] }
}
