import QuorateReplicas
import Testing

/// Castro and Liskov (1999), section 4.4 and the liveness rules of section 4.5.2.
@Suite struct PBFTViewChangeTests {
    let request = PBFTBench.request(1)
    let other = PBFTBench.request(1, [8])

    @Test func aTimeoutAsksForTheNextViewWithWhatWasPrepared() throws {
        var backup = try PBFTBench(2)
        try backup.hear(PBFTBench.proposal(request, at: 1), from: 0)
        try backup.hear(PBFTBench.prepare(request, at: 1), from: 1)
        try backup.hear(PBFTBench.proposal(PBFTBench.request(2), at: 2), from: 0)
        let viewChange = try #require(try backup.give(.timeout).viewChanges.first)
        #expect(viewChange.view == 1)
        #expect(viewChange.prepared.map(\.sequence) == [1])
        #expect(viewChange.prepared.first?.prepares.map(\.sender) == [1, 2])
        #expect(backup.state.isChangingView)
        #expect(try backup.give(.timeout).viewChanges.map(\.view) == [2])
    }

    @Test func fPlus1OthersMakeAReplicaJoinTheSmallestHigherView() throws {
        var backup = try PBFTBench(0)
        #expect(try backup.hear(PBFTBench.viewChange(5, from: 2)).viewChanges.isEmpty)
        #expect(try backup.hear(PBFTBench.viewChange(3, from: 1)).viewChanges.map(\.view) == [3])
        #expect(backup.state.view == 3)
    }

    @Test func theNewPrimaryBeginsWithAQuorum() throws {
        var primary = try PBFTBench(1)
        try primary.give(.request(request.encoded))
        try primary.give(.timeout)
        #expect(try primary.hear(PBFTBench.viewChange(1, from: 2)).newViews.isEmpty)
        let heard = try primary.hear(PBFTBench.viewChange(1, from: 3))
        #expect(heard.newViews.first?.viewChanges.map(\.sender) == [1, 2, 3])
        #expect(heard.newViews.first?.prePrepares == [])
        // The request that waits gets a place by a normal PRE-PREPARE.
        #expect(heard.proposals == [PBFTPrePrepare(view: 1, sequence: 1, request: request)])
        #expect(primary.state.view == 1)
        #expect(!primary.state.isChangingView)
    }

    @Test func theHighestCertificateIsProposedAgainAndGapsAreNull() throws {
        var primary = try PBFTBench(2)
        let old = PBFTBench.certificate(other, at: 3, view: 0)
        let new = PBFTBench.certificate(request, at: 3, view: 1)
        let first = PBFTBench.certificate(PBFTBench.request(1, client: 1), at: 1, view: 0)
        try primary.hear(PBFTBench.viewChange(2, from: 0, [first, old]))
        let heard = try primary.hear(PBFTBench.viewChange(2, from: 3, [new]))
        let newView = try #require(heard.newViews.first)
        #expect(newView.prePrepares.map(\.body.sequence) == [1, 2, 3])
        #expect(newView.prePrepares.map(\.body.request?.client) == [1, nil, 0])
        #expect(newView.prePrepares.last?.body.request == request)
    }

    /// A NEW-VIEW for view 1 with these certificates from replica 2, which proposes `requests`.
    private func newView(
        _ certificates: [PBFTCertificate], _ requests: [PBFTRequest?], senders: [Int] = [1, 2, 3]
    ) -> PBFTSigned<PBFTNewView> {
        let changes = senders.map { PBFTBench.viewChange(1, from: $0, $0 == 2 ? certificates : []) }
        let proposals = requests.enumerated().map {
            PBFTBench.signed(PBFTPrePrepare(view: 1, sequence: $0 + 1, request: $1), 1)
        }
        return PBFTBench.signed(PBFTNewView(view: 1, viewChanges: changes, prePrepares: proposals), 1)
    }

    @Test func aBackupJoinsAndEntersOnAValidNewView() throws {
        var backup = try PBFTBench(0)
        let heard = try backup.hear(newView([PBFTBench.certificate(request, at: 1, view: 0)], [request]))
        #expect(heard.sent.map(\.kind) == [.viewChange, .prepare])
        #expect(heard.events.contains(.entersView(1)))
        #expect(backup.state.accepted(at: 1) == request.digest)
        let prepared = try backup.hear(PBFTBench.prepare(request, at: 1, view: 1), from: 2)
        #expect(prepared.commits == [PBFTCommit(view: 1, sequence: 1, digest: request.digest)])
    }

