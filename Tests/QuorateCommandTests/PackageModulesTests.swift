import Foundation
import SeededRandom
import Testing

@testable import QuorateCommand

/// Specs that are the same text on both sides: which those are, and what makes them doubtful.
@Suite struct PackageModulesTests {
    /// A program of two spec modules, of which one needs the other, an engine, a list of specs, and a test beside it.
    private static let description = """
        {"products": [{"name": "tool", "targets": ["Tool"], "type": {"executable": null}}], "targets": [
        {"name": "Tool", "c99name": "Tool", "path": "Sources/Tool", "type": "executable",
         "target_dependencies": ["List", "Engine"]},
        {"name": "List", "c99name": "List", "path": "Sources/List", "type": "library",
         "target_dependencies": ["A-Specs", "BSpecs", "CSpecs"]},
        {"name": "A-Specs", "c99name": "A_Specs", "path": "Specs/A", "type": "library",
         "target_dependencies": ["Engine"]},
        {"name": "BSpecs", "c99name": "BSpecs", "path": "Specs/B", "type": "library",
         "target_dependencies": ["Engine", "A-Specs"]},
        {"name": "CSpecs", "c99name": "CSpecs", "path": "Specs/C", "type": "library"},
        {"name": "Engine", "c99name": "Engine", "path": "Sources/Engine", "type": "library"},
        {"name": "Tests", "c99name": "Tests", "path": "Tests", "type": "test",
         "target_dependencies": ["Tool"]}]}
        """
    private static let specs: Set<String> = ["A_Specs", "BSpecs", "CSpecs"]

    private func modules(
        _ digests: [String: String?] = [:], manifest: String = "", description: String = description
    ) async throws -> PackageModules? {
        try await withTemporaryFolder { folder in
            try manifest.write(toFile: "\(folder)/Package.swift", atomically: true, encoding: .utf8)
            return try PackageModules(describedBy: description, product: "tool", in: folder) {
                digests[$0] ?? "one"
            }
        }
    }

    @Test(arguments: [
        ("Specs/A", ["CSpecs"]), ("Specs/B", ["A_Specs", "CSpecs"]), ("Specs/C", ["A_Specs", "BSpecs"]),
        ("Sources/Engine", []), ("Sources/List", []), ("Sources/Tool", []),
        ("Tests", ["A_Specs", "BSpecs", "CSpecs"]), ("", ["A_Specs", "BSpecs", "CSpecs"]),
    ])
    func aFolderThatChanged(path: String, unchanged: [String]) async throws {
        let base = try #require(try await modules())
        for digest in ["two", nil] {
            let head = try #require(try await modules([path: digest]))
            #expect(head.unchanged(since: base, among: Self.specs) == Set(unchanged), "\(digest ?? "none")")
            #expect(base.unchanged(since: head, among: Self.specs) == Set(unchanged), "\(digest ?? "none")")
        }
    }

    /// A folder without a digest says nothing, also where both sides have none.
    @Test func noDigest() async throws {
        let both = try #require(try await modules(["Specs/C": nil]))
        #expect(both.unchanged(since: both, among: Self.specs) == ["A_Specs", "BSpecs"])
    }

    @Test func manifestAndPlugins() async throws {
        let (one, other) = (try await modules(manifest: "// one"), try await modules(manifest: "// other"))
        #expect(try #require(one).unchanged(since: #require(other), among: Self.specs).isEmpty)
        #expect(try await modules(manifest: "plugins: [.plugin(name: \"x\")]") == nil)
        let plugin = Self.description.replacing(#""type": "test""#, with: #""type": "plugin""#)
        #expect(try await modules(description: plugin) == nil)
        #expect(try await modules(description: Self.description.replacing("tool", with: "other")) == nil)
        for (type, isKnown) in [("sourceControl", true), ("registry", true), ("fileSystem", false)] {
            let beside = Self.description.replacing(
                #"{"products""#, with: #"{"dependencies": [{"type": "\#(type)"}], "products""#)
            #expect((try await modules(description: beside) != nil) == isKnown, "\(type)")
        }
    }

    /// Random packages against the slow way: a spec is unchanged where no file that its module reaches, and none of the
    /// program that no spec module has, is another.
    @Test func randomPackages() async throws {
        var random = SplitMix(seed: Seed.announced(16))
        for _ in 0..<300 {
            let names = (0..<7).map { "M\($0)" }
            func side(_ random: inout SplitMix) -> PackageModules {
                var modules: [String: PackageModules.Module] = [:]
                for (position, name) in names.enumerated() {
                    modules[name] = .init(
                        digest: random.number(0..<12) == 0 ? "two" : "one",
                        needs: names[..<position].filter { _ in random.number(0..<4) == 0 })
                }
                return PackageModules(modules: modules, manifest: [])
            }
            var (base, head) = (side(&random), side(&random))
            for name in names { base.modules[name]!.needs = head.modules[name]!.needs }
            let specs = Set(names.filter { _ in Bool.random(using: &random) })
            func reaches(_ from: String, _ to: String) -> Bool {
                from == to || head.modules[from]!.needs.contains { reaches($0, to) }
            }
            let changed = names.filter { base.modules[$0]!.digest != head.modules[$0]!.digest }
            let expected = specs.filter { spec in
                changed.allSatisfy { specs.contains($0) && !reaches(spec, $0) }
            }
            #expect(head.unchanged(since: base, among: specs) == expected)
        }
    }

    /// Digests are git's: another file, another name and a link are noticed.
    @Test func digests() async throws {
        try await withTemporaryFolder { folder in
            func shell(_ script: String) throws {
                _ = try ChildProcess.run(
                    "/bin/sh", ["-ec", "cd \(folder) && \(script)"], interrupt: Interrupt())
            }
            let commit = "git add . && git -c user.name=t -c user.email=t@t commit -q -m x"
            try shell("git init -q && mkdir -p p/a p/b && echo 1 > p/a/x && echo 1 > p/b/x && \(commit)")
            let repository = try Repository(of: folder, interrupt: Interrupt())
            let first = try repository.revision("HEAD")
            try shell("echo 2 > p/a/x && \(commit)")
            let second = try repository.revision("HEAD")
            func digest(_ path: String, _ revision: Repository.Revision) throws -> String? {
                try repository.digest(of: path, at: revision)
            }
            #expect(try digest("/p/a", first) != nil && digest("/p/a", first) != digest("/p/a", second))
            #expect(try digest("p/b", first) == digest("./p/b", second))
            #expect(try digest("p/none", first) == nil)
            try shell("ln -s ../a/x p/b/link && \(commit)")
            #expect(try digest("p/b", repository.revision("HEAD")) == nil)
        }
    }
}
