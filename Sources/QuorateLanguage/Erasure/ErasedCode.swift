/// The code of a spec over the words of its states: the closures of an ``ErasedSpec``.
///
/// Each evaluates the spec as one whose mistakes are heard.
struct ErasedCode: Sendable {
    /// The kernel that checks the properties at the given positions.
    let kernel: @Sendable (_ checking: [Int]) -> SpecKernel
    /// The kernel that looks for fair runs against the properties at the given positions.
    let fairKernel: @Sendable (_ checking: [Int]) -> FairKernel
    /// The kernel that lists the steps out of single states.
    let walkKernel: @Sendable () -> WalkKernel
    /// Steps out of a state with the obligations that they discharge, and what is owed there.
    let obligations: @Sendable ([UInt64]) -> ErasedSpec.Obligations
    /// Judgement on one state and the liveness property at a position.
    let judge: @Sendable (_ property: Int, [UInt64]) -> LivenessJudgement
    /// The first mistake that keeps the spec from being searched, or nil.
    let problem: @Sendable () -> SpecError?
    /// Shows the words of each initial state, one after the other.
    let visitInitialStates: @Sendable (_ visit: ([UInt64]) -> Void) -> Void
    /// Every `take` of a state, enabled or not.
    let takes: @Sendable ([UInt64]) -> [ErasedSpec.Take]
    /// Adds the takes of each of the given states, none of those outside the constraint, to a tally by line.
    let countLines: @Sendable (_ states: [[UInt64]], inout LineTally) -> Void
    /// Shows each state to which a step out of a state leads.
    let visitSuccessors: @Sendable (_ of: [UInt64], (_ successor: [UInt64]) -> Void) -> Void
    /// The answer of the spec to whether a state shows the property at a position.
    let shows: @Sendable (_ property: Int, [UInt64]) -> Bool
    /// The takes along a run, or nil where it is none.
    let walk: @Sendable ([[UInt64]]) -> [ErasedSpec.Take]?
    /// The first slip out of a state, or nil.
    let slip: @Sendable ([UInt64]) -> SpecError?
    /// The spec with a change.
    let mutant: @Sendable (SpecChange) -> ErasedMutant
}

extension ErasedCode {
    /// The code of `spec`, which `evaluated` runs.
    init<S: Spec>(
        erasing spec: S, in evaluated: EvaluatedSpec, kernel: @escaping @Sendable ([Int]) -> SpecKernel,
        fairKernel: @escaping @Sendable ([Int]) -> FairKernel,
        walkKernel: @escaping @Sendable () -> WalkKernel
    ) {
        typealias Words = StateWords<S.State>
        let (properties, replicas) = (spec.properties, spec.replicas)
        self.init(
            kernel: { checking in evaluated.evaluating { kernel(checking) } },
            fairKernel: { checking in evaluated.evaluating { fairKernel(checking) } },
            walkKernel: { evaluated.evaluating { walkKernel() } },
            obligations: { words in
                evaluated.evaluating { spec.obligations(in: Words(words).state) }
            },
            judge: { position, words in
                evaluated.evaluating { spec.judge(properties[position].name, Words(words).state) }
            },
            problem: { evaluated.evaluating { SpecProblems(spec).first } },
            visitInitialStates: { visit in
                for state in evaluated.evaluating({ spec.initialStates }) { visit(Words(state).words) }
            },
            takes: { words in
                evaluated.evaluating {
                    spec.takes(in: Words(words).state).map { ErasedSpec.Take(describing: $0, for: replicas) }
                }
            },
            countLines: { states, tally in
                evaluated.evaluating { for words in states { spec.count(Words(words).state, in: &tally) } }
            },
            visitSuccessors: { words, visit in
                evaluated.evaluating {
                    spec.visitSuccessors(of: Words(words).state) { visit(Words($0).words) }
                }
            },
            shows: { position, words in
                evaluated.evaluating { spec.shows(properties[position], in: Words(words).state) }
            },
            walk: { path in
                evaluated.evaluating {
                    spec.walk(path.map { Words($0).state })?.map {
                        ErasedSpec.Take(describing: $0, for: replicas)
                    }
                }
            },
            slip: { words in evaluated.evaluating { SpecSlips(spec, in: Words(words).state).first } },
            mutant: { change in evaluated.evaluating { ErasedMutant(spec, change) } })
    }
}
