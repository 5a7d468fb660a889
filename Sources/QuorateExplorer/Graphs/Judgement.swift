import QuorateLanguage

extension StateGraph {
    /// Meaning of one state for the properties, a bit for each aspect of each, and its place about the constraint.
    package struct Judgement: Hashable, Sendable {
        /// A side of a property that one state alone decides.
        package enum Aspect: Int, CaseIterable, Sendable {
            /// The state breaks an `.always` or deadlock freedom, or meets a `.reachable`.
            case shown
            /// The state may not be the last of a run, by deadlock freedom: steps or none. The goal of a liveness property is
            /// missed.
            case forbidden
            /// The state asks for the goal of a liveness property.
            case premise
        }

        /// For each property, in the order of the spec, a bit for each aspect.
        package var bits: [UInt8]
        /// True of a state outside the constraint: no steps were taken out of it.
        package var isOutside: Bool

        /// Truth of an aspect of the property at a position.
        package func has(_ aspect: Aspect, of property: Int) -> Bool {
            bits[property] & (1 << UInt8(aspect.rawValue)) != 0
        }
    }
}
