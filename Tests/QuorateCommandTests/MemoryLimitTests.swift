import Testing

/// What is said of a limit on memory. That it is kept is in `LongTests`.
@Suite struct MemoryLimitTests {
    @Test func aLimitTooSmallToStartIsAMistake() async throws {
        let ended = try await Executable.run(
            ["check", "TwoPhaseCommit", "--set", "managers=3", "--max-memory", "5M"])
        #expect(ended.status == 64)
        #expect(ended.errors.contains("is too small to start: give at least"))
    }
}
