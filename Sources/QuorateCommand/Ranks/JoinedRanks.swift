import Foundation
import QuorateExplorer
import Synchronization

#if MPI
    import QuorateMPI
#endif

/// The ranks among which this process is one, from `check --distributed` on until it ends.
///
/// Rank 0 alone prints, and its exit status is that of all.
enum JoinedRanks {
    private static let joined = Mutex<RankLink?>(nil)

    /// Presence of a rank that prints in place of this one.
    static var isSilent: Bool { joined.withLock { ($0?.rank ?? 0) != 0 } }

    #if MPI
        private static let ranks = MPIRanks()

        /// Start of this process by `mpirun`, or by another program that starts the ranks of MPI.
        static var isStartedByMPI: Bool {
            let variables = ProcessInfo.processInfo.environment
            return ["OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_RANK"].contains { variables[$0] != nil }
        }

        /// Number of processes that Open MPI's `mpirun` says it has started.
        static var startedCount: Int {
            ProcessInfo.processInfo.environment["OMPI_COMM_WORLD_SIZE"].flatMap { Int($0) } ?? 1
        }

        /// Joins the other ranks, once.
        ///
        /// - Throws: `RankError` where they were started with other arguments, or are another program.
        static func join() throws -> RankLink {
            if let link = joined.withLock({ $0 }) { return link }
            guard let ranks else {
                throw RankError.unsuitable(
                    "needs an Open MPI that lets any thread call it; this one does not")
            }
            let link = RankLink(ranks)
            joined.withLock { $0 = link }
            let arguments = CommandLine.arguments.dropFirst().joined(separator: "\0")
            try link.requireSameProgram(arguments: arguments)
            return link
        }

        /// Leaves the other ranks, when all of them do, and returns the status of rank 0; `status` outside.
        static func end(status: Int32) -> Int32 {
            guard let link = joined.withLock({ $0 }) else { return status }
            let common = link.end(status: status)
            ranks?.end()
            return common
        }
    #else
        static var isStartedByMPI: Bool { false }
        static var startedCount: Int { 1 }
        static func join() throws -> RankLink { throw CommandError.noRanks }
        static func end(status: Int32) -> Int32 { status }
    #endif
}

extension JoinedRanks {
    /// Joins the other ranks, where there are any, before anything is printed: all of them would print it.
    ///
    /// - Throws: `RankError` for one of several that does not search with the others, which wait for it.
    static func joinEarly(_ isDistributed: Bool) throws {
        guard isStartedByMPI else { return }
        if isDistributed {
            _ = try join()
        } else if startedCount > 1 {
            throw RankError.unsuitable(
                "is one of all that mpirun has started, and this one of \(startedCount) is to search alone:"
                    + " add --distributed, or start it without mpirun")
        }
    }

    /// The ranks that search, if they are asked for.
    static func chosen(_ isDistributed: Bool, in session: Session) throws -> RankLink? {
        guard isDistributed else { return nil }
        let ranks = try join()
        if ranks.rankCount == 1 {
            session.console.note("one rank searches: start more with `mpirun -np N` in front of the command")
        }
        return ranks
    }
}
