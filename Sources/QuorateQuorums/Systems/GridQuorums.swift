/// Replicas in rows and columns: a write takes a whole column and one replica of each other column, a read one
/// replica of each column.
///
/// Every write quorum shares a replica with every read and every write quorum; two read quorums may share none.
/// (A whole row with one replica of each *column* would be the row alone, and two rows share nothing: what is added
/// to a whole line must cross the other lines of the same direction.) Cheung, Ammar and Ahamad, "The Grid Protocol:
/// A High Performance Scheme for Maintaining Replicated Data" (1992).
@frozen
public struct GridQuorums: QuorumSystem {
    /// Operation that a quorum serves.
    @frozen
    public enum Access: Hashable, Sendable, CaseIterable {
        /// One replica of each column.
        case read
        /// One replica of each column, and all replicas of one column.
        case write
    }

    /// The number of rows, at least 1.
    public let rows: Int
    /// The number of columns, at least 1.
    public let columns: Int
    /// Operation that these quorums serve.
    public var access: Access

    /// Quorums for `access` in a grid of `rows` times `columns` replicas, numbered row by row.
    ///
    /// - Parameters:
    ///   - rows: At least 1.
    ///   - columns: At least 1; more than 16 replicas are, like no row or no column, a programming error.
    @inlinable
    public init(rows: Int, columns: Int, for access: Access = .write) {
        precondition(rows >= 1 && columns >= 1, "a grid has a row and a column")
        precondition(rows <= ReplicaID.capacity / columns, "a system has at most 16 replicas")
        self.rows = rows
        self.columns = columns
        self.access = access
    }

    /// The replicas of the grid.
    @inlinable
    public var replicas: ReplicaSet { ReplicaSet(count: rows * columns) }

    /// The replicas of a column, the topmost first.
    ///
    /// - Parameter column: 0 to `columns` - 1; anything else is a programming error.
    @inlinable
    public func column(_ column: Int) -> ReplicaSet {
        precondition((0..<columns).contains(column), "the grid has no such column")
        return ReplicaSet((0..<rows).map { ReplicaID($0 * columns + column) })
    }

    /// Quorum test: `set` covers every column, and for a write fills one.
    @inlinable
    public func isQuorum(_ set: ReplicaSet) -> Bool {
        let lines = (0..<columns).map(column)
        let coversAll = lines.allSatisfy { !$0.isDisjoint(with: set) }
        return coversAll && (access == .read || lines.contains { $0.isSubset(of: set) })
    }
}
