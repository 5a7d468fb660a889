import QuorateLanguage

/// Findings of one thread in the new states of a level.
struct NewStateFindings {
    private unowned let disk: DiskSearch
    private let wordCount: Int
    private(set) var tallies: [Tally]
    /// States outside the constraint.
    private(set) var outside = 0
    /// Batch in which a fault of the spec was met, the first one, and the fault of the least state of it.
    private(set) var fault: (batch: Int, error: SpecError?)?

    init(_ disk: DiskSearch) {
        self.disk = disk
        wordCount = disk.codec.wordCount
        tallies = Array(repeating: Tally(), count: disk.search.checked.count)
    }

    /// Asks the properties of new states, and notes them in the filter.
    mutating func look(at states: UnsafeMutablePointer<UInt64>, _ count: Int, batch: Int) {
        guard count > 0 else { return }
        let search = disk.search
        let faults = SpecFault.countOnThisThread
        let before = EvaluatedSpec.look(at: states, count: count)
        defer { EvaluatedSpec.look(at: before.states, count: before.count) }
        let beyond = search.kernel.countOutside?(states, count) ?? 0
        outside += beyond
        let within = count - beyond
        if disk.counted.add(within) + within > search.explorer.limits.states ?? .max {
            search.control.stop(.states)
        }
        for position in tallies.indices { look(at: states, count, for: position) }
        disk.known.noteNew(states, count)
        if SpecFault.countOnThisThread != faults, fault == nil {
            fault = (batch, firstSlip(in: states, count))
        }
    }

    private func firstSlip(in states: UnsafeMutablePointer<UInt64>, _ count: Int) -> SpecError? {
        for position in 0..<count {
            if let error = disk.search.spec.slip(state(position, of: states)) { return error }
        }
        return nil
    }

    private mutating func look(
        at states: UnsafeMutablePointer<UInt64>, _ count: Int, for position: Int
    ) {
        let search = disk.search
        let kind = search.spec.properties[search.checked[position]].kind
        if kind == .deadlockFreedom { return }
        // Asked of all states of the first level that meets it: a fault behind a witness must not depend on the order.
        if kind == .reachable && search.tallies[position].reached { return }
        var next = 0
        while next < count {
            let found = search.kernel.scans[position](states + next * wordCount, count - next)
            if found.premiseHeld { tallies[position].premiseHeld = true }
            if found.firstHit < 0 { return }
            let hit = next + found.firstHit
            if kind == .reachable {
                if !tallies[position].reached { tallies[position].noteWitness(state(hit, of: states)) }
            } else {
                tallies[position].note(words(hit, of: states), index: 0)
            }
            next = hit + 1
        }
    }

    private func words(
        _ position: Int, of states: UnsafeMutablePointer<UInt64>
    ) -> UnsafeBufferPointer<UInt64> {
        UnsafeBufferPointer(start: states + position * wordCount, count: wordCount)
    }

    private func state(_ position: Int, of states: UnsafeMutablePointer<UInt64>) -> [UInt64] {
        Array(words(position, of: states))
    }

    /// Adds what another thread has found.
    mutating func merge(_ other: NewStateFindings) {
        for position in tallies.indices { tallies[position].merge(other.tallies[position]) }
        outside += other.outside
        guard let later = other.fault else { return }
        if let fault, fault.batch < later.batch { return }
        fault = later
    }
}
