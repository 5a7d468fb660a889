import QuorateQuorums
import Testing

@testable import QuorateLanguage

/// Drawings of states: what cannot be drawn is the spec's mistake, told with its name, and never a trap.
@Suite struct StateDrawingTests {
    /// A counter of each replica, drawn in some way.
    private struct Counters: DrawnSpec {
        typealias Mutant = NoMutant

        var draw: @Sendable (State) -> StateDrawing
        var mutant: NoMutant?

        struct State: SpecState { var count = ReplicaMap<BoundedInt<0, 3>>(0) }

        enum Action: SpecAction { case step(ReplicaID) }

        var replicas: ReplicaSet { ReplicaSet(count: 3) }
        var initialStates: [State] { [State()] }

        func actions(in s: State, _ next: inout Next<Self>) {
            for r in replicas { next.take(.step(r), if: s.count[r] < 3) { $0.count[r] += 1 } }
        }

        var properties: [Property<State>] { [.always("small") { $0.count[0] <= 3 }] }

        func drawing(of state: State) -> StateDrawing { draw(state) }
    }

    private func drawing(
        _ layout: StateDrawing.Layout = .list, _ draw: @escaping @Sendable (inout StateDrawing) -> Void
    ) throws -> StateDrawing? {
        let spec = ErasedSpec(
            Counters(draw: { _ in
                var drawing = StateDrawing(layout)
                draw(&drawing)
                return drawing
            }))
        return try spec.drawing(of: spec.initialStates()[0], state: 7)
    }

    private func problem(_ draw: @escaping @Sendable (inout StateDrawing) -> Void) -> String? {
        do {
            _ = try drawing(.list, draw)
            return nil
        } catch { return "\(error)" }
    }

    @Test func whatIsDrawnIsToldInWords() throws {
        let drawing = try drawing(.ring) {
            $0.box(0, "term 1", .init("leader", .leading), nil)
            $0.box(1, "")
            $0.arrow(from: 0, to: 1, "append", .waiting)
            $0.arrow(from: 1, to: 0)
            $0.note("nobody has committed")
        }
        #expect(
            drawing?.lines == [
                "r0: term 1, leader", "r1: ", "r0 → r1: append", "r1 → r0", "nobody has committed",
            ])
        #expect(try self.drawing { _ in }?.lines == [])
    }

    @Test func mistakesAreTold() {
        let place = "Counters: the drawing of state 7: "
        #expect(problem { $0.box(0, "") } == nil)
        #expect(
            problem {
                $0.box(0, "")
                $0.arrow(from: 0, to: 5)
            } == place + "the arrow from r0 to r5 has an end at r5, which has no box")
        #expect(
            problem {
                $0.box(0, "")
                $0.arrow(from: 0, to: 0)
            } == place + "an arrow leads from r0 to itself")
        #expect(
            problem {
                $0.box(0, "")
                $0.box(0, "")
            } == place + "r0 has two boxes")
        #expect(
            problem { drawing in
                drawing.box(0, "")
                drawing.box(1, "")
                for _ in 0...64 { drawing.arrow(from: 0, to: 1) }
            } == place + "65 arrows, and at most 64 can be drawn")
        #expect(
            problem { $0.box(0, "", .init("a"), .init("b"), .init("c"), .init("d"), .init("e")) }
                == place + "5 badges of one box, and at most 4 can be drawn")
        #expect(
            problem { drawing in for _ in 0...6 { drawing.note("") } }
                == place + "7 notes, and at most 6 can be drawn")
    }

    /// A replica that cannot be one is a fault of the spec's code, which is told and forgotten.
    @Test func faultsAreTold() {
        let before = SpecFault.countOnThisThread
        let told = problem { $0.box(ReplicaID(16 + $0.boxes.count), "") }
        #expect(told?.hasPrefix("Counters: the drawing of state 7: ") == true, "\(told ?? "nothing")")
        #expect(SpecFault.countOnThisThread == before)
    }
}
