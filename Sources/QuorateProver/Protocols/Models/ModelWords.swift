/// Words that the models share.
typealias Replica = Term<Replicas>
typealias Quorum = Term<Quorums>
typealias Round = Term<Rounds>
typealias Slot = Term<Slots>
typealias Value = Term<Values>

let member = Relation<Replicas, Quorums>.fixed("member")

/// Replicas that may do anything, from the start: their messages are always there, for whoever wants them.
let faulty = Relation<Replicas>.fixed("faulty")

/// Rounds that a replica has left: it does nothing there any more.
let left = Relation<Replicas, Rounds>("left")

/// The replica leaves all rounds before one of which it has heard.
func leaveRounds(before round: Round, by replica: Replica) -> RelationChange {
    left.set { r, t in left(r, t) || r == replica && t < round }
}

/// The sentence that `body` is true of every member of the quorum.
func everyMember(of quorum: Quorum, _ body: (Replica) -> Sentence) -> Sentence {
    forAll { (r: Replica) in member(r, quorum) ==> body(r) }
}

/// The sentence that all members of some quorum have sent a message, or are faulty.
func someQuorum(sent message: (Replica) -> Sentence) -> Sentence {
    exists { (q: Quorum) in everyMember(of: q) { r in message(r) || faulty(r) } }
}

/// The sentence that in every quorum `body` is true of some member that is not faulty.
func everyQuorumHasCorrect(_ body: (Replica) -> Sentence) -> Sentence {
    forAll { (q: Quorum) in exists { (r: Replica) in member(r, q) && !faulty(r) && body(r) } }
}

extension ModelMutant {
    /// The model as it is and with each of the mistakes.
    static func family(_ model: (Self?) -> ProtocolModel) -> [ProtocolModel] {
        [model(nil)] + allCases.map { model($0) }
    }
}

extension ProtocolModel {
    /// Models that come with Quorate, each followed by its mutants.
    public static let all: [ProtocolModel] =
        PaxosMutant.family(paxos) + RaftElectionMutant.family(raftElection)
        + TwoPhaseCommitMutant.family(twoPhaseCommit) + BrachaMutant.family(brachaBroadcast)
        + MultiPaxosMutant.family(multiPaxos) + RaftMutant.family(raft) + PBFTMutant.family(pbft)
        + TendermintMutant.family(tendermint)
        + HotStuffMutant.family(hotStuff)
}
