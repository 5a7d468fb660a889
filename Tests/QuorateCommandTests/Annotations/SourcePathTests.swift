import Foundation
import QuorateLanguage
import SeededRandom
import Testing

@testable import QuorateCommand
@testable import QuorateSpecs
@testable import QuorateTraces

/// From what the compiler calls a file to its path in the repository: the right one, or none.
@Suite struct SourcePathTests {
    /// Runs `body` in a folder that has these files, of three lines each.
    private func withFiles<Result>(
        _ files: [String], _ body: (String) async throws -> Result
    ) async throws -> Result {
        try await withTemporaryFolder { folder in
            for file in files {
                let path = "\(folder)/\(file)"
                try FileManager.default.createDirectory(
                    atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
                try "one\n  struct Thing: Spec {\n// struct Thing\n".write(
                    toFile: path, atomically: true, encoding: .utf8)
            }
            return try await body(folder)
        }
    }

    /// Files of a repository, what the compiler calls one of them, and the path that is right, if one is.
    static let cases: [(files: [String], file: String, path: String?)] = [
        (["Sources/App/Raft.swift"], "App/Raft.swift", "Sources/App/Raft.swift"),
        (["Specs/Raft/Deep/Raft.swift"], "RaftSpecs/Raft.swift", "Specs/Raft/Deep/Raft.swift"),
        (["Specs/Raft/A.swift", "Specs/PBFT/A.swift"], "PBFTSpecs/A.swift", "Specs/PBFT/A.swift"),
        (["Specs/Raft/A.swift", "Specs/RaftSpecs/A.swift"], "RaftSpecs/A.swift", "Specs/RaftSpecs/A.swift"),
        (["Specs/Claims/A.swift", "Specs/Merging/A.swift"], "QuorumClaims/A.swift", "Specs/Claims/A.swift"),
        // Two that fit as well as each other, one that fits not at all, one in a hidden folder.
        (["a/App/A.swift", "b/App/A.swift"], "App/A.swift", nil),
        (["Specs/Raft/A.swift", "Old/Specs/Raft/A.swift"], "RaftSpecs/A.swift", nil),
        (["Sources/Mine/Raft.swift"], "Other/Raft.swift", nil),
        ([".build/checkouts/App/A.swift"], "App/A.swift", nil),
        (["node_modules/App/A.swift"], "App/A.swift", nil),
        (["App/A.swift", ".build/App/A.swift"], "App/A.swift", "App/A.swift"),
        (["Raftery/A.swift"], "RaftSpecs/A.swift", nil), ([], "App/A.swift", nil),
        (["A.swift"], "A.swift", nil),
    ]

    @Test(arguments: cases)
    func paths(files: [String], file: String, path: String?) async throws {
        try await withFiles(files) { folder in
            let place = SourcePaths(around: folder).place(of: SourceSite(file: file, line: 2))
            #expect(place?.path == path)
        }
    }

    /// The slow twin knows the words of which each name was made, and tries every run of them.
    @Test func modulesAndFoldersAtRandom() async throws {
        var random = SplitMix(seed: Seed.announced(7))
        let words = ["Raft", "Specs", "Log"]
        // Two acronyms in a row would be one word to anybody.
        func name() -> [String] {
            random.pick([[], [], ["PBFT"]]) + (0..<random.number(1..<4)).map { _ in random.pick(words) }
        }
        var found = 0
        for _ in 0..<100 {
            let module = name()
            let files = Set(
                (0..<random.number(1..<5)).map { _ in
                    (0..<random.number(1..<3)).map { _ in name() }
                })
            let fits = files.map { (folders: $0, fit: Self.slowFit($0, to: module)) }
            let best = fits.map(\.fit).max() ?? 0
            let right = fits.filter { $0.fit == best }
            let expected = best > 0 && right.count == 1 ? Self.path(right[0].folders) : nil
            try await withFiles(files.map(Self.path)) { folder in
                #expect(SourceTree(below: folder).path(of: "\(module.joined())/A.swift") == expected)
            }
            found += expected == nil ? 0 : 1
        }
        #expect((20...80).contains(found))
    }

    private static func path(_ folders: [[String]]) -> String {
        (folders.map { $0.joined() } + ["A.swift"]).joined(separator: "/")
    }

    private static func slowFit(_ folders: [[String]], to module: [String]) -> Int {
        let covered = module.indices.filter { index in
            (0...index).contains { start in
                (index..<module.count).contains { end in folders.contains(Array(module[start...end])) }
            }
        }
        return covered.count + (folders.contains(module) ? 1 : 0)
    }

    /// Folders that have nothing of the module's name are taken where a package states the module.
    @Test func modulesOfAPackage() async throws {
        try await withFiles(["src/A.swift", "Package.swift"]) { folder in
            let site = SourceSite(file: "Protocols/A.swift", line: 1)
            #expect(SourcePaths(around: folder).place(of: site) == nil)
            try ".target(name: \"Protocols\", path: \"src\")".write(
                toFile: "\(folder)/Package.swift", atomically: true, encoding: .utf8)
            #expect(SourcePaths(around: folder).place(of: site)?.path == "src/A.swift")
        }
    }

    @Test func linesAndTypes() async throws {
        try await withFiles(["App/A.swift"]) { folder in
            let sources = SourcePaths(around: folder)
            for (line, isThere) in [(0, false), (1, true), (3, true), (4, false)] {
                #expect((sources.place(of: SourceSite(file: "App/A.swift", line: line)) != nil) == isThere)
            }
            let site = SourceSite(file: "App/A.swift", line: 3)
            #expect(sources.declaration(of: "Thing", module: "App", near: site)?.line == 2)
            #expect(sources.declaration(of: "Thin", module: "App", near: site)?.line == 3)
            #expect(sources.declaration(of: "Thing", module: "App", near: nil) == nil)
        }
    }

    @Test func topOfTheRepository() async throws {
        try await withFiles(["Sources/App/A.swift", ".git/config", "Sources/other.txt"]) { folder in
            let sources = SourcePaths(around: "\(folder)/Sources")
            #expect(sources.root == folder)
            #expect(sources.path(ofFile: "\(folder)/Sources/../Sources/other.txt") == "Sources/other.txt")
            #expect(
                sources.path(ofFile: "\(folder)/none.txt") == nil && sources.path(ofFile: "/dev/null") == nil)
            // A work tree has a file in place of the folder.
            try FileManager.default.removeItem(atPath: "\(folder)/.git")
            try Data("gitdir: x".utf8).write(to: URL(fileURLWithPath: "\(folder)/.git"))
            #expect(SourcePaths(around: "\(folder)/Sources/App").root == folder)
        }
    }

