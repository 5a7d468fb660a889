import Foundation
import QuorateExplorer
import QuorateLanguage

/// Line that the process of an instance prints: of a mutant that it begins with, and of its fate once it is known.
struct MutantLine: Codable {
    var kind: MutantKind
    var subject: String
    var ordinal: Int
    var file: String?
    var line: Int?
    /// Fate of the mutant, or nil where it only begins.
    var fate: String?
    var text = ""
    var steps: Int?

    init(_ outline: MutantOutline, _ fate: MutantFate?) {
        kind = outline.kind
        subject = outline.subject
        ordinal = outline.ordinal
        file = outline.site?.file
        line = outline.site?.line
        self.fate = fate?.kind.rawValue
        text = fate?.text ?? ""
        steps = fate?.steps
    }

    /// The mutant.
    var outline: MutantOutline {
        let site = file.map { SourceSite(file: $0, line: line ?? 0) }
        return MutantOutline(kind, subject, ordinal: ordinal, site: site)
    }

    /// The fate, or nil where the mutant only begins.
    var knownFate: MutantFate? {
        fate.flatMap(MutantFate.Kind.init).map { MutantFate($0, text, steps: steps) }
    }

    /// The line of `text`, or nil where it is none: what a process says before it ends is no JSON.
    init?(_ text: some StringProtocol) {
        guard text.hasPrefix("{"), let line = try? JSONDecoder().decode(Self.self, from: Data(text.utf8))
        else {
            return nil
        }
        self = line
    }

    private func printed() throws -> String {
        String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
    }

    /// Runs the mutants of `spec` one after the other, and prints lines about each.
    ///
    /// - Parameter patience: seconds after which the process ends because of one mutant, or nil.
    static func printAll(
        of spec: ErasedSpec, stateLimit: Int, except known: Set<String>, patience: Int?,
        _ print: (String) throws -> Void
    ) async throws {
        let search = MutantSearch(spec, stateLimit: stateLimit)
        let survey = try await search.survey()
        for mutant in survey.mutants where !known.contains(mutant.outline.name) {
            try print(MutantLine(mutant.outline, nil).printed())
            let watch = patience.map { endlessRunWatch(mutant.outline, seconds: $0) }
            let fate = try await search.fate(of: mutant, in: survey)
            watch?.cancel()
            try print(MutantLine(mutant.outline, fate).printed())
        }
    }

    /// Seconds after which a mutant is taken for one whose code does not end, as a loop that a guard kept from running.
    static let patience = 120

    /// Ends the process, with the fate of the mutant, unless it is cancelled before: no search looks up from endless code.
    private static func endlessRunWatch(_ outline: MutantOutline, seconds: Int) -> DispatchWorkItem {
        let watch = DispatchWorkItem {
            let fate = MutantFate(.undecided, "it has not ended within \(seconds) s")
            let line = (try? MutantLine(outline, fate).printed()) ?? ""
            try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
            _exit(ExitStatus.inconclusive.rawValue)
        }
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds), execute: watch)
        return watch
    }
}
