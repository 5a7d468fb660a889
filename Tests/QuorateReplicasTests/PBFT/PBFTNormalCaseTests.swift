import QuorateReplicas
import Testing

/// Castro and Liskov (1999), sections 4.1 and 4.2.
@Suite struct PBFTNormalCaseTests {
    let request = PBFTBench.request(1)

    @Test func thePrimaryProposesARequestAtOnce() throws {
        var primary = try PBFTBench(0)
        let heard = try primary.give(.request(request.encoded))
        #expect(heard.proposals == [PBFTPrePrepare(view: 0, sequence: 1, request: request)])
        #expect(try primary.give(.request(request.encoded)).sent.isEmpty)
    }

    @Test func aBackupRemembersARequestAndHandsItOn() throws {
        var backup = try PBFTBench(2)
        #expect(try backup.give(.request(request.encoded)).sent == [.request(PBFTForwardedRequest(request))])
        #expect(backup.state.pending[request.id] == request)
        #expect(backup.node.replica.needsTimer)
    }

    @Test func aBackupSendsPrepareForTheFirstProposalOnly() throws {
        var backup = try PBFTBench(1)
        let other = PBFTBench.request(1, [8])
        #expect(
            try backup.hear(PBFTBench.proposal(request, at: 1), from: 0).prepares.map(\.digest) == [
                request.digest
            ])
        let heard = try backup.hear(PBFTBench.proposal(other, at: 1), from: 0)
        #expect(heard.prepares.isEmpty)
        #expect(heard.rejection == .conflictingProposal)
        #expect(backup.state.accepted(at: 1) == request.digest)
    }

    @Test func commitIsSentOnceWhen2fBackupsHavePrepared() throws {
        var backup = try PBFTBench(1)
        #expect(try backup.hear(PBFTBench.proposal(request, at: 1), from: 0).commits.isEmpty)
        #expect(
            try backup.hear(PBFTBench.prepare(request, at: 1), from: 2).commits.map(\.digest) == [
                request.digest
            ])
        #expect(try backup.hear(PBFTBench.prepare(request, at: 1), from: 3).commits.isEmpty)
        #expect(backup.state.prepared(at: 1)?.digest == request.digest)
    }

    @Test func thePrimaryCountsForThePreparesOnce() throws {
        var backup = try PBFTBench(1)
        try backup.hear(PBFTBench.proposal(request, at: 1), from: 0)
        let heard = try backup.hear(PBFTBench.prepare(request, at: 1), from: 0)
        #expect(heard.rejection == .fromPrimary)
        #expect(heard.commits.isEmpty)
    }

    @Test func preparesAndCommitsCountWhenTheyCameBeforeTheProposal() throws {
        var backup = try PBFTBench(1)
        for sender in [2, 3] {
            try backup.hear(PBFTBench.prepare(request, at: 1), from: sender)
            try backup.hear(PBFTBench.commit(request, at: 1), from: sender)
        }
        let heard = try backup.hear(PBFTBench.proposal(request, at: 1), from: 0)
        #expect(heard.prepares.count == 1)
        #expect(heard.commits.count == 1)
        #expect(heard.executed == [1])
    }

    @Test func executesWhen2fPlus1HaveCommitted() throws {
        var backup = try PBFTBench(1)
        try backup.hear(PBFTBench.proposal(request, at: 1), from: 0)
        try backup.hear(PBFTBench.commit(request, at: 1), from: 0)
        #expect(try backup.hear(PBFTBench.prepare(request, at: 1), from: 2).executed.isEmpty)
        #expect(try backup.hear(PBFTBench.commit(request, at: 1), from: 0).executed.isEmpty)
        let heard = try backup.hear(PBFTBench.commit(request, at: 1), from: 3)
        #expect(heard.executed == [1])
        #expect(heard.replies.map(\.result) == [backup.state.historyDigest])
        #expect(!backup.node.replica.needsTimer)
    }

    @Test func doesNotExecuteWithoutBeingPrepared() throws {
        var backup = try PBFTBench(1)
        try backup.hear(PBFTBench.proposal(request, at: 1), from: 0)
        for sender in [0, 2, 3] {
            #expect(try backup.hear(PBFTBench.commit(request, at: 1), from: sender).executed.isEmpty)
        }
    }

    @Test func executesInTheOrderOfSequenceNumbers() throws {
        var backup = try PBFTBench(1)
        let second = PBFTBench.request(1, client: 1)
        #expect(try backup.order(second, at: 2).executed.isEmpty)
        #expect(backup.state.committed(at: 2) == second.digest)
        #expect(try backup.order(request, at: 1).executed == [1, 2])
    }

    @Test func aRequestThatIsOrderedTwiceIsExecutedOnce() throws {
        var backup = try PBFTBench(1)
        #expect(try backup.order(request, at: 1).executed == [1])
        let heard = try backup.order(request, at: 2)
        #expect(heard.executed.isEmpty)
        #expect(heard.replies.count == 1)
        #expect(backup.state.lastExecuted == 2)
        #expect(backup.state.history.map(\.sequence) == [1])
    }

    @Test func theLastReplyIsSentAgainAndOlderRequestsAreDropped() throws {
        var backup = try PBFTBench(1)
        try backup.order(PBFTBench.request(2), at: 1)
        #expect(try backup.give(.request(PBFTBench.request(2).encoded)).replies.map(\.timestamp) == [2])
        #expect(try backup.give(.request(request.encoded)).rejection == .oldRequest)
    }

    @Test func whatIsSaidIsDurableBefore() throws {
        var replica = PBFTBenchOutputs(try PBFTBench(1).node.replica)
        let proposal = PBFTBench.envelope(PBFTBench.proposal(request, at: 1), from: 0)
        #expect(replica.kinds(.message(proposal.encoded)) == ["persist", "prepare"])
        let prepare = PBFTBench.envelope(PBFTBench.prepare(request, at: 1), from: 2)
        #expect(replica.kinds(.message(prepare.encoded)) == ["persist", "commit"])
        #expect(replica.kinds(.timeout) == ["persist", "viewChange"])
    }
}

/// The outputs of a replica without a node, by kind; events left out.
struct PBFTBenchOutputs {
    private var replica: PBFTReplica
    init(_ replica: PBFTReplica) { self.replica = replica }

    mutating func kinds(_ input: PBFTInput) -> [String] {
        replica.receive(input)
        var kinds: [String] = []
        while let output = replica.nextOutput() {
            switch output {
            case .persist: kinds.append("persist")
            case .compact: kinds.append("compact")
            case .send(let bytes, _), .broadcast(let bytes), .reply(let bytes, _):
                kinds.append((try? PBFTEnvelope(decoding: bytes)).map { "\($0.message.kind)" } ?? "?")
            case .event: break
            }
        }
        return kinds
    }
}
