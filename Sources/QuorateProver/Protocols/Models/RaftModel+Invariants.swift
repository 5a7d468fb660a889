extension RaftModel {
    @ModelBuilder
    static var electionInvariants: [ModelPart] {
        invariant("a vote is stored") {
            forAll { (r: Replica, t: Round, c: Replica) in granted(r, t, c) ==> stored(r, t) }
        }
        invariant("one vote in a term") {
            forAll { (r: Replica, t: Round, c: Replica, d: Replica) in
                granted(r, t, c) && granted(r, t, d) ==> c == d
            }
        }
        invariant("a vote leaves the terms before") {
            forAll { (r: Replica, t: Round, c: Replica, s: Round) in granted(r, t, c) && s < t ==> left(r, s)
            }
        }
        invariant("a vote is for who has voted") {
            forAll { (r: Replica, t: Round, c: Replica) in granted(r, t, c) ==> stored(c, t) }
        }
        invariant("who asks has voted for itself") {
            forAll { (c: Replica, t: Round, i: Slot, u: Round) in asked(c, t, i, u) ==> granted(c, t, c) }
        }
        invariant("one request in a term") {
            forAll { (c: Replica, t: Round, i: Slot, u: Round, j: Slot, w: Round) in
                asked(c, t, i, u) && asked(c, t, j, w) ==> i == j && u == w
            }
        }
        invariant("a request tells an entry of a term before") {
            forAll { (c: Replica, t: Round, i: Slot, u: Round) in
                asked(c, t, i, u) ==> sent(u, i, u) && zero < t
            }
        }
        invariant("a leader has a quorum of votes") {
            forAll { (c: Replica, t: Round, q: Quorum, r: Replica) in
                leader(c, t, q) && member(r, q) ==> granted(r, t, c)
            }
        }
        invariant("a leader is of a term behind the first, and has left those before") {
            forAll { (c: Replica, t: Round, q: Quorum, s: Round) in
                leader(c, t, q) ==> zero < t && (s < t ==> left(c, s))
            }
        }
        invariant("entries are sent by a leader") {
            forAll { (t: Round, i: Slot, u: Round) in
                sent(t, i, u) ==> t == zero || exists { (c: Replica, q: Quorum) in leader(c, t, q) }
            }
        }
    }

    @ModelBuilder
    static var logInvariants: [ModelPart] {
        invariant("a leader sends the first entry") {
            forAll { (c: Replica, t: Round, q: Quorum) in leader(c, t, q) ==> sent(t, origin, zero) }
        }
        invariant("a log begins at the start") {
            forAll { (r: Replica, t: Round, i: Slot, u: Round) in
                log(r, origin, zero) && (sent(t, i, u) ==> sent(t, origin, zero))
            }
        }
        invariant("one entry at an index of a leader") {
            forAll { (t: Round, i: Slot, u: Round, w: Round) in sent(t, i, u) && sent(t, i, w) ==> u == w }
        }
        invariant("no entry is of a later term") {
            forAll { (t: Round, i: Slot, u: Round) in sent(t, i, u) ==> u <= t }
        }
        invariant("no entry is of a later term than its server's") {
            forAll { (r: Replica, i: Slot, u: Round, s: Round) in log(r, i, u) && s < u ==> left(r, s) }
        }
        invariant(matching) {
            forAll { (r: Replica, i: Slot, u: Round, j: Slot, w: Round) in
                log(r, i, u) && j <= i ==> (log(r, j, w) ==> sent(u, j, w))
                    && (sent(u, j, w) ==> log(r, j, w))
            }
        }
        invariant("a leader's log up to an entry is that of the entry's leader") {
            forAll { (t: Round, i: Slot, u: Round, j: Slot, w: Round) in
                sent(t, i, u) && j <= i ==> (sent(t, j, w) ==> sent(u, j, w))
                    && (sent(u, j, w) ==> sent(t, j, w))
            }
        }
        invariant("a leader sends what it has") {
            forAll { (c: Replica, t: Round, q: Quorum, i: Slot, u: Round) in
                leader(c, t, q) && !left(c, t)
                    ==> (log(c, i, u) ==> sent(t, i, u)) && (sent(t, i, u) ==> log(c, i, u))
            }
        }
        invariant("an entry has one command") {
            forAll { (t: Round, i: Slot, v: Value, w: Value) in
                command(t, i, v) && command(t, i, w) ==> v == w
            }
        }
        invariant("a command has an entry") {
            forAll { (t: Round, i: Slot, v: Value) in command(t, i, v) ==> sent(t, i, t) }
        }
    }
}
