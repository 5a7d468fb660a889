import Foundation
import Testing

/// `show` of runs that are known in part, or in other words.
@Suite struct PartlyKnownRunTests {
    private func shown(
        _ text: String, map: String? = nil, _ arguments: [String]
    ) async throws -> Outcome {
        try await withTemporaryFolder { folder in
            let file = folder + "/other.json"
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            var mapping: [String] = []
            if let map {
                mapping = ["--map", folder + "/map.json"]
                try map.write(toFile: mapping[1], atomically: true, encoding: .utf8)
            }
            return await quorate(["show", file] + mapping + arguments)
        }
    }

    private static func states(_ heights: [Int], _ name: String = "height") -> String {
        "{\"states\": [" + heights.map { "{\"\(name)\": \($0)}" }.joined(separator: ",") + "]}"
    }

    @Test func statesThatAreLeftOut() async throws {
        let text = Self.states([0, 2, 3])
        let strict = try await shown(text, ["--spec", "Staircase"])
        #expect(strict.status == 65 && strict.errors.contains("step 1: "), "\(strict)")
        let outcome = try await shown(text, ["--spec", "Staircase", "--silent", "1"])
        #expect(outcome.status == 0 && outcome.output.contains("3  climb"), "\(outcome)")
        #expect(outcome.errors.contains("not in the file, and taken silently: 1 step\n"), "\(outcome)")
        for (words, part) in [
            (["--silent-actions", "climb"], "--silent-actions makes sense with --silent only"),
            (["--silent", "65"], "--silent 65: write a number from 0 to 64"),
            (
                ["--silent", "1", "--silent-actions", "fly"],
                "--silent-actions fly: write actions of Staircase: "
            ),
        ] {
            let outcome = try await shown(text, ["--spec", "Staircase"] + words)
            #expect(outcome.status == 64 && outcome.errors.contains(part), "\(outcome)")
        }
        let other = try await shown(text, ["--silent", "1"])
        #expect(other.errors.contains("--silent makes sense with --spec only"))
    }

    @Test func aMappingFile() async throws {
        let text = Self.states([0, 1, 2], "floor")
        let map = #"{"variables": {"floor": "height"}, "silent": {"most": 1}}"#
        let outcome = try await shown(text, map: map, ["--spec", "Staircase"])
        #expect(outcome.status == 0 && outcome.output.contains("2  climb"), "\(outcome)")
        for (names, problem) in [
            (#"{"floor": "heigth"}"#, #"$.variables.floor: the spec has no variable "heigth""#),
            (#"{"flor": "height"}"#, #"$.variables.flor: the file has no variable "flor"; it has floor"#),
        ] {
            let misspelled = try await shown(
                text, map: #"{"variables": \#(names)}"#, ["--spec", "Staircase"])
            #expect(misspelled.status == 65 && misspelled.errors.contains(problem), "\(misspelled)")
        }
        let wrong = try await shown(text, map: #"{"variable": {}}"#, ["--spec", "Staircase"])
        #expect(
            wrong.status == 65 && wrong.errors.contains("map.json: $.variable: there is no such key"),
            "\(wrong)")
        let nowhere = try await shown(text, map: #"{"at": {"action": "last"}}"#, [])
        #expect(nowhere.status == 65 && nowhere.errors.contains("$.at.action: no state of the file has last"))
    }

    /// The property that a person names is the one that is shown.
    @Test func aNamedProperty() async throws {
        let arguments = ["--spec", "Staircase", "--property"]
        let text = Self.states([0, 1, 2, 3, 4])
        let outcome = try await shown(text, arguments + ["at the top"])
        #expect(outcome.status == 0 && outcome.errors.contains("meets \"at the top\""), "\(outcome)")
        let other = try await shown(text, arguments + ["on the stairs"])
        #expect(other.status == 65 && other.errors.contains("does not break \"on the stairs\""), "\(other)")
    }

    /// A file of ours is walked on its own spec, as it is.
    @Test func optionsThatAFileOfOursHasNoUseFor() async throws {
        try await withTemporaryFolder { folder in
            _ = await quorate([
                "check", "Staircase", "--mutant", "leap", "--export", folder,
            ])
            let file = folder + "/Staircase/leap.itf.json"
            for (words, part) in [
                (["--rename", "height=floor"], "--rename makes sense with --spec only"),
                (["--trace", "2"], "--trace 2: write 1: the file has one trace"),
            ] {
                let outcome = await quorate(["show", file] + words)
                #expect(outcome.status == 64 && outcome.errors.contains(part), "\(outcome)")
            }
        }
    }
}
