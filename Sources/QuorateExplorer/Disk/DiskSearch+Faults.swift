import QuorateLanguage

extension DiskSearch {
    /// A fault that a worker met is an error of the spec, in a step out of this level or in a property. After a violation
    /// it ends the search, and the violation stands: no complete level has a fault.
    ///
    /// The one that is told is that of the least state of the level that has one, and of the least new state where the
    /// level has none: of all of them, whoever met what first, and whatever was asked of them.
    func checkForFault(_ depth: Int?, _ merged: MergedLevel) throws {
        guard merged.fault != nil || workers.contains(where: \.hasSeenFault) else { return }
        let inLevel = try depth.flatMap { try leastFault(in: known.levels[$0]) }
        // Of a level that was cut off only that is known which was met.
        guard let error = try inLevel ?? leastFault(in: merged.index) ?? merged.fault?.error else {
            try search.contradiction(
                "a fault in \(search.spec.name) does not show again when its level is looked through")
        }
        if !search.hasViolation { throw error }
        search.fault = error
        search.control.stop(.fault)
    }

    /// The fault of the first state, and so the least, of a level that has one.
    private func leastFault(in level: BlockIndex) throws -> SpecError? {
        let reader = BlockReader(folder.states, codec)
        for block in 0..<level.blockCount {
            try reader.read(level, block)
            for position in 0..<reader.count {
                let start = reader.states + position * codec.wordCount
                let state = Array(UnsafeBufferPointer(start: start, count: codec.wordCount))
                if let error = search.spec.slip(state) { return error }
            }
        }
        return nil
    }
}
