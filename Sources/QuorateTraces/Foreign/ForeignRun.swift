public import Foundation
public import QuorateLanguage

/// A run as an ITF file of any tool tells it, not yet held against a spec.
public struct ForeignRun: Hashable, Sendable {
    /// A step as the file tells it.
    public struct Step: Hashable, Sendable {
        /// The action's name, perhaps with the modules of the other tool in front, as in `bank::deposit`.
        public var action: String
        /// The arguments by name, or nil where the file does not tell any.
        public var picks: [SpecValue.Field]?

        /// The step that takes `action` with `picks`.
        public init(action: String, picks: [SpecValue.Field]?) {
            self.action = action
            self.picks = picks
        }
    }

    /// The steps, the first one out of the first state.
    public var steps: [Step]
    /// The variables of each state, by the names of the file; one state more than there are steps.
    public var states: [[SpecValue.Field]]
    /// The position of the state at which the loop begins that ends in the last state, or nil for a run that ends.
    public var loop: Int?
    /// The variables that the file lists.
    public var listed: [String] = []
    /// The variables of the states that the file does not list.
    public var unlisted: [String] = []

    /// The run of `steps` through `states`.
    public init(steps: [Step], states: [[SpecValue.Field]]) {
        self.steps = steps
        self.states = states
    }

    /// A name without the modules in front of it: `bankTest::bank::balances` is `balances`.
    static func withoutModules(_ name: String) -> String {
        name.range(of: "::", options: .backwards).map { String(name[$0.upperBound...]) } ?? name
    }
}

extension ITF {
    /// The run that `data` tells, whichever tool has written it.
    ///
    /// The actions are those of Quint's model-based testing: every state but the first has the action that
    /// led to it in `mbt::actionTaken`, and may have the arguments in `mbt::nondetPicks`. Integers may be
    /// plain JSON numbers, as the format had them before 2023. A loop at the end is not part of the run.
    /// - Throws: ``TraceFileError``, whatever `data` is.
    public static func run(from data: Data) throws -> ForeignRun {
        try ForeignRunReader(JSONParser.parse(data)).run()
    }

    /// The run in the file at `path`, whichever tool has written it.
    ///
    /// - Throws: ``TraceInputOutputError`` when the file cannot be read; ``TraceFileError`` when it is
    ///   malformed or larger than 64 MiB, of which no more is read.
    public static func run(fromFile path: String) throws -> ForeignRun {
        try run(from: content(ofFile: path))
    }
}
