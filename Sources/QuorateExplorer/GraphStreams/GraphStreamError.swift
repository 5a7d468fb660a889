/// Bytes that are no graph in its stream form: where, and what to do.
package struct GraphStreamError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Kinds of mistake.
    package enum Kind: Hashable, Sendable {
        /// The bytes begin with something else.
        case notAGraph
        /// Another version of the form.
        case version(Int)
        /// The bytes stop in the middle.
        case truncated
        /// The bytes contradict themselves or their checksum: in what way.
        case corrupt(String)
        /// More than a reader takes: of what, and the most.
        case tooLarge(String, limit: Int)
    }

    /// Kind of mistake.
    package let kind: Kind
    /// Position in the stream of graphs of the byte at or before which it shows.
    package let offset: Int

    /// Text that says what is wrong, where, and what to do.
    package var description: String {
        switch kind {
        case .notAGraph:
            "byte \(offset) is not the beginning of a state graph; the program must write nothing else to the stream"
        case .version(let version):
            "the state graph at byte \(offset) has version \(version) of the form, and this program reads"
                + " \(GraphFrame.version); use programs that write the same version on both sides"
        case .truncated:
            "the state graph stops in the middle, at byte \(offset); its program ended too early"
        case .corrupt(let what):
            "the state graph is damaged at byte \(offset): \(what); write it again"
        case .tooLarge(let what, let limit):
            "the state graph has \(what) at byte \(offset), more than the \(limit) that are read; explore less of it"
        }
    }
}
