import QuorateReplicas
import Testing

/// Each switch changes the rule that it names: on the left the paper's rule, on the right the broken one.
@Suite struct PBFTUnsafeTests {
    typealias Change = (inout PBFTConfiguration.Unsafe) -> Void
    let request = PBFTBench.request(1)
    let other = PBFTBench.request(1, [8])

    /// What `observe` sees of a replica that keeps the rules, and of one that does not.
    private func compare<Seen>(
        _ replica: Int, _ change: Change, _ observe: (inout PBFTBench) throws -> Seen
    ) throws -> (Seen, Seen) {
        var (safe, unsafe) = (try PBFTBench(replica), try PBFTBench(replica, change))
        return (try observe(&safe), try observe(&unsafe))
    }

    @Test func smallerQuorumsAreEnough() throws {
        let prepared = try compare(1, { $0.prepareQuorum = .twoF }) {
            try $0.hear(PBFTBench.proposal(request, at: 1), from: 0).commits.count
        }
        #expect(prepared == (0, 1))
        let committed = try compare(1, { $0.commitQuorum = .fPlusOne }) {
            try $0.hear(PBFTBench.commit(request, at: 1), from: 0)
            try $0.hear(PBFTBench.proposal(request, at: 1), from: 0)
            return try $0.hear(PBFTBench.prepare(request, at: 1), from: 2).executed
        }
        #expect(committed == ([], [1]))
        let changed = try compare(1, { $0.viewChangeQuorum = .twoF }) {
            try $0.give(.timeout)
            return try $0.hear(PBFTBench.viewChange(1, from: 2)).newViews.count
        }
        #expect(changed == (0, 1))
    }

    @Test func oneRuleForAllQuorums() throws {
        let configuration = try PBFTBench(0) { $0.quorum = .fPlusOne }.node.configuration
        #expect(configuration.unsafe.prepareQuorum == .fPlusOne)
        #expect(configuration.unsafe.commitQuorum == .fPlusOne)
        #expect(configuration.unsafe.viewChangeQuorum == .fPlusOne)
        #expect(configuration.quorum(configuration.unsafe.quorum) == 2)
    }

    @Test func skipsCommitPhase() throws {
        let seen = try compare(1, { $0.skipsCommitPhase = true }) {
            try $0.hear(PBFTBench.proposal(request, at: 1), from: 0)
            return try $0.hear(PBFTBench.prepare(request, at: 1), from: 3).executed
        }
        #expect(seen == ([], [1]))
    }

    /// What the primary of view 2 proposes at the first place, having heard of two certificates.
    private func choice(_ bench: inout PBFTBench) throws -> [[UInt8]?] {
        let certificates = [
            PBFTBench.certificate(other, at: 1, view: 0), PBFTBench.certificate(request, at: 1, view: 1),
        ]
        try bench.hear(PBFTBench.viewChange(2, from: 0, [certificates[0]]))
        let heard = try bench.hear(PBFTBench.viewChange(2, from: 3, [certificates[1]]))
        return heard.newViews.first?.prePrepares.map(\.body.request?.operation) ?? []
    }

    @Test func certificatesAreIgnoredOrTakenUnchecked() throws {
        #expect(try compare(2, { $0.takesAnyCertificate = true }, choice) == ([[7]], [[8]]))
        #expect(try compare(2, { $0.ignoresCertificates = true }, choice) == ([[7]], []))
        let good = PBFTBench.certificate(request, at: 1, view: 0)
        let invented = PBFTCertificate(
            prePrepare: good.prePrepare,
            prepares: good.prepares.map { PBFTSigned(sender: $0.sender, body: $0.body, signature: []) })
        let seen = try compare(0, { $0.checksCertificates = false }) {
            try $0.hear(PBFTBench.viewChange(1, from: 2, [invented])).rejection
        }
        #expect(seen == (.badSignature, nil))
    }

    @Test func commitsInOldViews() throws {
        let seen = try compare(1, { $0.commitsInOldViews = true }) {
            try $0.hear(PBFTBench.proposal(request, at: 1), from: 0)
            try $0.give(.timeout)
            let commits = try $0.hear(PBFTBench.prepare(request, at: 1), from: 2).commits
            let proposals = try $0.hear(PBFTBench.proposal(other, at: 2), from: 0).prepares
            let told = try $0.give(.timeout).viewChanges.flatMap(\.prepared)
            return [commits.count, proposals.count, told.count]
        }
        #expect(seen == ([0, 0, 0], [1, 0, 0]))
    }

    @Test func acceptsOldViews() throws {
        let seen = try compare(1, { $0.acceptsOldViews = true }) {
            try $0.give(.timeout)
            return try $0.hear(PBFTBench.proposal(request, at: 1), from: 0).prepares.count
        }
        #expect(seen == (0, 1))
    }

    @Test func signaturesAreNotChecked() throws {
        let forged = PBFTRequest(client: 0, timestamp: 1, operation: [7], signature: [])
        let client = try compare(1, { $0.checksClientSignatures = false }) {
            try $0.hear(PBFTBench.proposal(forged, at: 1), from: 0).prepares.count
        }
        #expect(client == (0, 1))
        let message = PBFTEnvelope(sender: 0, message: PBFTBench.proposal(request, at: 1), signature: [])
        let replica = try compare(1, { $0.checksSignatures = false }) {
            try $0.give(.message(message.encoded)).prepares.count
        }
        #expect(replica == (0, 1))
    }

    @Test func countsMessagesNotSenders() throws {
        let seen = try compare(0, { $0.countsMessagesNotSenders = true }) {
            try $0.give(.request(request.encoded))
            try $0.hear(PBFTBench.prepare(request, at: 1), from: 2)
            return try $0.hear(PBFTBench.prepare(request, at: 1), from: 2).commits.count
        }
        #expect(seen == (0, 1))
    }

    @Test func forgetsVotes() throws {
        let seen = try compare(1, { $0.persistsVotes = false }) {
            try $0.hear(PBFTBench.proposal(request, at: 1), from: 0)
            try $0.node.restart()
            return try $0.hear(PBFTBench.proposal(other, at: 1), from: 0).prepares.count
        }
        #expect(seen == (0, 1))
    }

    @Test func executesTwice() throws {
        let seen = try compare(1, { $0.executesTwice = true }) {
            try $0.order(request, at: 1)
            return try $0.order(request, at: 2).executed
        }
        #expect(seen == ([], [2]))
    }

    @Test func ignoresWatermarks() throws {
        let seen = try compare(1, { $0.ignoresWatermarks = true }) {
            try $0.hear(PBFTBench.proposal(request, at: 1_000_000), from: 0).prepares.count
        }
        #expect(seen == (0, 1))
    }

    @Test func tooFewReplicasAreAllowed() throws {
        let seen = try compare(1, { $0.allowsTooFewReplicas = true }) {
            let commits = try $0.hear(PBFTBench.proposal(request, at: 1), from: 0).commits.count
            return [commits, try $0.hear(PBFTBench.prepare(request, at: 1), from: 3).commits.count]
        }
        #expect(seen == ([0, 1], [1, 0]))
    }
}
