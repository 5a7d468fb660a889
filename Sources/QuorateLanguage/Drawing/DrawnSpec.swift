/// Spec that says how a state of it is drawn, for pages that people look at.
///
///     extension Raft: DrawnSpec {
///         func drawing(of s: State) -> StateDrawing {
///             var drawing = StateDrawing(.list)
///             for i in servers { drawing.box(i, "term \(s.term[i])", .init("leader", .leading)) }
///             return drawing
///         }
///     }
///
/// A drawing is looked at and decides nothing: no search, no property and no file asks for it.
public protocol DrawnSpec: Spec {
    /// Drawing of a state.
    func drawing(of state: State) -> StateDrawing
}

extension ErasedSpec {
    /// True where the spec says how its states are drawn.
    package var isDrawn: Bool { evaluated.typed is any DrawnSpec }

    /// The drawing of the state with the given words, or nil where the spec does not say how states are drawn.
    ///
    /// - Parameter number: number of the state, for whoever has to mend the drawing.
    /// - Throws: `SpecError` for a drawing that cannot be drawn, and for one whose making is a mistake in the spec.
    package func drawing(of words: [UInt64], state number: Int) throws(SpecError) -> StateDrawing? {
        guard let spec = evaluated.typed as? any DrawnSpec else { return nil }
        let before = SpecFault.countOnThisThread
        let drawing = evaluated.evaluating { Self.drawing(by: spec, of: words) }
        let problem = SpecFault.countOnThisThread == before ? drawing.problem : SpecFault.latestText
        if SpecFault.countOnThisThread != before { SpecFault.forget(after: before) }
        if let problem { throw SpecError(spec: name, message: "the drawing of state \(number): \(problem)") }
        return drawing
    }

    private static func drawing<S: DrawnSpec>(by spec: S, of words: [UInt64]) -> StateDrawing {
        words.withUnsafeBufferPointer { pointer in
            let former = EvaluatedSpec.look(at: pointer.baseAddress, count: 1)
            defer { EvaluatedSpec.look(at: former.states, count: former.count) }
            return spec.drawing(of: StateWords<S.State>(words).state)
        }
    }
}
