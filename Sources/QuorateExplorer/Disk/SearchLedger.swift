import QuorateLanguage

/// Notes that a search writes into its folder from time to time, and goes on from: its record, beside which lie its states.
///
/// It is the same for a search on disk and for one in memory with checkpoints.
final class SearchLedger {
    unowned let search: Search
    let folder: SearchFolder
    let resumes: Bool
    let digest: BehaviourDigest
    let tuning: DiskTuning
    var record: SearchRecord
    private var lastCommit: Double

    /// - Throws: ``DiskError`` where the folder is not one to search in, or has another search.
    init(_ search: Search, folder path: String, resumes: Bool, tuning: DiskTuning) throws {
        let spec = search.spec
        self.search = search
        self.resumes = resumes
        self.tuning = tuning
        digest = BehaviourDigest(spec: spec, kernel: search.kernel)
        folder = try SearchFolder(
            path, resumes: resumes, room: DiskRoom(tuning.room, losesWrites: tuning.losesWrites))
        let request = SavedSearch(search.explorer)
        let program = try tuning.program ?? ProgramDigest.current()
        record =
            resumes
            ? try folder.record()
            : SearchRecord(
                nonce: .random(in: 1 ... .max), request: request, wordCount: spec.wordCount,
                outline: digest.outline, initialStates: digest.initialStates, program: program)
        lastCommit = search.control.elapsedSeconds
        if resumes {
            try checkRecord(request, program)
            try checkLimits()
            // The next one that goes on has these limits unless it is given others.
            (record.request.states, record.request.depth) = (request.states, request.depth)
        }
    }

    /// A search of which nothing was found yet.
    var isNew: Bool { record.isNew }

    /// Form of the blocks of its states.
    var codec: BlockCodec {
        BlockCodec(wordCount: record.wordCount, blockStates: tuning.blockStates, nonce: record.nonce)
    }

    /// Bytes that the states of its levels take.
    var byteCount: Int { record.byteCount }

    // MARK: Levels

    /// Bytes of the file behind which the next level of a checkpoint goes.
    ///
    /// - Throws: ``DiskError`` where the file is shorter. Nobody reads it before the search goes on.
    func end() throws -> Int {
        let end = byteCount
        if try folder.states.byteCount < end {
            throw DiskError.damaged(
                file: folder.states.path, what: "somebody has cut it off meanwhile")
        }
        return end
    }

    /// Writer of the blocks of a level from a place in the file on.
    func writer(level depth: Int, at start: Int) -> BlockWriter {
        var end = start
        return BlockWriter(folder.states, codec, part: depth) { bytes in
            defer { end += bytes }
            return end
        }
    }

    // MARK: Commits

    func isDue(every seconds: Double) -> Bool { search.control.elapsedSeconds - lastCommit >= seconds }

    /// Makes what is complete that behind which the search goes on.
    ///
    /// - Parameter digest: digest of a sample of a level, with the steps out of it if it was expanded.
    func commit(_ digest: (Int, _ isExpanded: Bool) throws -> UInt64) throws {
        // A search that goes on does not ask again about the states behind it.
        if search.explorer.checksPurity { try search.purity.finish() }
        record.frontier = try record.levels.isEmpty ? 0 : digest(record.levels.count - 1, false)
        try folder.commit(record)
        lastCommit = search.control.elapsedSeconds
        try tuning.committed?(record.levels.count)
    }

    /// Refuses a spec that says other things of a sample of each level, and takes up what was found.
    ///
    /// - Parameter digest: digest of a sample of a level, with the steps out of it if it was expanded.
    func takeUp(_ digest: (Int, _ isExpanded: Bool) throws -> UInt64) throws {
        for (depth, known) in (record.samples + [record.frontier]).enumerated() {
            guard try digest(depth, depth < record.samples.count) == known else {
                throw DiskError.changedSpec("it takes other steps, or says other things, at depth \(depth)")
            }
        }
        search.takeUp(record)
    }

    // MARK: Record

    /// Refuses to go on with another search than that of the record.
    private func checkRecord(_ request: SavedSearch, _ program: UInt64) throws {
        guard record.request.asksTheSame(as: request) else {
            throw DiskError.changedSpec(
                "the folder is of \(record.request.instance.label), and of other properties or options")
        }
        let spec = search.spec
        guard record.wordCount == spec.wordCount else {
            throw DiskError.changedSpec("a state has other fields")
        }
        guard record.outline == digest.outline else {
            throw DiskError.changedSpec("its actions, properties or fields have other names")
        }
        guard record.initialStates == digest.initialStates else {
            throw DiskError.changedSpec("it has other initial states")
        }
        guard record.program == program else {
            throw DiskError.changedSpec(
                "the program was built anew since, and a change may show in few states (`resume` with the program of then goes on)"
            )
        }
        let depth = record.levels.count
        let isWhole =
            depth == 0
            ? record.samples.isEmpty && record.tallies.isEmpty
            : record.samples.count == depth - 1 && record.tallies.count == search.checked.count
                && record.figures.taken.count == spec.actionNames.count
                && record.figures.firstDepth.count == spec.actionNames.count
        guard isWhole else { throw DiskError.changedSpec("it has another number of actions or properties") }
    }

    /// Refuses a limit below what the folder has: a search with that limit would have found less.
    private func checkLimits() throws {
        let limits = search.explorer.limits
        if let depth = limits.depth, depth < record.levels.count - 1 {
            throw DiskError.unsuitable(
                "a depth of \(depth) is too small: the folder has \(record.levels.count - 1) levels already behind the"
                    + " initial states; give at least \(record.levels.count - 1)")
        }
        let known = record.levels.reduce(0) { $0 + $1.within }
        if let states = limits.states, states < known {
            throw DiskError.unsuitable(
                "a limit of \(states) states is too small: the folder has \(known) already; give at least \(known)"
            )
        }
    }

    /// Puts what was found in complete levels into the record.
    func noteFindings() {
        record.figures = .init(
            generated: search.generated, taken: search.takenPerKind, firstDepth: search.firstDepth,
            withoutStep: search.stuckStates.withoutStep, withoutChange: search.stuckStates.withoutChange)
        record.tallies = zip(search.tallies, search.violationDepth).map { tally, depth in
            .init(
                violations: tally.violations, least: tally.least?.words, depth: depth,
                premiseHeld: tally.premiseHeld, reached: tally.reached, witness: tally.witness)
        }
    }
}
