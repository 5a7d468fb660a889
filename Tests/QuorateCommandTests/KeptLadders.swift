import Foundation
import QuorateLanguage
import Testing

@testable import Toys

/// A folder of counterexamples of ladders, brought up to date again and again.
protocol KeptLadders {}

extension KeptLadders {
    /// A mutant with an instance, one without, and an instance that breaks something without a mutant.
    static var ladders: Catalog { catalog(rungs: 3) }

    /// - Parameter rungs: of the instance with the mutant `leap`.
    static func catalog(
        rungs: Int, steps: Int? = nil, isLong: Bool = false, endsInMidAir: Bool = true
    ) -> Catalog {
        let leap = ExpectedRun.violates("on the ladder", steps: steps, source: "", isLong: isLong)
        let others =
            endsInMidAir
            ? [SpecInstance(Ladder(rungs: 2, mayRest: false), .violates("no dead end", source: ""))] : []
        return Catalog([
            .spec(
                Ladder(),
                instances: [
                    SpecInstance(Ladder(), .holds(distinct: 5, source: "counted by hand")),
                    SpecInstance(Ladder(rungs: rungs, mutant: .leap), leap),
                ] + others)
        ])
    }

    /// What an update of an empty folder writes.
    static var files: [String] {
        [
            "Ladder/leap.itf.json", "Ladder/leap.txt", "Ladder/no-dead-end.itf.json",
            "Ladder/no-dead-end.txt", "Ladder/stuck.itf.json", "Ladder/stuck.txt",
        ]
    }

    func update(
        _ folder: String, _ words: String = "", over catalog: Catalog = Self.ladders
    ) async -> Outcome {
        let more = words.split(separator: " ").map(String.init)
        return await quorate(
            ["check", "--update-counterexamples", "--counterexamples", folder] + more, over: catalog)
    }

    /// The lines about the folder, without its path.
    func changes(_ outcome: Outcome, in folder: String) -> [String] {
        outcome.output.split(separator: "\n").map { String($0.replacing(folder, with: "F")) }
            .filter { $0.contains("F/") || $0.hasPrefix("F:") || $0.hasPrefix("nothing") }
    }

    func files(below folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.contains(".") }.sorted()
    }

    /// A folder that is up to date, then `change`, then an update.
    func afterUpdate(
        over catalog: Catalog = Self.ladders, _ change: (String) throws -> Void
    ) async throws -> (outcome: Outcome, lines: [String], files: [String]) {
        try await withTemporaryFolder { temporary in
            let folder = temporary + "/kept"
            #expect(await update(folder).status == 0)
            try change(folder)
            let outcome = await update(folder, over: catalog)
            return (outcome, changes(outcome, in: folder), try files(below: folder))
        }
    }

    func edit(_ file: String, _ edit: (String) -> String) throws {
        let old = try String(contentsOfFile: file, encoding: .utf8)
        #expect(edit(old) != old)
        try Data(edit(old).utf8).write(to: URL(fileURLWithPath: file))
    }
}
