public import QuorateQuorums

/// The place in the source where an action, a property, a mutant or a variant is written.
public struct SourceSite: Hashable, Sendable, CustomStringConvertible {
    /// The module and file name, as `#fileID` gives them.
    public let file: String
    /// The line in that file, from 1.
    public let line: Int

    /// The place at `line` of `file`.
    public init(file: String, line: Int) {
        self.file = file
        self.line = line
    }

    init(_ file: StaticString, _ line: UInt) {
        self.init(file: "\(file)", line: Int(line))
    }

    /// File and line with a colon between, as in `QuorateSpecs/Paxos.swift:12`.
    public var description: String { "\(file):\(line)" }
}

extension Claim {
    /// Place where the claim is written.
    public var site: SourceSite { SourceSite(file: file, line: line) }
}
