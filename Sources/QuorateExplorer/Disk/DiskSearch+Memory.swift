extension DiskSearch {
    /// Candidates that each worker may hold in the next level.
    var candidateCapacity: Int {
        if let candidates = tuning.candidates { return candidates }
        let left = (room - known.filterBytes - known.indexBytes - mergeBytes) / 10 * 9
        return max(64, left / workers.count / CandidateSet.bytesPerState(codec.wordCount))
    }

    /// States that a worker takes at a time when a level is merged.
    var batchStates: Int {
        min(tuning.batch, max(codec.blockStates, room / 32 / workers.count / codec.wordCount / 8))
    }

    /// Runs that are merged at a time.
    var fanIn: Int { max(2, min(tuning.fanIn, room / 16 / BlockReader.bytes(codec))) }

    private var mergeBytes: Int {
        workers.count * batchStates * (codec.wordCount * 8 + 16) + fanIn * BlockReader.bytes(codec)
    }

    func notePeak() {
        let held = workers.reduce(0) { $0 + $1.candidates.peakBytes }
        peakBytes = max(peakBytes, known.filterBytes + known.indexBytes + held + mergeBytes)
    }
}
