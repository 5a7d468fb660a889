public import QuorateLanguage
public import QuorateQuorums

/// Connects a spec with the real code that is to behave like it.
///
/// A driver turns each action of the spec into inputs of real replicas, and says what the spec would see of them.
/// It decides nothing: whether code and spec agree is decided by ``Replay`` and ``Conformance``.
///
/// The `switch` over the spec's actions is exhaustive, so that a new action breaks the build and not a run.
public protocol Driver: Sendable {
    /// The spec.
    associatedtype Subject: Spec
    /// The real replicas, their durable logs and what they have sent.
    associatedtype System: RealSystem
    /// Input that a replica can be given: a message, a timeout, a request, a restart.
    associatedtype Input: Hashable & Sendable

    /// The variables of the spec's state that ``observe(_:in:)`` does not find in the real replicas; none unless
    /// given. Every report names them.
    static var notCompared: [String] { get }

    /// The kinds of messages that ``isCompared(_:)`` leaves out, in words; none unless given. Every report names them.
    static var messagesNotCompared: [String] { get }

    /// The variables that this very driver does not compare; those of the type unless given.
    var variablesNotCompared: [String] { get }

    /// A driver for `spec` over the given code, or nil where the code has no part that such a mutant changes.
    init?(_ spec: Subject, code: CodeUnderTest<Subject.Mutant>)

    /// Reason why the code cannot be held against the spec with its parameters, though nothing is wrong with it: it does
    /// not run with them, or decides by a rule that is another one there; nil, which is the answer unless given, where
    /// it can.
    var unsuitability: String? { get }

    /// Real replicas as they are in `state`, an initial state of the spec.
    func system(startingIn state: Subject.State) throws -> System

    /// Inputs that make the real replicas take `action`: the messages that its guard stands on, as far as
    /// they exist, and what happens at the replica itself.
    func stimulus(for action: Subject.Action, in system: System) -> Stimulus<Input>

    /// Gives one input to a replica; what the replica then sends goes to the system's outbox.
    ///
    /// - Throws: what the real code throws; that counts as a divergence.
    func feed(_ input: Input, to replica: ReplicaID, of system: inout System) throws

    /// Writes into `state` what the real replicas and their messages show of it.
    ///
    /// `state` comes as it was at the start of the run: a variable that is not written must never change, or the
    /// first change is a divergence, unless it is one of ``notCompared``.
    func observe(_ system: System, in state: inout Subject.State)

    /// Variables as the real replicas show them, where these come by name and value from outside of the process; nil,
    /// which is the answer unless given, asks ``observe(_:in:)``.
    func observedVariables(_ system: System) -> ObservedVariables<Subject.State>?

    /// Variables of `state` that are compared, in the form that ``observedVariables(_:)`` has.
    func comparedText(of state: Subject.State) -> String?

    /// Writes into `state` what the durable logs alone show of it: what a restart would find. Nothing unless given.
    func observeDurable(_ system: System, in state: inout Subject.State)

    /// Difference between what the real replicas have done and what the sent messages allow, where no
    /// variable of the spec holds it; nil unless given.
    func contradiction(in system: System) -> CodeDifference?

    /// Returns true if a message counts when code that refuses a step must not send anything; every one does
    /// unless given.
    ///
    /// A message that says no and that the spec does not have is no step.
    func isCompared(_ message: Outbox.Message) -> Bool

    /// Returns true if the real replicas break the property of that name, asked of them in their own terms;
    /// nil, which is the answer unless given, asks the spec's property of the state that was observed.
    func isBroken(_ property: String, by system: System) -> Bool?
}

extension Driver {
    /// Every variable is compared.
    public static var notCompared: [String] { [] }
    /// Those of the type.
    public var variablesNotCompared: [String] { Self.notCompared }
    /// The code suits the spec with all parameters.
    public var unsuitability: String? { nil }
    /// Nothing comes from outside of the process.
    public func observedVariables(_ system: System) -> ObservedVariables<Subject.State>? { nil }
    /// Nothing comes from outside of the process.
    public func comparedText(of state: Subject.State) -> String? { nil }
    /// Every kind of message is compared.
    public static var messagesNotCompared: [String] { [] }
    /// Every message counts.
    public func isCompared(_ message: Outbox.Message) -> Bool { true }
    /// The logs show nothing.
    public func observeDurable(_ system: System, in state: inout Subject.State) {}
    /// The variables of the spec say everything.
    public func contradiction(in system: System) -> CodeDifference? { nil }
    /// Asks the spec's property.
    public func isBroken(_ property: String, by system: System) -> Bool? { nil }
}

extension Driver {
    /// The variables of `state` that are compared.
    ///
    /// - Throws: `SpecError` where there is none: a replay would agree with any code.
    static func comparedVariables(
        of state: Subject.State, in spec: Subject, notCompared: [String] = notCompared
    ) throws(SpecError) -> [String] {
        let all = SpecValue.fields(describing: state, for: spec.replicas).map(\.name)
        let compared = all.filter { !notCompared.contains($0) }
        guard compared.isEmpty else { return compared }
        throw SpecError(
            spec: Subject.name,
            message:
                "\(Self.self) compares no variable: notCompared lists \(all.joined(separator: ", ")), which is all;"
                + " observe at least one of them in the real replicas")
    }
}

/// Refusal to hold code against a spec with parameters for which it is not made.
public struct UnsuitableCode: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name of the spec.
    public let spec: String
    /// Reason, from the driver.
    public let reason: String

    /// Spec and reason, in words.
    public var description: String { "\(spec): \(reason)" }
}

/// Code that a spec is held against.
public enum CodeUnderTest<Mutant: SpecMutant>: Hashable, Sendable {
    /// The code that ships.
    case shipped
    /// The code with the change that the mutant stands for.
    case mutant(Mutant)
}

/// Real replicas with everything that a step can change, as a value: a copy is another world.
public protocol RealSystem: Hashable, Sendable {
    /// Everything that correct replicas have sent.
    var outbox: Outbox { get }
    /// Independence from the state in which the run began: nothing of it is taken for what is not observed; false
    /// unless given.
    var forgetsStart: Bool { get }
    /// Number that tells the system from every other one of its driver; nil, unless given, where all of it does.
    var number: UInt64? { get }
    /// The records in the durable log of each replica; none unless given.
    var durableRecords: [[[UInt8]]] { get }
}

extension RealSystem {
    /// Everything that is not observed stays as it was at the start.
    public var forgetsStart: Bool { false }
    /// All of the system tells it.
    public var number: UInt64? { nil }
    /// No durable logs.
    public var durableRecords: [[[UInt8]]] { [] }
}
