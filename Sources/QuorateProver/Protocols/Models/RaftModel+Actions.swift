// MARK: - Elections and logs

extension RaftModel {
    @ModelBuilder
    static func elections(_ mutant: RaftMutant?) -> [ModelPart] {
        action("stand") { (c: Replica, t: Round, i: Slot, u: Round) in
            zero < t
            !left(c, t)
            !stored(c, t)
            logOf(c, endsAt: i, u)
            asked.insert(c, t, i, u)
            stored.insert(c, t)
            granted.insert(c, t, c)
            leaveRounds(before: t, by: c)
        }
        action("vote") { (r: Replica, t: Round, c: Replica, i: Slot, u: Round) in
            asked(c, t, i, u)
            !left(r, t)
            if mutant != .votesTwice { !stored(r, t) }
            // Terms never decrease in a log, so what is true of its last entry is true of all.
            if mutant != .votesForAnyLog {
                forAll { (j: Slot, w: Round) in log(r, j, w) ==> w < u || w == u && j <= i }
            }
            stored.insert(r, t)
            granted.insert(r, t, c)
            leaveRounds(before: t, by: r)
        }
        action("learn of a term") { (r: Replica, t: Round) in
            leaveRounds(before: t, by: r)
        }
        action("win") { (c: Replica, t: Round, i: Slot, u: Round, q: Quorum) in
            forAll { (p: Quorum) in !leader(c, t, p) }
            everyMember(of: q) { r in granted(r, t, c) }
            asked(c, t, i, u)
            !left(c, t)
            logOf(c, endsAt: i, u)
            leader.insert(c, t, q)
            sent.set { s, j, w in s == t && log(c, j, w) || s != t && sent(s, j, w) }
            overruled.set { s, j in overruled(s, j) || s < t && !log(c, j, s) }
        }
        action("count a later vote") { (c: Replica, t: Round, p: Quorum, q: Quorum) in
            leader(c, t, p)
            everyMember(of: q) { r in granted(r, t, c) }
            leader.insert(c, t, q)
        }
        action("restart") { (r: Replica) in
            if mutant == .forgetsVote { stored.set { a, t in stored(a, t) && a != r } }
            if mutant == .losesLog { log.set { a, i, t in log(a, i, t) && (a != r || i == origin) } }
        }
    }

    @ModelBuilder
    static func replication(_ mutant: RaftMutant?) -> [ModelPart] {
        action("propose") { (c: Replica, t: Round, q: Quorum, i: Slot, v: Value) in
            leader(c, t, q)
            !left(c, t)
            forAll { (j: Slot, w: Round) in sent(t, j, w) ==> j < i }
            forAll { (j: Slot) in j < i ==> exists { (w: Round) in sent(t, j, w) } }
            sent.insert(t, i, t)
            log.insert(c, i, t)
            command.insert(t, i, v)
            acknowledged.insert(c, t, i, t)
        }
        // The entries behind the one at index p, of term w, up to the one at i.
        action("append") { (r: Replica, t: Round, p: Slot, w: Round, i: Slot, x: Round) in
            if mutant != .appendsStaleEntries { !left(r, t) }
            sent(t, p, w)
            if mutant != .skipsConsistencyCheck { log(r, p, w) }
            sent(t, i, x)
            p <= i
            log.set { a, j, y in
                a != r && log(a, j, y) || a == r && appended(r, t, j, y, behind: p, upTo: i, mutant)
            }
            acknowledged.set { a, s, j, y in
                acknowledged(a, s, j, y) || a == r && s == t && origin < j && j <= i && sent(t, j, y)
            }
            leaveRounds(before: t, by: r)
        }
        action("commit") { (c: Replica, t: Round, p: Quorum, i: Slot, x: Round, q: Quorum) in
            leader(c, t, p)
            !left(c, t)
            sent(t, i, x)
            if mutant != .countsOldTerms { x == t }
            everyMember(of: q) { r in acknowledged(r, t, i, x) }
            committed.set { s, j in
                committed(s, j) || s == t && j <= i && (sent(t, j, t) || j == i)
            }
        }
    }

    /// The last entry of a log.
    private static func logOf(_ r: Replica, endsAt i: Slot, _ u: Round) -> Sentence {
        log(r, i, u) && forAll { (j: Slot, w: Round) in log(r, j, w) ==> j <= i }
    }

    /// Entry of the log of `r` once it has handled entries of the leader of `t`: what conflicts goes, with all behind it.
    private static func appended(
        _ r: Replica, _ t: Round, _ j: Slot, _ y: Round, behind p: Slot, upTo i: Slot, _ mutant: RaftMutant?
    ) -> Sentence {
        let isNew = p < j && j <= i && sent(t, j, y)
        if mutant == .keepsConflicts {
            return log(r, j, y) || isNew && forAll { (z: Round) in !log(r, j, z) }
        }
        let isBefore = j <= p && log(r, j, y)
        if mutant == .truncatesAlways { return isBefore || isNew }
        let agrees = forAll { (k: Slot, z: Round) in p < k && k <= i && sent(t, k, z) ==> log(r, k, z) }
        return isBefore || isNew || i < j && log(r, j, y) && agrees
    }
}
