extension RaftModel {
    // Names that mutants speak of.
    static let matching = "a log up to an entry is that of the entry's leader"
    static let kept = "what is acknowledged and not overruled is kept"
    static let voted = "a vote is for a log with all that the voter has acknowledged and is not overruled"
    static let unchoosable = "what is overruled cannot be committed"
    static let counted = "a committed entry is acknowledged by a quorum, in the term in which it was made"

    @ModelBuilder
    static var commitmentInvariants: [ModelPart] {
        invariant("what is acknowledged was sent") {
            forAll { (r: Replica, t: Round, i: Slot, u: Round) in acknowledged(r, t, i, u) ==> sent(t, i, u) }
        }
        invariant("an acknowledgement leaves the terms before") {
            forAll { (r: Replica, t: Round, i: Slot, u: Round, s: Round) in
                acknowledged(r, t, i, u) && s < t ==> left(r, s)
            }
        }
        invariant("an acknowledgement is of all before") {
            forAll { (r: Replica, t: Round, i: Slot, u: Round, j: Slot) in
                acknowledged(r, t, i, u) && j <= i && sent(t, j, t) && origin < j ==> acknowledged(r, t, j, t)
            }
        }
        invariant("a leader acknowledges what it proposes") {
            forAll { (c: Replica, t: Round, q: Quorum, i: Slot) in
                leader(c, t, q) && sent(t, i, t) ==> acknowledged(c, t, i, t)
            }
        }
        invariant(kept) {
            forAll { (r: Replica, t: Round, i: Slot) in
                acknowledged(r, t, i, t) && !overruled(t, i) ==> log(r, i, t)
            }
        }
        invariant(voted) {
            forAll { (r: Replica, t: Round, c: Replica, i: Slot, u: Round, s: Round, j: Slot) in
                granted(r, t, c) && asked(c, t, i, u) && s < t && acknowledged(r, s, j, s) && !overruled(s, j)
                    ==> j <= i && sent(u, j, s)
            }
        }
        invariant("a later leader has what is not overruled") {
            forAll { (t: Round, i: Slot, s: Round, j: Slot, u: Round) in
                sent(t, j, u) && s < t && !overruled(s, i) ==> sent(t, i, s)
            }
        }
        invariant(unchoosable) {
            forAll { (t: Round, i: Slot, q: Quorum) in
                overruled(t, i)
                    ==> exists { (r: Replica) in member(r, q) && left(r, t) && !acknowledged(r, t, i, t) }
            }
        }
        invariant(counted) {
            forAll { (t: Round, i: Slot) in
                committed(t, i)
                    ==> exists { (q: Quorum) in everyMember(of: q) { r in acknowledged(r, t, i, t) } }
            }
        }
        invariant("what is committed is sent and not overruled") {
            forAll { (t: Round, i: Slot) in committed(t, i) ==> sent(t, i, t) && !overruled(t, i) }
        }
    }

    @ModelBuilder
    static var safetyProperties: [ModelPart] {
        safety("one leader in a term") {
            forAll { (t: Round, c: Replica, p: Quorum, d: Replica, q: Quorum) in
                leader(c, t, p) && leader(d, t, q) ==> c == d
            }
        }
        safety("log matching") {
            forAll { (a: Replica, b: Replica, i: Slot, t: Round, j: Slot, u: Round) in
                log(a, i, t) && log(b, i, t) && j <= i && log(a, j, u) ==> log(b, j, u)
            }
        }
        safety("leader completeness") {
            forAll { (t: Round, i: Slot, c: Replica, s: Round, q: Quorum, j: Slot, u: Round) in
                committed(t, i) && leader(c, s, q) && t < s && j <= i && sent(t, j, u) ==> sent(s, j, u)
            }
        }
        safety("committed commands are the same") {
            forAll {
                (
                    t: Round, i: Slot, s: Round, k: Slot, j: Slot, u: Round, v: Value, w: Round, x: Value
                ) in
                committed(t, i) && committed(s, k) && j <= i && j <= k && sent(t, j, u) && sent(s, j, w)
                    && command(u, j, v) && command(w, j, x) ==> u == w && v == x
            }
        }
    }
}
