#if MPI
    import COpenMPI
    import QuorateExplorer

    /// The ranks that one `mpirun` has started; one rank where none has.
    package final class MPIRanks: RankTransport {
        package let rank: Int
        package let rankCount: Int
        package let neighbourCount: Int

        /// Joins the other ranks, once in a process; nil where MPI does not serve threads.
        package init?() {
            guard qm_begin() != 0 else { return nil }
            rank = Int(qm_rank())
            rankCount = Int(qm_rank_count())
            neighbourCount = Int(qm_neighbour_count())
        }

        package func gather(_ words: [UInt64]) -> [UInt64] {
            [UInt64](unsafeUninitializedCapacity: words.count * rankCount) { all, count in
                qm_gather(words, Int32(words.count), all.baseAddress)
                count = words.count * rankCount
            }
        }

        package func exchange(
            _ outgoing: UnsafePointer<UInt64>, sizes: [Int], into incoming: UnsafeMutablePointer<UInt64>,
            expected: [Int], stride: Int
        ) {
            let places = (0..<rankCount).map { Int32($0 * stride) }
            qm_exchange(
                outgoing, sizes.map { Int32($0) }, incoming, expected.map { Int32($0) }, places)
        }

        /// Leaves the other ranks, when all of them do.
        package func end() { qm_end() }
    }
#endif
