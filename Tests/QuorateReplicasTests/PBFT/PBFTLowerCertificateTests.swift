import QuorateReplicas
import Testing

/// The story of the certificate of the highest view, which random schedules hardly ever find.
///
/// Replica 0 is Byzantine. In view 0 it proposes b to replicas 2 and 3, and replica 2 alone is prepared. View 1 begins
/// without replica 2: a is executed. In view 2 there are certificates for both, and only the higher one is safe.
@Suite struct PBFTLowerCertificateTests {
    private let a = PBFTBench.request(1, [0xa], client: 0)
    private let b = PBFTBench.request(1, [0xb], client: 1)

    @Test func theHigherCertificateKeepsAgreement() throws {
        let orders = try play { _ in }
        #expect(orders == [[a.digest], [a.digest], [a.digest]])
    }

    @Test func anyCertificateBreaksAgreement() throws {
        let orders = try play { $0.takesAnyCertificate = true }
        #expect(orders == [[a.digest], [b.digest], [a.digest]])
    }

    /// What replicas 1, 2 and 3 have executed at the first place.
    private func play(_ unsafe: (inout PBFTConfiguration.Unsafe) -> Void) throws -> [[PBFTDigest]] {
        var bench: [Int: PBFTBench] = [:]
        for replica in 1...3 { bench[replica] = try PBFTBench(replica, unsafe) }
        for replica in 2...3 { try bench[replica]?.hear(PBFTBench.proposal(b, at: 1), from: 0) }
        try bench[2]?.hear(PBFTBench.prepare(b, at: 1), from: 3)
        #expect(bench[2]?.state.prepared(at: 1)?.digest == b.digest)

        try bench[1]?.give(.request(a.encoded))
        try bench[1]?.give(.timeout)
        try bench[1]?.hear(PBFTBench.viewChange(1, from: 0))
        let begun = try #require(try bench[1]?.hear(PBFTBench.viewChange(1, from: 3)).newViews.first)
        try bench[3]?.hear(.newView(begun), from: 1)
        try bench[3]?.hear(PBFTBench.proposal(a, at: 1, view: 1), from: 1)
        try vote(for: a, in: 1, of: [0, 1, 3], to: [1, 3], &bench)
        #expect(bench[1]?.state.history.map(\.digest) == [a.digest])

        try bench[2]?.give(.timeout)
        try bench[2]?.give(.timeout)
        for replica in [1, 3] {
            let own = try #require(try bench[replica]?.give(.timeout).viewChanges.first)
            #expect(own.prepared.map(\.prePrepare.body.digest) == [a.digest])
            let heard = try bench[2]?.hear(.viewChange(own), from: replica)
            guard let newView = heard?.newViews.first else { continue }
            for backup in [1, 3] { try bench[backup]?.hear(.newView(newView), from: 2) }
            try bench[3]?.hear(.newView(newView), from: 2)
        }
        try bench[3]?.give(.timeout)
        return try finish(&bench)
    }

    private func finish(_ bench: inout [Int: PBFTBench]) throws -> [[PBFTDigest]] {
        let chosen = bench[2]?.state.accepted(at: 1) == a.digest ? a : b
        try vote(for: chosen, in: 2, of: [0, 1, 3], to: [2], &bench)
        return [1, 2, 3].map { bench[$0]?.state.history.map(\.digest) ?? [] }
    }

    /// PREPAREs and COMMITs of `senders`; a correct one among them has said the same.
    private func vote(
        for request: PBFTRequest, in view: Int, of senders: [Int], to receivers: [Int],
        _ bench: inout [Int: PBFTBench]
    ) throws {
        for receiver in receivers {
            for sender in senders where sender != receiver && sender != view % 4 {
                try bench[receiver]?.hear(PBFTBench.prepare(request, at: 1, view: view), from: sender)
            }
            for sender in senders where sender != receiver {
                try bench[receiver]?.hear(PBFTBench.commit(request, at: 1, view: view), from: sender)
            }
        }
    }
}
