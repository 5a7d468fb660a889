/// Result of the question whether each read of a register gives a value that it may give.
///
/// Lamport, "On Interprocess Communication", Distributed Computing 1 (1986): a read of a *regular* register with one writer
/// gives the value of the last write that ended before the read began, or of one that overlaps it. With several
/// writers this is the weak condition of Shao, Welch, Pierce and Lee, "Multiwriter Consistency Conditions for Shared
/// Memory Registers", SIAM Journal on Computing 40 (2011): each read, taken alone, has an order of it and all writes
/// that keeps time. Two reads may see two writes in different orders.
public struct RegularityCheck: Hashable, Sendable {
    /// Read with the write that it may be of; nil for the value before the first write.
    public struct Source: Hashable, Sendable {
        /// Index of the read.
        public let read: Int
        /// Index of the write.
        public let write: Int?
    }

    /// The first read whose value it may not give, and the event that ends the shortest prefix which shows it: the end of
    /// the read, or the failure of the last write that it could be of.
    public struct Unexplained: Hashable, Sendable {
        /// Index of the read.
        public let read: Int
        /// Number of the last event of the prefix.
        public let lastEvent: Int
    }

    /// Sources of the reads that ended before the first that has none is known, in the order of their calls.
    public let sources: [Source]
    /// The first read that has none; nil for a regular history.
    public let unexplained: Unexplained?
    /// Number of pairs of a read and a write that were looked at.
    public let pairsLookedAt: Int
}

extension History {
    /// Looks for each read at the writes that it may be of.
    ///
    /// - Throws: ``WitnessError`` for our own mistake: every source is checked again by the definition.
    /// - Complexity: the product of reads and writes.
    public func checkRegularity<Value>(
        as register: Register<Value>
    ) throws(WitnessError) -> RegularityCheck where Object == Register<Value> {
        let writes = operations.indices.filter { operations[$0].call != .read }
        let reads = operations.indices.filter {
            operations[$0].call == .read && operations[$0].answer(before: .max) != nil
        }
        var sources: [(end: Int, source: RegularityCheck.Source)] = []
        var unexplained: RegularityCheck.Unexplained?
        for read in reads {
            guard let end = operations[read].end else { continue }
            let possible = possibleSources(of: read, endingAt: end, among: writes, register)
            let lastFailure = possible.map { write in write.flatMap { failure(of: $0) } ?? .max }.max() ?? end
            if let latest = possible.last {
                try validate(.init(read: read, write: latest), among: writes)
                sources.append((end, .init(read: read, write: latest)))
            }
            if lastFailure < unexplained?.lastEvent ?? .max {
                unexplained = .init(read: read, lastEvent: lastFailure)
            }
        }
        let last = unexplained?.lastEvent ?? .max
        return RegularityCheck(
            sources: sources.filter { $0.end < last && $0.source.read != unexplained?.read }.map(\.source),
            unexplained: unexplained, pairsLookedAt: reads.count * writes.count)
    }

    /// The writes that a read may be of when it ends, nil for the value before the first; those that do not fail later are
    /// the last ones.
    private func possibleSources<Value>(
        of read: Int, endingAt end: Int, among writes: [Int], _ register: Register<Value>
    ) -> [Int?] where Object == Register<Value> {
        guard case .answered(.value(let value), _) = operations[read].outcome else { return [] }
        let start = operations[read].invoked
        let possible = writes.filter {
            operations[$0].invoked < end && !operations[$0].hasFailed(before: end)
        }
        // A write that ended before this one was called is overwritten when the read begins.
        let lastStart = possible.filter { returned($0) < start }.map { operations[$0].invoked }.max() ?? -1
        let initial: [Int?] = lastStart < 0 && value == register.initialState ? [nil] : []
        let sources = possible.filter { operations[$0].call == .write(value) && returned($0) > lastStart }
        return sources.filter { failure(of: $0) != nil } + initial + sources.filter { failure(of: $0) == nil }
    }

    /// End of a write that took effect; none of one that may still do so.
    private func returned(_ index: Int) -> Int {
        if case .answered(_, let end) = operations[index].outcome { end } else { .max }
    }

    private func failure(of index: Int) -> Int? {
        if case .failed(let end) = operations[index].outcome { end } else { nil }
    }

    private func validate(_ source: RegularityCheck.Source, among writes: [Int]) throws(WitnessError) {
        func precedes(_ first: Int, _ second: Int) -> Bool { returned(first) < operations[second].invoked }
        let isOverwritten = writes.contains { other in
            precedes(other, source.read) && (source.write.map { precedes($0, other) } ?? true)
        }
        if isOverwritten || source.write.map({ precedes(source.read, $0) }) ?? false {
            throw WitnessError(description: "operation \(source.read) cannot read what it is said to read")
        }
    }
}
