import QuorateLanguage

/// Hears a graph as it is found: every table's entry before it is used, the states in the order of their numbers, and the
/// steps out of one state after those out of the one before.
protocol GraphListener: AnyObject {
    /// Hears the names, before anything else.
    func begin(_ heading: StateGraph.Heading) throws
    /// Hears the next value of a field.
    func add(_ value: SpecValue, toField field: Int) throws
    /// Hears the next label.
    func add(_ action: ErasedSpec.ActionOutline) throws
    /// Hears the next judgement.
    func add(_ judgement: StateGraph.Judgement) throws
    /// Hears of an initial state.
    func addInitialState(_ state: FoundState) throws
    /// Hears that the steps out of the next state follow, so many, and the number of its judgement.
    func beginSteps(_ count: Int, judgement: Int) throws
    /// Hears of a step.
    func addStep(_ label: UInt32, to state: FoundState) throws
    /// Hears where labels and properties stand in the source, and how the graph ends.
    func end(_ totals: GraphTotals, labelSites: [SourceSite?], propertySites: [SourceSite?]) throws
}

/// A state that was found, perhaps not for the first time.
struct FoundState {
    /// Number of the state.
    let number: Int
    /// True where it was found for the first time: it then has the next number.
    let isNew: Bool
    /// Numbers of the values of its fields.
    let values: UnsafePointer<UInt32>
    /// Numbers of the values of the state that was expanded, or of the initial state before; nil for the first state.
    let former: UnsafePointer<UInt32>?
}
