import Foundation
import QuorateLanguage
import QuorateTraces
import Testing

@testable import QuorateCommand
@testable import Toys

/// `--export`: a trace file and its rendering for each counterexample.
@Suite struct ExportTests {
    private func files(below folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.contains(".") }.sorted()
    }

    @Test func aMutantGoesByItsName() async throws {
        try await withTemporaryFolder { folder in
            let outcome = await quorate(
                ["check", "Staircase", "--mutant", "leap", "--export", folder, "--format", "json"])
            #expect(try files(below: folder) == ["Staircase/leap.itf.json", "Staircase/leap.txt"])
            #expect(outcome.output.contains("\"file\": \"\(folder)/Staircase/leap.itf.json\""))
            let trace = try ITF.trace(fromFile: folder + "/Staircase/leap.itf.json")
            #expect(trace.mutant == "leap")
            #expect(trace.steps.count == 5)
            let text = try String(contentsOfFile: folder + "/Staircase/leap.txt", encoding: .utf8)
            #expect(text.contains("climb"))
            #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
        }
    }

    @Test func aSpecGoesByItsProperty() async throws {
        try await withTemporaryFolder { folder in
            let text = await quorate(["check", "Overflow", "last=4", "--export", folder + "/new"])
            let written = try files(below: folder)
            #expect(written == ["new/Overflow/a-b-c-it-s-d.itf.json", "new/Overflow/a-b-c-it-s-d.txt"])
            #expect(text.output.contains("Trace:      \(folder)/new/Overflow/a-b-c-it-s-d.itf.json"))
            #expect(text.output.contains("a-b-c-it-s-d.itf.json --full"))
        }
    }

    @Test func instancesThatWouldCollide() async throws {
        let catalog = Catalog([
            .spec(
                Staircase(),
                instances: [2, 3].map {
                    SpecInstance(Staircase(steps: $0, mutant: .leap), .violates("on the stairs", source: ""))
                })
        ])
        try await withTemporaryFolder { folder in
            _ = await quorate(["check", "--export", folder], over: catalog)
            let written = try files(below: folder)
            #expect(written.contains("Staircase/leap-steps-2-landing-0-may-rest-1.itf.json"))
            #expect(written.contains("Staircase/leap-steps-3-landing-0-may-rest-1.itf.json"))
            // It falls by a property that it does not name, which its name says.
            #expect(written.contains("Staircase/trapdoor-no-dead-end.itf.json"))
        }
    }

    @Test(arguments: [
        ("every manager commits", "every-manager-commits"), ("maxBallot", "max-ballot"), ("AC1", "ac1"),
        ("../../etc/passwd", "etc-passwd"), ("", "unnamed"), ("—", "unnamed"), ("é ü", "é-ü"),
        (String(repeating: "x", count: 500), String(repeating: "x", count: 120)),
    ])
    func namesOfFilesAreKebabCase(name: String, file: String) { #expect(FileName.kebab(name) == file) }

    @Test func namesOfFoldersAreHarmless() {
        let parents = [
            "a": "", "-": "", "/": "/", "/a": "/", "a/b": "a", "a/b/": "a", "//a": "/", "./x/y": "./x",
            "": "",
        ]
        for (path, parent) in parents { #expect(FileName.parent(of: path) == parent, "\(path)") }
        #expect(FileName.folder("..") == "--")
        #expect(FileName.folder("Register<Int>") == "Register-Int-")
    }
}
