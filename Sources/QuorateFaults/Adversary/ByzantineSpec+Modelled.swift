public import QuorateLanguage

extension ByzantineSpec {
    /// The spec with an adversary that has sent nothing, in states without what faulty replicas have sent.
    ///
    /// It is compiled where the spec is: for a generic spec `correctPart(of:)` would look up its types at each state.
    @inlinable
    public var unaided: Unaided<Self>? {
        var silent = self
        silent.adversary.timing = .stepByStep
        return Unaided(spec: silent) { [silent] in silent.correctPart(of: $0) }
    }

    /// Adversary with its checks, the words of reports for it, and its twin.
    public var modelledAdversary: ModelledAdversary? {
        modelled(
            timing: "from the start", problem: { AdversaryCheck(self).problem() },
            comparison: { AdversaryComparison(self) })
    }

    func modelled(
        timing: String, problem: @escaping @Sendable () -> SpecError?,
        comparison: (@Sendable () -> AdversaryComparison)?
    ) -> ModelledAdversary {
        let isCalledByzantine = assumptions?.faults?.power == .anything
        return ModelledAdversary(
            faultCount: adversary.placement.faultCount,
            notes: faultyReplicasAreSilent
                ? ["the faulty replicas are silent: they never send anything"]
                : isCalledByzantine
                    ? ["Byzantine by the library's adversary: each message that the spec lists, \(timing)"]
                    : [],
            // Who says nothing says the same in steps.
            problem: problem, comparison: faultyReplicasAreSilent ? nil : comparison)
    }
}

extension StepByStep {
    /// Adversary of the original, with its checks.
    public var modelledAdversary: ModelledAdversary? {
        var plain = original
        plain.adversary.timing = .fromTheStart
        return original.modelled(
            timing: "in a step of its own", problem: { [plain] in AdversaryCheck(plain).problem() },
            comparison: nil)
    }
}
