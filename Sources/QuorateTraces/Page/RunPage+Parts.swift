extension RunPage {
    /// A step with all that is known of it.
    package struct Step: Hashable, Sendable {
        /// Action with its arguments, and its name alone.
        package var action: String
        package var name: String
        /// Position of the lane that takes it.
        package var lane: Int
        /// Line of the action.
        package var place: Place?
        package var changes: [Change]
        package var arrows: [Arrow]
        /// Obligations that the step discharges on its way around a loop.
        package var discharges: [String] = []

        package init(
            action: String, name: String, lane: Int, place: Place?, changes: [Change], arrows: [Arrow]
        ) {
            (self.action, self.name, self.lane) = (action, name, lane)
            (self.place, self.changes, self.arrows) = (place, changes, arrows)
        }
    }

    /// A part of the state with its values before and after a step.
    package struct Change: Hashable, Sendable {
        package var part: String
        package var old: String?
        package var new: String?
        /// The change in one line.
        package var text: String

        package init(part: String, old: String?, new: String?, text: String) {
            (self.part, self.old, self.new, self.text) = (part, old, new, text)
        }
    }

    /// A message, or what else leads from one party to a step of another.
    package struct Arrow: Hashable, Sendable {
        /// Ground on which the arrow stands.
        package enum Kind: String, Sendable {
            /// The arguments of the action say who sends and who receives.
            case stated
            /// The step that it begins at made the guard true.
            case enabling
            /// The step that it begins at put a sender into the set that made the guard true.
            case counted
        }

        package var kind: Kind
        /// Lanes.
        package var from: Int
        package var to: Int
        /// Number of the step that it begins at; that of the step itself where none is known.
        package var since: Int

        package init(kind: Kind, from: Int, to: Int, since: Int) {
            (self.kind, self.from, self.to, self.since) = (kind, from, to, since)
        }
    }

    /// A property with what becomes of it in each state.
    package struct Property: Hashable, Sendable {
        /// State of the property in a state of the run.
        package enum Mark: String, CaseIterable, Sendable {
            case holds = "h"
            case broken = "b"
            /// The premise is false.
            case idle = "i"
            case reached = "r"
            /// Not reached in this state.
            case open = "o"
            /// The goal is met in this state.
            case goal = "g"
            /// The goal is not met in this state.
            case waiting = "w"
        }

        package var name: String
        package var kind: String
        package var place: Place?
        package var marks: [Mark]
        /// True for the property that the run is about.
        package var isShown: Bool

        package init(name: String, kind: String, place: Place?, marks: [Mark], isShown: Bool) {
            (self.name, self.kind, self.place) = (name, kind, place)
            (self.marks, self.isShown) = (marks, isShown)
        }
    }

    /// An action with its arguments, and in which states it could be taken.
    package struct Offer: Hashable, Sendable {
        /// Answer of a state to whether the action can be taken.
        package enum Status: String, Sendable {
            case enabled = "e"
            /// The guard is false.
            case disabled = "d"
            /// The spec does not get so far as to ask.
            case absent = "a"
            /// Nobody has looked.
            case unknown = "u"
        }

        /// A status from a state on.
        package struct Turn: Hashable, Sendable {
            package var state: Int
            package var status: Status

            package init(state: Int, status: Status) {
                (self.state, self.status) = (state, status)
            }
        }

        package var action: String
        package var name: String
        package var place: Place?
        /// The guard as it is written, or nil where its text is not known.
        package var condition: String?
        /// Positions of the variables that the guard names.
        package var fields: [Int]
        package var turns: [Turn]

        package init(
            action: String, name: String, place: Place?, condition: String?, fields: [Int], turns: [Turn]
        ) {
            (self.action, self.name, self.place) = (action, name, place)
            (self.condition, self.fields, self.turns) = (condition, fields, turns)
        }

        /// The status in a state.
        package func status(in state: Int) -> Status {
            turns.last { $0.state <= state }?.status ?? .absent
        }
    }

    /// A replay of the run on real code.
    package struct CodeRun: Hashable, Sendable {
        /// Mark of a state of the run.
        package enum Mark: String, CaseIterable, Sendable {
            case taken = "t"
            case refused = "r"
            case diverged = "x"
            case leftOut = "l"
            case unreached = "u"
        }

        /// Something that the code has and the run of the spec has not, or has otherwise.
        package struct Sight: Hashable, Sendable {
            package var name: String
            package var inSpec: String?
            package var inCode: String?

            package init(name: String, inSpec: String?, inCode: String?) {
                (self.name, self.inSpec, self.inCode) = (name, inSpec, inCode)
            }
        }

        package var name: String
        package var outcome: String
        package var isExpected: Bool
        package var facts: [Fact]
        package var marks: [Mark]
        /// Differences in each state, and the number of variables that are the same.
        package var sights: [[Sight]]
        package var agreeing: [Int]
        /// Messages that correct replicas send on the way to each state.
        package var sent: [[String]]

        package init(
            name: String, outcome: String, isExpected: Bool, facts: [Fact], marks: [Mark],
            sights: [[Sight]], agreeing: [Int], sent: [[String]]
        ) {
            (self.name, self.outcome, self.isExpected) = (name, outcome, isExpected)
            (self.facts, self.marks, self.sights) = (facts, marks, sights)
            (self.agreeing, self.sent) = (agreeing, sent)
        }
    }
}
