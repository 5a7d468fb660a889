package import QuorateLanguage

/// Parts of the command that a program beside it works with.
package enum StandaloneTool {
    /// Makes a crash in the code of a spec one that is explained.
    package static func watchCrashes() { CrashWatch.begin() }

    /// The exit status and the text that go with an error; nil for one that is not ours.
    package static func failure(_ error: any Error) -> (status: Int32, text: String)? {
        ExitStatus(of: error).map { ($0.rawValue, CommandError.message(of: error)) }
    }

    /// The version of the program.
    package static var version: String { quorateVersion }

    /// The bytes of a size as a person writes it, as in `512M`; nil for what is none.
    package static func bytes(_ text: String) -> Int? { MemorySize(argument: text)?.bytes }
}

/// The texts that explain the steps of a spec, read off the files in which it is written.
package struct StepTexts: Sendable {
    private let links: PageLinks

    /// The texts of specs in the repository around the current folder.
    package init() { links = PageLinks(sources: SourcePaths()) }

    /// File and line.
    package func place(of site: SourceSite) -> String { links.place(of: site).text }

    /// The guard of the `take` at a place as it is written, or nil where its text is not found.
    package func condition(at site: SourceSite) -> String? { links.condition(at: site) }

    /// Words of a condition that can be names of variables.
    package static func names(in condition: String) -> Set<Substring> { GuardText.names(in: condition) }

    /// The party that takes an action out of a state: `r1`, `adversary` or `environment`.
    package static func party(of action: ErasedSpec.ActionOutline, in state: [SpecValue.Field]) -> String {
        StepOwner(of: action, in: state).name
    }
}
