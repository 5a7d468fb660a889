import Foundation
import Testing

@testable import Pages

/// The other tools that `quorate bench` runs, where they are installed.
@Suite struct PeerTests {
    private struct Printed: Decodable {
        struct Case: Decodable {
            var tool: String
            var generatedStates: Int
        }
        struct Ratio: Decodable {
            var against: String
            var perCpuSecond: Double
        }
        var cases: [Case]
        var ratios: [Ratio]
    }

    private static func isInstalled(_ tool: String) -> Bool {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)")
        }
    }

    /// The twins are compiled and find the same states.
    @Test(
        .enabled(if: ["spin", "rumur", "gcc"].allSatisfy(isInstalled), "spin, rumur or gcc is not installed"))
    func twinsAgree() async throws {
        var terminal = Terminal(in: Page.root)
        let ended = try await terminal.run(
            "quorate bench two-phase-commit-8 --workers 1 --store exact --repeat 1 --against spin,rumur --format json 2>/dev/null"
        )
        #expect(ended.status == 0, "\(ended.output)")
        let printed = try JSONDecoder().decode(Printed.self, from: Data(ended.output.utf8))
        #expect(printed.cases.map(\.tool) == ["quorate", "spin", "rumur"])
        #expect(Set(printed.cases.map(\.generatedStates)) == [18_507_778])
        #expect(printed.ratios.map(\.against) == ["spin", "rumur"])
        #expect(printed.ratios.allSatisfy { $0.perCpuSecond > 0 })
    }
}
