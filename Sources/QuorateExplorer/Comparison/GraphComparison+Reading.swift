import QuorateLanguage

extension GraphComparison {
    /// Graph in its stream form, and the instance of which it is one.
    package typealias Side = (source: GraphByteSource, instance: Instance)

    /// Error of one side's stream.
    package struct SideError: Error, CustomStringConvertible {
        /// True for the head's, false for the base's.
        package let isHead: Bool
        /// ``GraphStreamError``, or what the source threw.
        package let error: any Error

        /// The side, and what is wrong.
        package var description: String { "the \(isHead ? "head" : "base"): \(error)" }
    }

    /// The comparison of two graphs in their stream form, read in step: equal bytes are equal graphs and are not decoded.
    ///
    /// Sources lie at the beginning of a graph, and behind its end afterwards (not so after an error). Places in the source
    /// are no part of what is compared.
    ///
    /// - Throws: ``SideError``, and ``GraphRenameError`` where the renames make two things one.
    package static func reading(
        base: Side, head: Side, renames: GraphRenames = GraphRenames(), limits: Limits = Limits()
    ) throws -> GraphComparison {
        let ofBase = try of(head: false) { try GraphFrames(base.source) }
        let ofHead = try of(head: true) { try GraphFrames(head.source) }
        var common: [GraphFrame] = []
        while true {
            let one = try of(head: false, ofBase.next)
            let other = try of(head: true, ofHead.next)
            if one == other, one.kind == .behaviour {
                common.append(one)
                continue
            }
            if one.kind != .behaviour, other.kind != .behaviour {
                let before = try of(head: false) { try totals(one, ofBase) }
                let after = try of(head: true) { try totals(other, ofHead) }
                if before == after { return GraphComparison(base: before, head: after) }
                throw SideError(
                    isHead: true,
                    error: InternalError("equal graphs end in \(before.words) and \(after.words)"))
            }
            let before = try of(head: false) {
                try StateGraph.decoded(GraphCursor(common + [one], next: ofBase.next), of: base.instance)
            }
            let after = try of(head: true) {
                try StateGraph.decoded(GraphCursor(common + [other], next: ofHead.next), of: head.instance)
            }
            return try GraphComparison(base: before, head: after, renames: renames, limits: limits)
        }
    }

    private static func of<Result>(head isHead: Bool, _ body: () throws -> Result) throws -> Result {
        do { return try body() } catch { throw SideError(isHead: isHead, error: error) }
    }

    /// The size at the end of the graph, behind the places in the source.
    private static func totals(_ frame: GraphFrame, _ frames: GraphFrames) throws -> GraphTotals {
        var frame = frame
        while frame.kind == .sites { frame = try frames.next() }
        var cursor = try GraphCursor([frame])
        guard frame.kind == .end else { throw cursor.corrupt("behaviour behind the places in the source") }
        return try cursor.totals()
    }
}