    /// A text that is newer than the program need not be its own: no guard is read off it.
    @Test func newerThanTheProgram() async throws {
        try await withFiles(["App/A.swift"]) { folder in
            let file = "\(folder)/App/A.swift"
            try "next.take(.go, if: s.count > 0) {\n}\n".write(
                toFile: file, atomically: true, encoding: .utf8)
            let changed = try #require(
                FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date)
            let site = SourceSite(file: "App/A.swift", line: 1)
            for (seconds, isNewer) in [(-1.0, true), (0, false), (1, false)] {
                let sources = SourcePaths(around: folder, programDate: changed.addingTimeInterval(seconds))
                let links = PageLinks(sources: sources)
                #expect(links.condition(at: site) == (isNewer ? nil : "s.count > 0"))
                let remark = isNewer ? " (the file is newer than this program)" : ""
                #expect(links.place(of: site).text == "App/A.swift:1\(remark)")
            }
            // This program was there before the file was.
            #expect(PageLinks(sources: SourcePaths(around: folder)).condition(at: site) == nil)
        }
    }

    /// A link that leads back has no end.
    @Test func links() async throws {
        try await withFiles(["App/A.swift"]) { folder in
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder)/App/again", withDestinationPath: "\(folder)/App")
            let site = SourceSite(file: "App/A.swift", line: 1)
            #expect(SourcePaths(around: folder).place(of: site)?.path == "App/A.swift")
        }
    }

    @Test(arguments: [
        ("a b/ü.swift", "a%20b/%C3%BC.swift"), ("a:b%.swift", "a%3Ab%25.swift"), ("A+B-c_d~.x", "A+B-c_d~.x"),
    ])
    func references(path: String, uri: String) {
        #expect(SARIFText.uri(of: path) == uri && uri.removingPercentEncoding == path)
    }

    private static func lines(ofFile path: String) throws -> [Substring] {
        try String(contentsOfFile: "\(repository)/\(path)", encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// Every property, mutant and claim of the catalog is found, and its name stands there.
    @Test func catalogIsFound() throws {
        var files: [String: [Substring]] = [:]
        var count = 0
        func look(_ site: SourceSite, _ name: String) throws {
            let place = try #require(sources.place(of: site), "\(site)")
            let lines = try files[place.path] ?? Self.lines(ofFile: place.path)
            files[place.path] = lines
            let near = lines[(site.line - 1)...].prefix(3).joined()
            let isName =
                near.contains(name.suffix(12)) || near.contains("name") || near.contains(".deadlockFreedom")
                || near.contains("Self.")
            #expect(isName, "\(site): \(name)")
            count += 1
        }
        for claim in catalog.claims { try look(claim.site, claim.name) }
        for entry in catalog.entries {
            for property in entry.standard.properties { try look(property.site, property.name) }
            for claim in entry.standard.claims { try look(claim.site, claim.name) }
            for mutant in entry.mutants { try look(mutant.expectation.site, mutant.expectation.property) }
        }
        #expect(count > 500)
    }
}
