import Synchronization

/// The file of the runs of one level: sorted candidates that did not fit into memory.
final class RunFile: Sendable {
    let file: DiskFile
    let codec: BlockCodec
    private let state = Mutex((end: 0, most: 0, next: 0, runs: [BlockIndex]()))

    init(_ file: DiskFile, _ codec: BlockCodec) {
        self.file = file
        self.codec = codec
    }

    /// Bytes of the largest level so far.
    var mostBytes: Int { state.withLock { $0.most } }

    /// Bytes of this level so far.
    var bytes: Int { state.withLock { $0.end } }

    /// Writes sorted states as a run.
    func write(_ states: UnsafePointer<UInt64>, _ count: Int) throws {
        let writer = newWriter()
        try writer.append(states, count)
        try keep(writer)
    }

    /// Writer of another run.
    func newWriter() -> BlockWriter {
        let part = state.withLock { state in
            state.next += 1
            return state.next
        }
        return BlockWriter(file, codec, part: part) { bytes in
            self.state.withLock { state in
                defer {
                    state.end += bytes
                    state.most = max(state.most, state.end)
                }
                return state.end
            }
        }
    }

    /// Ends a run.
    func keep(_ writer: BlockWriter) throws {
        try writer.flush()
        state.withLock { $0.runs.append(writer.index) }
    }

    /// Hands over up to `count` runs, those that were written first.
    func take(_ count: Int) -> [BlockIndex] {
        state.withLock { state in
            defer { state.runs.removeFirst(min(count, state.runs.count)) }
            return Array(state.runs.prefix(count))
        }
    }

    var runCount: Int { state.withLock { $0.runs.count } }

    /// States of all runs, some of them in several.
    var stateCount: Int { state.withLock { $0.runs.reduce(0) { $0 + $1.stateCount } } }

    /// Forgets all runs and gives their room back.
    func clear() throws {
        try state.withLock { state in
            if state.end > 0 { try file.truncate(to: 0) }
            (state.end, state.runs) = (0, [])
        }
    }
}
