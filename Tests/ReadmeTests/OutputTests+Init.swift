import Testing

extension OutputTests {
    /// The package that `init` writes without a driver, under another name.
    ///
    /// The pages have built the one with a driver, in the folder of the reader; this one takes of it what is the same.
    static func packageWithoutDriver(_ reader: inout Reader) async throws {
        try await reader.type("quorate init ../Ballot")
        try await reader.type(
            "swift test --package-path ../Ballot --scratch-path .build --disable-build-manifest-caching")
        #expect(reader.testLog.contains("Suite BallotTests passed"))
        try await reader.type("swift run --package-path ../Ballot --scratch-path .build Checker check")
    }
}
