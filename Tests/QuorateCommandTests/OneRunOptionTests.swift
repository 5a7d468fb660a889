import Foundation
import QuorateExplorer
import QuorateLanguage
import Testing

@testable import QuorateCommand
@testable import Toys

/// Options that ask for one run, before whatever is about whole catalogs and specs: a run that is none of theirs must not
/// replace what is kept of the others.
@Suite struct OneRunOptionTests {
    /// How each option is given, and what it makes of a request.
    static let ways: [(name: String, words: String, request: CheckRequest)] = [
        ("--set", "--set steps=3", CheckRequest(settings: ["steps=3"])),
        ("--mutant", "--mutant leap", CheckRequest(mutants: ["leap"])),
        ("--variant", "--variant standing", CheckRequest(variants: ["standing"])),
        ("--property", "--property at_the_top", CheckRequest(properties: ["at the top"])),
        ("--continue", "--continue", CheckRequest(continues: true)),
        ("--max-states", "--max-states 5", CheckRequest(limits: .init(states: 5))),
        ("--max-depth", "--max-depth 5", CheckRequest(limits: .init(depth: 5))),
        ("--max-seconds", "--max-seconds 5", CheckRequest(limits: .init(seconds: 5))),
        ("--max-memory", "--max-memory 1G", CheckRequest(limits: .init(memory: 1 << 30))),
        ("--coverage", "--coverage", CheckRequest(coverage: true)),
        ("--disk", "--disk FOLDER/states", CheckRequest(disk: DiskUse(folder: "x"))),
        ("--distributed", "--distributed", CheckRequest(isDistributed: true)),
        (
            "--checkpoint", "--checkpoint FOLDER/states",
            CheckRequest(checkpoints: CheckpointUse(folder: "x", every: 1))
        ),
        ("--certificate", "--certificate FOLDER/file", CheckRequest(certifies: true)),
        ("--symmetry", "--symmetry", CheckRequest(symmetry: .checked)),
        ("--symmetry", "--prove-symmetry", CheckRequest(symmetry: .proved)),
    ]

    @Test func everyOptionIsListed() {
        #expect(Set(CheckRequest().oneRunOptions.map(\.name)) == Set(Self.ways.map(\.name)))
        #expect(!CheckRequest().asksForOneRun && CheckRequest().optionForOtherRuns == nil)
        for way in Self.ways {
            #expect(way.request.asksForOneRun, "\(way.name)")
            #expect(way.request.optionForOtherRuns == way.name)
        }
        // A field that is new belongs to the list, or here.
        let others: Set = ["arguments", "workers", "store"]
        let listed: Set = [
            "settings", "mutants", "variants", "properties", "continues", "limits", "coverage", "disk",
            "isDistributed",
            "checkpoints",
            "certifies", "symmetry",
        ]
        #expect(Set(Mirror(reflecting: CheckRequest()).children.compactMap(\.label)) == others.union(listed))
    }

    @Test(arguments: ways.map(\.words))
    func everyGateRefusesThem(words: String) async throws {
        try await withTemporaryFolder { folder in
            let (kept, lock) = ("\(folder)/kept", "\(folder)/lock.json")
            try FileManager.default.createDirectory(atPath: kept, withIntermediateDirectories: true)
            try Data("as it was".utf8).write(to: URL(fileURLWithPath: lock))
            let option = words.replacing("FOLDER", with: folder)
            for gate in [
                "--update-counterexamples --counterexamples \(kept)", "--update-lock --lock \(lock)",
                "--locked --lock \(lock)",
            ] {
                let spec = option.hasPrefix("--variant") ? "Ferry" : "Staircase"
                let line = "check \(spec) \(option) \(gate)".split(separator: " ")
                // A name with spaces is one word of the line.
                let arguments = line.map { $0 == "at_the_top" ? "at the top" : String($0) }
                let outcome = await quorate(arguments, over: Catalog([.spec(Staircase()), .spec(Ferry())]))
                #expect(outcome.status == 64 && outcome.output.isEmpty, "\(gate): \(outcome)")
                #expect(outcome.errors.contains("cannot be combined with"), "\(outcome.errors)")
            }
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["kept", "lock.json"])
            #expect(try String(contentsOfFile: lock, encoding: .utf8) == "as it was")
        }
    }

    /// A comparison with the twin takes parameters, changes and limits, and refuses what it would not heed.
    @Test func twinsRefuseWhatTheyDoNotHeed() async throws {
        try await withTemporaryFolder { folder in
            let suitable = Set(CheckRequest().oneRunOptions.filter(\.suitsTwin).map(\.name))
            #expect(suitable.count == 7)
            for way in Self.ways where !suitable.contains(way.name) {
                let option = way.words.replacing("FOLDER", with: folder)
                let outcome = await quorate("check Listeners --adversary-twin \(option)")
                #expect(outcome.status == 64, "\(way.words): \(outcome)")
                #expect(outcome.errors.contains("cannot be combined with \(way.name)"), "\(outcome.errors)")
            }
        }
    }
}
