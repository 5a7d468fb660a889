import Foundation
import Testing

/// The targets below `Tests`: the manifest says what they need, which is what they import.
@Suite struct TestTargetTests {
    /// Started, or linked, and not imported.
    private static let unimported: Set = ["QuorateExecutable", "QuorateExploreExecutable", "CTestWidth"]

    /// The names of the targets and of what they depend on, in the order of the manifest.
    private static func targets(in manifest: String) -> [(name: String, needs: Set<String>)] {
        let target = #/\.(?:testTarget|target)\(\s*name: "(\w+)"(?:,\s*dependencies: \[([^\]]*)\])?/#
        return manifest.matches(of: target).map { match in
            let needs = (match.2 ?? "").replacing(#/, package: "[^"]*"/#, with: "")
            return (String(match.1), Set(needs.matches(of: #/"(\w+)"/#).map { String($0.1) }))
        }
    }

    @Test func importsAreTheDependenciesOfTheManifest() throws {
        let targets = Self.targets(in: try #require(Repository.text(of: "Package.swift")))
        var compared = 0
        for (name, needs) in targets {
            let files = Repository.files(below: "Tests/\(name)", endingIn: ".swift")
            guard !files.isEmpty else { continue }
            let imports = Set(files.compactMap(Repository.text).flatMap { SwiftSource($0).imports })
            let free = House.system.union(Self.unimported).union(["Testing", "FoundationXML"])
            #expect(imports.subtracting(free) == needs.subtracting(free), "\(name)")
            compared += 1
        }
        #expect(compared > 10)
    }

    /// Hundreds of searches at once take more than twice as long: `CTestWidth` is linked and has run.
    @Test func fewTestsRunAtOnce() throws {
        let width = ProcessInfo.processInfo.environment["SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH"]
        #expect(try #require(width.flatMap { Int($0) }) >= 1)
    }

    @Test func dependenciesAreRead() {
        let manifest = """
            .target(name: "A", path: "Tests/A"),
            .testTarget(
                name: "B", dependencies: ["A", .product(name: "C", package: "swift-c")],
                exclude: ["D"]),
            """
        let targets = Self.targets(in: manifest)
        #expect(targets.map(\.name) == ["A", "B"])
        #expect(targets.map(\.needs) == [[], ["A", "C"]])
    }
}
