/// Way for words between the ranks of one search: processes, usually on several machines, that search together.
///
/// Every rank makes the same calls in the same order; each call returns once all have made it. Failures of the transport
/// itself end all ranks: there is no verdict without one of them.
package protocol RankTransport: AnyObject, Sendable {
    /// Number of this rank, from 0.
    var rank: Int { get }
    /// Number of ranks.
    var rankCount: Int { get }
    /// Number of ranks on this machine, which share its memory; this one included.
    var neighbourCount: Int { get }

    /// The words of all ranks, each as many as here, in the order of ranks.
    func gather(_ words: [UInt64]) -> [UInt64]

    /// Gives each rank the words that are for it, and takes those that each has for this one.
    ///
    /// - Parameters:
    ///   - outgoing: words for rank r from `r * stride` on, as many as `sizes[r]`.
    ///   - incoming: place for words of rank r from `r * stride` on, as many as `expected[r]`, which it has told before.
    func exchange(
        _ outgoing: UnsafePointer<UInt64>, sizes: [Int], into incoming: UnsafeMutablePointer<UInt64>,
        expected: [Int], stride: Int)
}
