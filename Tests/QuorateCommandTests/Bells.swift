import QuorateLanguage

/// A door that somebody opens, and a bell that nobody hears.
struct Bells<List: WaiverList>: Spec {
    static var name: String { "Bells" }
    static var waivedMutants: [MutantWaiver] { List.waivers }
    struct State: SpecState {
        var isOpen = false
        var hasRung = false
    }
    enum Action: SpecAction { case open, ring }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.open, if: !s.isOpen) { $0.isOpen = true }
        next.take(.ring, if: !s.hasRung && !s.isOpen) { $0.hasRung = true }
    }
    var properties: [Property<State>] { [.reachable("an open door") { $0.isOpen }] }
}

/// The waivers of a spec.
protocol WaiverList: Sendable { static var waivers: [MutantWaiver] { get } }
enum NoWaiver: WaiverList { static let waivers: [MutantWaiver] = [] }
enum FittingWaivers: WaiverList {
    static let waivers: [MutantWaiver] = [
        .waive(.neverTake, "ring", because: "nobody hears it"),
        .waive(.dropEffect, "ring", number: 1, because: "nobody hears it"),
        .waive(.dropGuard, "ring", because: "nobody hears it"),
    ]
}
enum WaiversByNumber: WaiverList {
    static let waivers: [MutantWaiver] = [
        .waive(.neverTake, "ring", number: 1, because: "nobody hears it"),
        .waive(.dropEffect, "ring", number: 1, because: "nobody hears it"),
    ]
}
enum WaiverOfTheNoticed: WaiverList {
    static let waivers =
        FittingWaivers.waivers + [.waive(.neverTake, "open", number: 1, because: "it is noticed")]
}
enum WaiverOfNothing: WaiverList {
    static let waivers =
        FittingWaivers.waivers + [.waive(.dropGuard, "close", because: "there is no such action")]
}