    @Test func proposalsThatTheCertificatesDoNotAllowAreRefused() throws {
        let certificate = PBFTBench.certificate(request, at: 1, view: 0)
        for requests in [[], [other], [nil], [request, other]] as [[PBFTRequest?]] {
            var backup = try PBFTBench(0)
            #expect(try backup.hear(newView([certificate], requests)).rejection == .invalidProposals)
            #expect(backup.state.view == 0)
        }
    }

    @Test func certificatesThatAreNoneAreRefused() throws {
        let good = PBFTBench.certificate(request, at: 1, view: 0)
        let tooSmall = PBFTBench.certificate(request, at: 1, view: 0, count: 1)
        let twice = PBFTCertificate(
            prePrepare: good.prePrepare, prepares: [good.prepares[0], good.prepares[0]])
        let invented = PBFTCertificate(
            prePrepare: good.prePrepare,
            prepares: good.prepares.map { PBFTSigned(sender: $0.sender, body: $0.body, signature: [1]) })
        let ofTheFuture = PBFTBench.certificate(request, at: 1, view: 1)
        let reasons: [(PBFTCertificate, PBFTRejection)] = [
            (tooSmall, .invalidCertificate), (twice, .invalidCertificate), (invented, .badSignature),
            (ofTheFuture, .invalidCertificate),
        ]
        for (certificate, reason) in reasons {
            var backup = try PBFTBench(0)
            #expect(try backup.hear(newView([certificate], [request])).rejection == reason)
            #expect(try backup.hear(PBFTBench.viewChange(1, from: 3, [certificate])).rejection == reason)
        }
    }

    @Test func viewChangesThatAreNoQuorumAreRefused() throws {
        var backup = try PBFTBench(0)
        for senders in [[1, 2], [1, 2, 2], [3, 2, 1]] {
            #expect(try backup.hear(newView([], [], senders: senders)).rejection == .invalidViewChanges)
        }
        let forged = PBFTSigned(
            sender: 3, body: PBFTViewChange(view: 1, checkpoint: [], prepared: []), signature: [1])
        let body = PBFTNewView(
            view: 1,
            viewChanges: [PBFTBench.viewChange(1, from: 1), PBFTBench.viewChange(1, from: 2), forged],
            prePrepares: [])
        #expect(try backup.hear(PBFTBench.signed(body, 1)).rejection == .badSignature)
        #expect(try backup.hear(PBFTBench.signed(body, 2)).rejection == .notFromPrimary)
    }

    @Test func messagesOfAViewThatHasNotBegunWait() throws {
        var backup = try PBFTBench(0)
        try backup.give(.timeout)
        #expect(try backup.hear(PBFTBench.proposal(request, at: 1, view: 1), from: 1).sent.isEmpty)
        #expect(try backup.hear(PBFTBench.prepare(request, at: 1, view: 1), from: 2).sent.isEmpty)
        let heard = try backup.hear(newView([], []))
        #expect(heard.prepares.map(\.digest) == [request.digest])
        #expect(heard.commits.map(\.digest) == [request.digest])
    }

    @Test func theBufferOfASenderIsBounded() throws {
        var backup = try PBFTBench(0)
        var reasons: Set<PBFTRejection> = []
        for number in 0..<100 {
            let vote = PBFTBench.prepare(PBFTBench.request(number + 1), at: 1 + number % 8, view: 3)
            if let reason = try backup.hear(vote, from: 2).rejection { reasons.insert(reason) }
        }
        #expect(reasons == [.bufferFull])
        #expect(try backup.hear(PBFTBench.prepare(request, at: 1, view: 3), from: 1).rejection == nil)
    }

    @Test func whoIsLateIsAnsweredWithNewView() throws {
        var backup = try PBFTBench(0)
        let begun = newView([], [])
        try backup.hear(begun)
        let heard = try backup.hear(PBFTBench.viewChange(1, from: 3))
        #expect(heard.newViews == [begun.body])
        #expect(heard.rejection == .wrongView(1))
    }
}
