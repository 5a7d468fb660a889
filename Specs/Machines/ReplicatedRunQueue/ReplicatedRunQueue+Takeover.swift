import QuorateFaults

/// Epochs, leases and copies.
extension ReplicatedRunQueue {
    /// Ownership of the queue, as far as core `i` knows: it has heard of no later epoch, and its lease lasts.
    func owns(_ i: ReplicaID, _ s: State) -> Bool {
        let isCurrent = s.taken[i] > 0 && (s.taken[i] == s.promised[i] || mutant == .noEpochs)
        let hasLease = i == s.owner && s.elapsed[.owner] < term
        return isCurrent && (hasLease || mutant == .noLease)
    }

    /// Order of the entries: the other one replaces this one.
    func isNewer(_ other: Entry, than entry: Entry) -> Bool {
        switch mutant {
        case .noEpochs: other.number > entry.number
        case .noNumbers: other.epoch > entry.epoch
        default: (other.epoch, other.number) > (entry.epoch, entry.number)
        }
    }

    func replicate(_ i: ReplicaID, from j: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let message = s.entry[j]
        // What a core has from another is not its own to send.
        guard s.taken[j] > 0, message.epoch == s.taken[j] else { return }
        let isTimely = message.epoch >= s.promised[i] || mutant == .noEpochs
        let isNews =
            mutant == .noNumbers ? message != s.entry[i] : isNewer(message, than: s.entry[i])
        next.take(.replicate(i, from: j), if: isTimely && isNews) {
            $0.entry[i] = message
            $0.promised[i] = max(s.promised[i], message.epoch)
        }
    }

    /// Time after which a neighbour takes the lease to be over.
    private func isOver(_ s: State) -> Bool {
        switch mutant {
        case .noLease: true
        case .ignoredSkew: s.elapsed[.neighbours] >= term
        default: s.elapsed[.neighbours] >= term + skew
        }
    }

    func takeOver(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        guard i != s.owner, s.epoch < epochs, isOver(s) else { return }
        let size = mutant == .quorumOfAll ? cores.count : majority
        for quorum in (cores - s.crashed).subsets where quorum.contains(i) && quorum.count == size {
            next.take(.takeOver(i, quorum: quorum)) {
                let epoch = s.epoch + 1
                $0.entry[i] = newest(of: quorum, for: i, s)
                $0.entry[i].epoch = epoch
                for member in quorum { $0.promised[member] = epoch }
                $0.taken[i] = epoch
                ($0.owner, $0.epoch) = (i, epoch)
                $0.elapsed = PerKey(0)
            }
        }
    }

    /// The entry with which core `i` goes on; a removal that left no tombstone cannot be told from a thread that was
    /// never there.
    private func newest(of quorum: ReplicaSet, for i: ReplicaID, _ s: State) -> Entry {
        var newest = s.entry[i]
        for j in quorum {
            let entry = s.entry[j]
            let isForgotten = mutant == .noTombstone && newest.content == .nothing && entry.content == .ready
            let isIgnored = mutant == .noTombstone && entry.content == .nothing
            if isForgotten || isNewer(entry, than: newest) && !isIgnored { newest = entry }
        }
        return newest
    }

    var properties: [Property<State>] {
        let (crashes, epochs) = (crashes, epochs)
        return [
            .always(
                "no thread lost", when: { s in s.life == .admitted },
                then: { s in s.crashed.contains(s.owner) || s.entry[s.owner].content == .ready }),
            .always("no thread on two cores") { s in s.running.count <= 1 },
            .always(
                "no resurrection", when: { s in s.life == .dead },
                then: { s in s.crashed.contains(s.owner) || s.entry[s.owner].content != .ready }),
            // From the last crash on: before it, whoever takes over may crash as well, and epochs are few.
            .leadsTo(
                "a thread of a crashed core runs again",
                from: { s in
                    s.life == .admitted && s.crashed.contains(s.owner) && s.crashed.count == crashes
                        && s.epoch < epochs
                },
                to: { s in !s.running.isEmpty }),
            .reachable("a neighbour runs the thread") { s in s.epoch > 1 && s.running.contains(s.owner) },
            .reachable("the thread is dead") { s in s.life == .dead },
            .always(
                "no thread runs before it is admitted", when: { s in !s.running.isEmpty },
                then: { s in s.life != .unborn && s.life != .spawned }),
        ] + (requeues > 0 ? [move] : [])
    }

    private var move: Property<State> {
        .reachable("a neighbour takes over a thread at another place of its queue") { s in
            s.epoch > 1 && s.entry[s.owner].content == .ready && s.entry[s.owner].number > 1
        }
    }

    /// Steps of threads, and crashes.
    var environmentActions: [String] { ["spawn", "requeue", "exit", "crash"] }

    /// Time passes, leases are renewed, neighbours take over; and a core that can run the thread again and again, while
    /// its lease comes and goes, runs it.
    var fairness: [Fairness<Self>] {
        [
            .weak("the owner's clock goes on") { $0 == .tick(.owner) },
            .weak("the neighbours' clock goes on") { $0 == .tick(.neighbours) },
            .weak("the owner renews its lease", actions: "renew"),
            .weak("some neighbour takes over", actions: "takeOver"),
            .strong("a ready thread is run", actions: "run"),
        ]
    }
}
