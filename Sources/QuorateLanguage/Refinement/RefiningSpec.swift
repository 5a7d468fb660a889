/// Spec with a picture of its states in a model of the protocol, which is proved for all numbers of replicas.
///
/// Each step of the spec has to be a step of the model, or change nothing in the picture; with that, what is true in all
/// states of the model is true of the pictures of all states of the spec. The picture is for the spec as it is and with
/// each of its mutants: these are told apart by it.
public protocol RefiningSpec: Spec {
    /// Relations of the model that the picture speaks of, by the names that they have there.
    associatedtype ModelRelation: FiniteValue, CaseIterable

    /// Name of the model, as in `pbft`.
    static var model: String { get }
    /// Names of the model's actions that only say what is already so, as that a quorum has voted: they follow any step,
    /// and the picture need not tell of what they add.
    static var notedActions: [String] { get }
    /// Sentences for a reader: what of the spec is what of the model, and what the model leaves open.
    static var mapping: [String] { get }

    /// Mutants whose steps are those of the model all the same, at the sizes in the catalog: what is wrong with them is
    /// in no step, or shows at another size only.
    static var refiningMutants: Set<Mutant> { get }

    /// Answer to whether a mutant can do anything at this size; one of logs cannot where nothing is ever logged. Yes unless
    /// said otherwise.
    func leavesRoom(for mutant: Mutant) -> Bool

    /// Number of members of each sort of the model.
    var modelSizes: [String: Int] { get }
    /// Members that the model calls by a name; none unless given.
    var modelConstants: [String: Int] { get }
    /// Facts that hold in every state, as who is in a quorum; none unless given.
    var fixedPicture: ModelPicture<ModelRelation> { get }
    /// Picture of a state: all that holds there beside ``fixedPicture``.
    func picture(of state: State) -> ModelPicture<ModelRelation>
}

extension RefiningSpec {
    /// No notes.
    public static var notedActions: [String] { [] }
    /// No mutant: each has a step that the model does not have.
    public static var refiningMutants: Set<Mutant> { [] }
    /// Every mutant can do something.
    public func leavesRoom(for mutant: Mutant) -> Bool { true }
    /// No member has a name.
    public var modelConstants: [String: Int] { [:] }
    /// Nothing holds in every state.
    public var fixedPicture: ModelPicture<ModelRelation> { ModelPicture() }
}
