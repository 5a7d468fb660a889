import QuorateFaults
import QuorateLanguage
import QuorateQuorums
import Testing

@testable import StorageSpecs

/// Certificates over real hashes, and the quorums on which they stand.
@Suite struct CommitCertificateTests {
    /// f + 1 out of 2f + 1 meet in one replica, and 2f + 1 out of 3f + 1 in f + 1: never fewer, sometimes no
    /// more.
    @Test(arguments: 0...3) func quorumsMeet(faults f: Int) {
        #expect(Self.smallestIntersection(size: f + 1, of: 2 * f + 1) == 1)
        #expect(Self.smallestIntersection(size: 2 * f + 1, of: 3 * f + 1) == f + 1)
        // Certificates of f + 1 signatures need not have a correct replica in common.
        #expect(Self.smallestIntersection(size: f + 1, of: 3 * f + 1) <= f || f == 0)
    }

    private static func smallestIntersection(size: Int, of count: Int) -> Int {
        let quorums = ReplicaSet(count: count).subsets(ofSize: size)
        return quorums.flatMap { a in quorums.map { a.intersection($0).count } }.min()!
    }

    @Test func aCertificateHas2fPlus1Signatures() {
        #expect((0...3).map { CommitCertificate(faults: $0).certificateSize } == [1, 3, 5, 7])
    }

    @Test func directoriesHaveDifferentRoots() {
        #expect(Set(CommitCertificate.Directory.values.map(\.tree.root)).count == 3)
    }

    /// No proof of any tree shows an entry under the root of another directory.
    @Test func anEntryIsProvedUnderItsOwnRootOnly() {
        let table = CommitCertificate.InclusionTable.shared
        for entry in CommitCertificate.Directory.values {
            for root in CommitCertificate.Directory.values {
                #expect(table.contains(entry, under: root) == (entry == root))
            }
        }
    }

    /// Signatures that are there from the start against signatures made at any time.
    @Test(arguments: [(3, nil), (4, nil), (4, CommitCertificate.Mutant.smallCertificate)])
    func signaturesFromTheStart(replicas: Int, mutant: CommitCertificate.Mutant?) async throws {
        try await CommitCertificate(replicas: replicas, mutant: mutant).expectSameStepByStep()
    }
}
