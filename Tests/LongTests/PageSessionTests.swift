import Foundation
import Testing

@testable import Pages

/// The pages show what the program prints.
///
/// `QUORATE_REGENERATE=1 swift test -c release --filter LongTests.PageSessionTests` writes the outputs again; read the
/// diff.
@Suite struct PageSessionTests {
    /// The page that adds to the package that the others show.
    private static let last = "FirstSpec"

    /// The commands of all pages, each page from top to bottom, in one clone: what one page has built the next one
    /// finds built.
    @Test func sessionsPrintWhatIsShown() async throws {
        let clone = try Clone()
        var reader = Reader(Terminal(in: clone.folder, temporaryFolder: clone.temporaryFolder))
        let pages = try Page.all()
        for page in pages where page.name != Self.last { try await reader.read(page) }
        let suites = try await Self.exportTests(&reader)
        for page in pages where page.name == Self.last { try await reader.read(page) }
        #expect(reader.sessions > 10)
        for suite in suites { #expect(reader.testLog.contains("Suite \(suite) passed"), "\(reader.testLog)") }
        try await Self.packageWithoutDriver(&reader)
    }

    /// Runs that the starter's own command exports are tests of the starter: the last page's `swift test` runs them.
    ///
    /// - Returns: the suites.
    private static func exportTests(_ reader: inout Reader) async throws -> [String] {
        let checker = ".build/debug/Checker"
        try reader.enter("../Election")
        for (spec, mutant) in [("Election", "forgetful-voters"), ("EchoBroadcast", "hasty-delivery")] {
            try await reader.type("\(checker) check \(spec) --mutant \(mutant) --export traces")
            try await reader.type(
                "\(checker) export traces/\(spec)/\(mutant).itf.json --swift"
                    + " --output Tests/ProtocolTests/\(mutant).swift")
        }
        return ["ElectionForgetfulVotersTests", "EchoBroadcastHastyDeliveryTests"]
    }

    /// The package that `init` writes without a driver, under another name.
    ///
    /// The pages have built the one with a driver, in the folder of the reader; this one takes of it what is the same.
    private static func packageWithoutDriver(_ reader: inout Reader) async throws {
        try await reader.type("quorate init ../Ballot")
        try await reader.type(
            "swift test --package-path ../Ballot --scratch-path .build --disable-build-manifest-caching")
        #expect(reader.testLog.contains("Suite BallotTests passed"))
        try await reader.type("swift run --package-path ../Ballot --scratch-path .build Checker check")
    }
}
