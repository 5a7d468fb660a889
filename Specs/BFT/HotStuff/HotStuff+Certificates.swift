import QuorateFaults

extension HotStuffIn {
    // Certificates and locks, all of them read off the votes.

    @inline(__always)
    func leader(of view: Int) -> ReplicaID { ReplicaID(unchecked: UInt8(truncatingIfNeeded: view)) }

    /// Certificate of prepare votes, which others call prepareQC when they have it.
    @inline(__always)
    func certificate(_ ballot: Ballot, in s: State) -> Evidence {
        s.votes[.prepare(ballot)].count >= quorum
    }

    /// Evidence that a message can hold this certificate.
    @inline(__always)
    func shownCertificate(_ ballot: Ballot, in s: State) -> Evidence {
        mutant == .unverifiedCertificates ? Evidence(true) : certificate(ballot, in: s)
    }

    /// Block of the latest pre-commit vote of `i`, up to `view`.
    @inline(__always)
    func prepareQC(of i: CorrectReplica, _ view: Int, in s: State) -> Ballot? {
        for earlier in stride(from: view, through: 0, by: -1) {
            for block in Block.values where s.votes.hasCast(.preCommit(Ballot(earlier, block)), by: i) {
                return Ballot(earlier, block)
            }
        }
        return nil
    }

    /// Block of the latest commit vote of `i` before `view`.
    @inline(__always)
    func lockedQC(of i: CorrectReplica, before view: Int, in s: State) -> Ballot? {
        for earlier in stride(from: view - 1, through: 0, by: -1) {
            for block in Block.values where s.commits.hasCast(Ballot(earlier, block), by: i) {
                return Ballot(earlier, block)
            }
        }
        return nil
    }

    /// Replicas that have sent NEW-VIEW for `view` with this certificate, or are Byzantine and could.
    @inline(__always)
    func reporters(of ballot: Ballot?, for view: Int, in s: State) -> Senders {
        adversary.senders(
            of: .newView(view, prepareQC: ballot), in: s.justified, orBy: s.faulty,
            having: ballot.map { shownCertificate($0, in: s) } ?? Evidence(true))
    }

    /// Evidence that the leader can propose any block in `view`: a quorum of NEW-VIEW messages without
    /// certificates.
    @inline(__always)
    func isJustifiedWithoutCertificate(_ view: Int, in s: State) -> Evidence {
        if view == 0 { return Evidence(true) }
        var senders = reporters(of: nil, for: view, in: s)
        if ignoresCertificates {
            for earlier in 0..<view {
                for block in Block.values {
                    senders = senders.union(reporters(of: Ballot(earlier, block), for: view, in: s))
                }
            }
        }
        return senders.count >= quorum
    }

    /// NEW-VIEW messages of all correct replicas, none of them with a certificate after `justify`.
    func hearsOfAll(upTo justify: Int?, for view: Int, in s: State) -> Bool {
        let correct = s.faulty.correct(among: replicas)
        var heard = s.justified.senders(of: .newView(view, prepareQC: nil), in: correct)
        for earlier in 0..<((justify ?? -1) + 1) {
            for block in Block.values {
                let message = JustifiedMessage.newView(view, prepareQC: Ballot(earlier, block))
                heard |= s.justified.senders(of: message, in: correct)
            }
        }
        return heard == correct.members
    }

    /// Evidence that this certificate is the highest in some quorum of NEW-VIEW messages for `view`.
    @inline(__always)
    func isHighest(_ ballot: Ballot, for view: Int, in s: State) -> Evidence {
        var senders = reporters(of: nil, for: view, in: s)
        for earlier in 0...ballot.view {
            for block in Block.values {
                senders = senders.union(reporters(of: Ballot(earlier, block), for: view, in: s))
            }
        }
        return senders.count >= quorum && reporters(of: ballot, for: view, in: s).count >= 1
    }

    /// safeNode of the paper: whether a certificate of the view `justify` lets a replica with this lock take
    /// `block`.
    @inline(__always)
    func isSafe(_ block: Block, justify: Int?, _ lock: Ballot?) -> Bool {
        guard let lock else { return true }
        let certified = justify ?? -1
        if asksForCertificate {
            return certified > lock.view || variant == .preferredView && certified == lock.view
        }
        return lock.block == block || certified > lock.view
    }

    /// Replicas that ask for a certificate for the block, too, that they are locked on.
    var asksForCertificate: Bool { variant == .preferredView || mutant == .newerCertificates }

    /// One phase after the first: whoever has seen a prepare certificate is locked, and votes to commit.
    var hasTwoPhases: Bool { variant == .twoPhasesAndDelta || mutant == .twoPhases }

    /// Evidence of a proposal that is safe for a replica with this lock.
    @inline(__always)
    func isAcceptable(_ block: Block, _ view: Int, _ lock: Ballot?, in s: State) -> Evidence {
        let leader = leader(of: view)
        // Where certificates are not verified, a Byzantine leader claims one that is higher than every lock.
        let isDeceived = mutant == .unverifiedCertificates && s.faulty.contains(leader)
        let held = isDeceived ? nil : lock
        return Evidence(isSafe(block, justify: nil, held))
            && isProposed(block, justify: nil, by: leader, in: s)
            || .any(of: 0..<view) { earlier in
                Evidence(isSafe(block, justify: earlier, held))
                    && isProposed(block, justify: earlier, by: leader, in: s)
            }
    }

    /// Refusal of a proposal: a replica with this lock can have had one for which it does not vote.
    ///
    /// A Byzantine leader can always send one, as a block that does not extend the certificate sent with it.
    @inline(__always)
    func mayReject(_ view: Int, _ lock: Ballot?, in s: State) -> Bool {
        let leader = leader(of: view)
        guard let leader = s.faulty.correct(among: replicas)[leader] else { return true }
        let asksForCertificate = asksForCertificate
        for block in Block.values where lock != nil && (lock?.block != block || asksForCertificate) {
            if !isSafe(block, justify: nil, lock)
                && s.justified.hasCast(.proposal(block, justify: nil), by: leader)
            {
                return true
            }
            for earlier in 0..<view where !isSafe(block, justify: earlier, lock) {
                if s.justified.hasCast(.proposal(block, justify: earlier), by: leader) { return true }
            }
        }
        return false
    }

    @inline(__always)
    func isProposed(_ block: Block, justify: Int?, by leader: ReplicaID, in s: State) -> Evidence {
        adversary.senders(
            of: .proposal(block, justify: justify), in: s.justified, orBy: s.faulty,
            having: justify.map { shownCertificate(Ballot($0, block), in: s) } ?? Evidence(true)
        ).contains(leader)
    }
}
