extension ProtocolModel {
    /// Raft without changes of membership. A round is a term; an entry is its index and the term in which a leader made
    /// it; `sent` is the log of a term's leader as far as it has sent it, which only grows.
    ///
    /// There are no roles: who has the votes of a quorum and still ends its log where it asked for them may lead, and who
    /// leads may go on after a restart. `overruled` is read by no action: it notes the entries, made or still to be made,
    /// that some later leader does not have.
    static func raft(_ mutant: RaftMutant?) -> ProtocolModel {
        ProtocolModel(
            "raft",
            "Raft without changes of membership, snapshots and reads: later leaders have what was committed, and it is the same everywhere.",
            source:
                "Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm (2014), sections 5.2-5.4",
            mutant: mutant
        ) {
            if mutant != .noIntersection {
                quorums(proved: "majority-intersection", ["A": member.each, "B": member.each])
            }
            assumption("nothing is before the first index") { forAll { (i: Slot) in RaftModel.origin <= i } }
            assumption("nothing is before the first term") { forAll { (t: Round) in RaftModel.zero <= t } }
            initially(RaftModel.log) { _, i, t in i == RaftModel.origin && t == RaftModel.zero }
            initially(RaftModel.sent) { t, i, u in
                t == RaftModel.zero && i == RaftModel.origin && u == RaftModel.zero
            }
            RaftModel.elections(mutant)
            RaftModel.replication(mutant)
            RaftModel.electionInvariants
            RaftModel.logInvariants
            RaftModel.commitmentInvariants
            RaftModel.safetyProperties
        }
    }
}

/// Relations of the model of Raft.
enum RaftModel {
    static let asked = Relation<Replicas, Rounds, Slots, Rounds>("request")
    static let granted = Relation<Replicas, Rounds, Replicas>("vote")
    static let stored = Relation<Replicas, Rounds>("stored")
    static let leader = Relation<Replicas, Rounds, Quorums>("leader")
    static let log = Relation<Replicas, Slots, Rounds>("log")
    static let sent = Relation<Rounds, Slots, Rounds>("sent")
    static let command = Relation<Rounds, Slots, Values>("command")
    static let acknowledged = Relation<Replicas, Rounds, Slots, Rounds>("acknowledged")
    static let committed = Relation<Rounds, Slots>("committed")
    static let overruled = Relation<Rounds, Slots>("overruled")

    /// Entry with which every log begins, as in implementations: so none is empty.
    static let origin = Slot(constant: "start")
    static let zero = Round(constant: "zero")
}
