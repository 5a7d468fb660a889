import QuorateReplicas
import Testing

/// The log that tests crash.
@Suite struct MemoryLogTests {
    @Test func aCrashLosesWhatWasNotSyncedAndNothingElse() {
        var log = MemoryLog([[1]])
        log.append([2])
        #expect(log.records == [[1], [2]] && log.durable == [[1]])
        log.sync()
        log.append([3])
        log.append([4])
        log.reopen()
        #expect(log.records == [[1], [2]] && log.durable == [[1], [2]])
    }

    /// A replacement is durable at once, and what was not synced does not come back.
    @Test func aReplacementIsDurableAtOnce() {
        var log = MemoryLog([[1]])
        log.append([2])
        log.replace(with: [[3]])
        log.sync()
        log.reopen()
        #expect(log.records == [[3]] && log == MemoryLog([[3]]))
    }
}
