import QuorateLanguage

/// A ferry takes passengers aboard, crosses and lets them off; 7 states with 3 seats.
///
/// Its variants keep their promises or break them, in each way that there is.
struct Ferry: Spec {
    static let summary = "A ferry crosses a river."

    var seats = 3
    var mutant: Mutant?
    var variant: Variant?

    var parameters: [Parameter<Self>] { [Parameter("seats", \.seats, in: 1...9)] }

    struct State: SpecState {
        var aboard: UInt8 = 0
        var isAway = false
    }

    enum Action: SpecAction {
        case board, cross, land
    }

    enum Mutant: String, SpecMutant {
        case overloaded
        var expectation: MutantExpectation { .breaks("a seat for each", "lets one more aboard") }
    }

    enum Variant: String, SpecVariant {
        case otherComparison = "other-comparison"
        case fullOnly = "full-only"
        case atLeastOne = "at-least-one"
        case emptyRuns = "empty-runs"
        case standing
        case inPort = "in-port"

        var expectation: VariantExpectation {
            switch self {
            case .otherComparison: .behavesTheSame("nobody boards one by one past the last seat")
            case .fullOnly: .holds("waiting harms nobody", source: "a captain, page 3")
            case .atLeastOne: .holds("one passenger is more than none")
            case .emptyRuns: .behavesTheSame("an empty ferry is as good as none", source: "a captain, page 4")
            case .standing: .holds("one may stand", source: "a captain, page 5")
            case .inPort: .holds("a ferry in port is safe")
            }
        }
    }

    var initialStates: [State] { [State()] }

    func actions(in s: State, _ next: inout Next<Self>) {
        let seats = UInt8(variant == .standing || mutant == .overloaded ? seats + 1 : seats)
        let hasRoom = variant == .otherComparison ? s.aboard != seats : s.aboard < seats
        next.take(.board, if: !s.isAway && hasRoom) { $0.aboard += 1 }
        let isReady =
            switch variant {
            case .fullOnly: s.aboard == seats
            case .atLeastOne: s.aboard >= 1
            case .emptyRuns: true
            case .inPort: false
            default: s.aboard > 0
            }
        next.take(.cross, if: !s.isAway && isReady) { $0.isAway = true }
        next.take(.land, if: s.isAway) { $0 = State() }
    }

    var properties: [Property<State>] {
        let seats = UInt8(seats)
        return [.always("a seat for each") { $0.aboard <= seats }, .reachable("a crossing") { $0.isAway }]
    }
}
