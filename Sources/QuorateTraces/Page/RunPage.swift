package import QuorateLanguage

/// A run as a page shows it: the value of which the page's data is the encoding, and its text another rendering.
///
/// All texts are ready to be read: what a reader would not see in them is escaped already.
package struct RunPage: Hashable, Sendable {
    /// Title, as in `TwoPhaseCommit, mutant hasty-commit, managers=3`.
    package var title: String
    /// Sentence on what the run shows.
    package var claim: String
    /// Verdict of the claim, for its colour and its sign.
    package var verdict: Verdict
    /// Facts about the run that stand below the title.
    package var facts: [Fact] = []
    /// Lanes from left to right.
    package var lanes: [Lane]
    /// The steps, the first one out of the first state.
    package var steps: [Step]
    /// Names of the variables.
    package var fields: [String]
    /// Values of the variables in each state, in the order of the names; nil for one that a state does not have.
    package var states: [[String?]]
    /// Changes that made the first state: what is not empty in it.
    package var start: [String]
    /// Properties with what becomes of them along the run.
    package var properties: [Property] = []
    /// Actions that are enabled, or could be, somewhere along the run.
    package var offers: [Offer] = []
    /// Lines on why the run shows what it shows.
    package var reasons: [String] = []
    /// Loop at the end, or nil.
    package var loop: Loop?
    /// Replays on real code.
    package var code: [CodeRun] = []
    /// Drawings of the states, or none where the spec does not say how they are drawn.
    package var drawings: [StateDrawing] = [] { didSet { drawsAll = Self.hasRoom(for: drawings) } }
    /// True where every state is drawn.
    package private(set) var drawsAll = true
    /// The run as a text and as a diagram in Mermaid's language.
    package var copies: Copies
    /// Place of the run on a page of several, or nil on one of its own.
    package var inset: Inset?

    /// Verdict on a run.
    package enum Verdict: String, Sendable {
        case broken, met, neutral
    }

    /// A fact with its label, as in `Source: Gray and Lamport`.
    package struct Fact: Hashable, Sendable {
        package var label: String
        package var place: Place

        package init(_ label: String, _ text: String, link: String? = nil) {
            self.label = label
            place = Place(text: text, link: link)
        }
    }

    /// A text that may lead somewhere.
    package struct Place: Hashable, Sendable {
        package var text: String
        package var link: String?

        package init(text: String, link: String? = nil) {
            self.text = text
            self.link = link
        }
    }

    /// A party of the run.
    package struct Lane: Hashable, Sendable {
        package var name: String
        package var title: String

        package init(name: String, title: String) {
            self.name = name
            self.title = title
        }
    }

    /// Loop in which the run goes on.
    package struct Loop: Hashable, Sendable {
        /// Position of the state at which it begins.
        package var start: Int
        /// Lines on what is owed.
        package var notes: [String]

        package init(start: Int, notes: [String]) {
            self.start = start
            self.notes = notes
        }
    }

    /// Place of a run on a page of several, which has no script and no data.
    package struct Inset: Hashable, Sendable {
        /// Number of the run on the page.
        package var number: Int
        /// Remarks on single states.
        package var remarks: [Remark]

        package init(number: Int, remarks: [Remark]) { (self.number, self.remarks) = (number, remarks) }
    }

    /// Remark on a state, which is told by its sign where there is no room for more.
    package struct Remark: Hashable, Sendable {
        package var state: Int
        package var sign: String
        package var text: String

        package init(state: Int, sign: String, text: String) {
            (self.state, self.sign, self.text) = (state, sign, text)
        }
    }

    /// Other forms of the run, to be copied.
    package struct Copies: Hashable, Sendable {
        package var text: String
        package var mermaid: String

        package init(text: String, mermaid: String) {
            self.text = text
            self.mermaid = mermaid
        }
    }

    /// A page of a run through `states` by `steps`.
    package init(
        title: String, claim: String, verdict: Verdict, lanes: [Lane], steps: [Step], fields: [String],
        states: [[String?]], start: [String], copies: Copies
    ) {
        (self.title, self.claim, self.verdict) = (title, claim, verdict)
        (self.lanes, self.steps, self.fields) = (lanes, steps, fields)
        (self.states, self.start, self.copies) = (states, start, copies)
    }
}
