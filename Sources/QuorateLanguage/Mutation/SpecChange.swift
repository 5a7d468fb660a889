package import QuorateQuorums

/// Change of a spec that Quorate makes itself, from outside and without a line in the spec: one mutant.
package enum SpecChange: Hashable, Sendable {
    /// Nothing; the sizes of quorums that are asked for are noted all the same.
    case nothing
    /// Another way to take the steps that are offered in one place.
    case take(TakePlace, Take)
    /// Another size wherever the rule is asked for.
    case quorum(QuorumSize, by: Int)
    /// One initial state less, by its position.
    case initialState(Int)
    /// One more faulty replica than the adversary of the library has.
    case faultyReplica

    /// Change of the steps that are offered in one place.
    package enum Take: Hashable, Sendable {
        /// The guard is not asked: the effect is run where it is false too.
        case withoutGuard
        /// No step is offered.
        case never
        /// The step leads to the state that it leaves.
        case withoutEffect
    }
}

/// Place in a spec where an action is offered; the loop around it may offer it many times.
package struct TakePlace: Hashable, Sendable {
    /// Place of the `take`.
    package let site: SourceSite
    /// Name of the action.
    package let action: String

    package init(site: SourceSite, action: String) {
        self.site = site
        self.action = action
    }

    func isOf(_ action: some SpecAction, _ file: StaticString, _ line: UInt) -> Bool {
        // The cheap questions first: this is asked of every take.
        guard line == UInt(site.line), action.caseName == self.action else { return false }
        return file.withUTF8Buffer { $0.elementsEqual(site.file.utf8) }
    }
}
