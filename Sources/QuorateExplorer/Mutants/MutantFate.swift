/// Fate of a mutant: who notices it, or nobody.
package struct MutantFate: Hashable, Sendable {
    /// The fates that a mutant can have, what needs a person first.
    package enum Kind: String, CaseIterable, Sendable {
        /// It behaves otherwise, and no property notices.
        case survived
        /// A limit came before anything was noticed.
        case undecided
        /// A property falls, or is not reached.
        case noticed
        /// Something that must be possible is not, as an action that has to be taken.
        case vacuous
        /// The spec's own types or preconditions stop it.
        case refused
        /// It says less than the original, so that nothing can notice.
        case narrower
        /// It behaves exactly as the original, but for steps that change nothing.
        case equivalent
    }

    /// Fate in a word.
    package let kind: Kind
    /// Property that falls, or what tells the mutant from the spec; one line.
    package let text: String
    /// Steps of the shortest run that shows it, where one does.
    package let steps: Int?

    package init(_ kind: Kind, _ text: String = "", steps: Int? = nil) {
        self.kind = kind
        self.text = text
        self.steps = steps
    }
}
