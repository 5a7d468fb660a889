import Foundation
import QuorateLanguage
import Testing

/// `check --update-counterexamples`: what a person would hate to lose, and what makes no sense.
@Suite struct UpdateRefusalTests: KeptLadders {
    @Test(arguments: [
        ("notes.md", "is called like no spec"), ("Stairs/leap.txt", "is called like no spec"),
        ("Ladder/notes.md", "its name is none that Quorate gives"),
        ("Ladder/My Run.itf.json", "its name is none that Quorate gives"),
        ("Ladder/notes.txt", "there is no notes.itf.json beside it"),
        ("Ladder/more/leap.txt", "its name is none that Quorate gives"),
        ("Ladder/broken.itf.json", "broken.itf.json: truncated"),
    ])
    func aFolderWithSomethingElseIsRefused(file: String, message: String) async throws {
        let (outcome, lines, files) = try await afterUpdate { folder in
            let url = URL(fileURLWithPath: "\(folder)/\(file)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data().write(to: url)
            try FileManager.default.removeItem(atPath: folder + "/Ladder/leap.txt")
        }
        #expect(outcome.status == (file.contains("broken") ? 65 : 64))
        #expect(outcome.errors.contains(message) && outcome.output == "", "\(outcome.errors)")
        #expect(lines == [])
        #expect(
            files == (Self.files + [file]).filter { $0 != "Ladder/leap.txt" }.sorted(),
            "nothing was touched")
    }

    @Test func aRunOfAnotherSpecAndALinkAreRefused() async throws {
        let other = try await afterUpdate { folder in
            try edit(folder + "/Ladder/leap.itf.json") {
                $0.replacing("\"Ladder\"", with: "\"Sleeper\"")
            }
        }
        #expect(other.outcome.errors.contains("it is a run of Sleeper"))
        let link = try await afterUpdate { folder in
            try FileManager.default.removeItem(atPath: folder + "/Ladder/leap.txt")
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/Ladder/leap.txt", withDestinationPath: folder + "/elsewhere")
        }
        #expect(link.outcome.status == 64)
    }

    @Test func hiddenFilesAreLeftAlone() async throws {
        let (outcome, _, files) = try await afterUpdate { folder in
            try Data().write(to: URL(fileURLWithPath: folder + "/.gitattributes"))
        }
        #expect(outcome.status == 0)
        #expect(files == [".gitattributes"] + Self.files)
    }

    @Test func namedSpecsAreOnlyTheirs() async throws {
        try await withTemporaryFolder { folder in
            try FileManager.default.createDirectory(
                atPath: folder + "/Others", withIntermediateDirectories: true)
            try Data().write(to: URL(fileURLWithPath: folder + "/Others/notes.md"))
            let outcome = await update(folder, "Ladder")
            #expect(outcome.status == 0)
            #expect(try files(below: folder) == Self.files + ["Others/notes.md"])
        }
    }

    @Test(arguments: [
        "--set steps=3 Staircase", "Staircase steps=3", "--mutant leap Staircase", "Staircase --continue",
        "--continue", "--property noon Sleeper", "--max-states 5", "--max-depth 5", "--max-seconds 5",
        "--max-memory 1G",
        "--export x", "--format json", "--format junit", "--store fingerprint",
    ])
    func whatCannotBeCombined(words: String) async throws {
        let outcome = await update("nowhere", words, over: fixtures)
        #expect(outcome.status == 64 && outcome.output == "")
        #expect(
            outcome.errors.contains("cannot be combined with --update-counterexamples"), "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: "nowhere"))
    }
}
