public import Foundation

/// A run as a file of any tool tells it, not yet held against a spec: what is known of each step and of each state.
public struct ForeignRun: Hashable, Sendable {
    /// A variable of a state, or a pick of a step, by its name in the file.
    public struct Variable: Hashable, Sendable {
        /// The name, perhaps with the modules of the other tool in front, as in `bank::balances`.
        public var name: String
        /// The value.
        public var value: ForeignValue

        /// The variable called `name`.
        public init(name: String, value: ForeignValue) {
            self.name = name
            self.value = value
        }
    }

    /// A step as the file tells it.
    public struct Step: Hashable, Sendable {
        /// The action's name, perhaps with the modules of the other tool in front, as in `bank::deposit`; nil where
        /// the file names none.
        public var action: String?
        /// The arguments by name, or nil where the file does not tell any.
        public var picks: [Variable]?

        /// The step that takes `action` with `picks`.
        public init(action: String?, picks: [Variable]?) {
            self.action = action
            self.picks = picks
        }
    }

    /// The steps, the first one out of the first state.
    public var steps: [Step]
    /// The variables of each state, by the names of the file; one state more than there are steps.
    public var states: [[Variable]]
    /// The position of the state at which the loop begins that ends in the last state, or nil for a run that ends.
    public var loop: Int?
    /// The variables that the file lists.
    public var listed: [String] = []
    /// The variables of the states that the file does not list.
    public var unlisted: [String] = []
    /// The names of the parameters, whose values stand in the first state.
    public var parameters: [String] = []
    /// Remarks of the tool about the file, as in `source: bank.qnt`.
    public var remarks: [String] = []
    /// Module whose variables are meant where several have one of a name.
    public var module: String?

    /// The run of `steps` through `states`.
    public init(steps: [Step], states: [[Variable]]) {
        self.steps = steps
        self.states = states
    }

    /// A name without the modules in front of it: `bankTest::bank::balances` is `balances`.
    static func withoutModules(_ name: String) -> String {
        name.range(of: "::", options: .backwards).map { String(name[$0.upperBound...]) } ?? name
    }

    /// The modules in front of a name, as in `bankTest::bank`.
    static func modules(of name: String) -> String {
        name.range(of: "::", options: .backwards).map { String(name[..<$0.lowerBound]) } ?? ""
    }
}

extension ITF {
    /// The runs that `data` tells, whichever tool has written it.
    ///
    /// A file may have several: in a list, or one after the other. Besides the Informal Trace Format, with actions as
    /// Quint's model-based testing writes them or without any, TLC's JSON is read. Values are not read yet, so that
    /// nothing in them makes a file malformed.
    /// - Throws: ``TraceFileError``, whatever `data` is.
    public static func runs(from data: Data) throws -> [ForeignRun] {
        try ForeignFile(data).runs()
    }

    /// The one run that `data` tells, whichever tool has written it.
    ///
    /// - Throws: ``TraceFileError``, also where there are several.
    public static func run(from data: Data) throws -> ForeignRun {
        let runs = try runs(from: data)
        guard runs.count == 1 else { throw TraceFileError.severalTraces(count: runs.count) }
        return runs[0]
    }

    /// The one run in the file at `path`, whichever tool has written it.
    ///
    /// - Throws: ``TraceInputOutputError`` when the file cannot be read; ``TraceFileError`` when it is
    ///   malformed or larger than 64 MiB, of which no more is read.
    public static func run(fromFile path: String) throws -> ForeignRun {
        try run(from: content(ofFile: path))
    }
}
