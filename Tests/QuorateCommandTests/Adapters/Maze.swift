import Foundation
import QuorateLanguage
import QuorateReplay
import QuorateTraces
import SeededRandom
import Synchronization

/// Places with ways between them, at random.
struct Maze: Spec {
    static let actions = 4
    /// Way from a place by an action; nil where it is disabled.
    let ways: [[Int?]]

    struct State: SpecState { var place: UInt8 }
    enum Action: SpecAction { case go(Int) }

    init(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let places = random.number(2..<30)
        ways = (0..<places).map { place in
            (0..<Self.actions).map { action in
                // A way on from each place, so that most are reached.
                if action == 0, place + 1 < places { return place + 1 }
                return random.number(0..<5) < 2 ? nil : random.number(0..<places)
            }
        }
    }

    var initialStates: [State] { [State(place: 0)] }

    func actions(in s: State, _ next: inout Next<Self>) {
        for action in 0..<Self.actions {
            let target = ways[Int(s.place)][action]
            next.take(.go(action), if: target != nil) { $0.place = UInt8(target ?? 0) }
        }
    }

    var properties: [Property<State>] { [] }

    /// The places that can be come to, found with a set and a loop alone.
    var reached: Set<Int> {
        var (reached, rest) = (Set([0]), [0])
        while let place = rest.popLast() {
            for target in ways[place].compactMap(\.self) where reached.insert(target).inserted {
                rest.append(target)
            }
        }
        return reached
    }
}

/// Code of a maze behind any number of adapters in this process.
final class MazeCode: Sendable {
    indirect enum Fault: Hashable, Sendable {
        case none
        /// A way that leads to another place.
        case wrongWay(Int, Int)
        /// A way out of the maze where there is none.
        case extraWay(Int, Int)
        /// The place shows as another one the first time that a process comes there.
        case oncePerProcess(Int)
        /// The process with this number says no more after so many requests.
        case death(process: Int, requests: Int)
        /// The first place of all shows as another one.
        case wrongStart(Int)
        /// A way that is never gone.
        case never(Int, Int)
        /// A way that leads astray only if it is come to along just these actions.
        case wrongRun([Int])
        /// A fault of the process with this number, and of no other.
        case only(process: Int, Fault)
    }

    struct Way: Hashable { let place, action: Int }

    let maze: Maze
    let fault: Fault
    private let started = Mutex(0)
    /// The ways that were taken, by any of the processes.
    let taken = Mutex(Set<Way>())
    /// The actions of each run from a start, as far as it was taken.
    let runs = Mutex(Set<[Int]>())
    /// Number of answers that a fault has changed.
    let shown = Mutex(0)

    init(_ maze: Maze, _ fault: Fault) { (self.maze, self.fault) = (maze, fault) }

    /// Another process of the adapter.
    func channel() -> any AdapterChannel {
        MazeChannel(
            self,
            number: started.withLock { started in
                started += 1
                return started
            })
    }

    func target(processes: Int) -> ReplayTarget {
        .adapter(for: ErasedSpec(maze), processes: processes) { [self] () throws(AdapterError) in channel() }
    }
}

/// One adapter.
private final class MazeChannel: AdapterChannel {
    private struct State {
        var place = 0
        var requests = 0
        var hasShown = false
        var run: [Int] = []
    }

    let code: MazeCode
    let number: Int
    private let state = Mutex(State())

    init(_ code: MazeCode, number: Int) { (self.code, self.number) = (code, number) }

    /// The fault of this process.
    private var fault: MazeCode.Fault {
        guard case .only(let process, let fault) = code.fault else { return code.fault }
        return process == number ? fault : .none
    }

    func close() {}

    func exchange(_ requests: [String]) -> (answers: [String], failure: AdapterError?) {
        state.withLock { state in
            var answers: [String] = []
            for request in requests {
                state.requests += 1
                if fault == .death(process: number, requests: state.requests) {
                    return (answers, .broke("the adapter was ended by signal 9"))
                }
                guard let json = try? JSONValue(parsing: Data(request.utf8)) else { continue }
                answers.append("{\"id\": \(json["id"]?.line ?? "0"), \(answer(to: json, &state))}")
            }
            return (answers, nil)
        }
    }

    private func answer(to request: JSONValue, _ state: inout State) -> String {
        switch request["op"] {
        case "hello": return "\"protocol\": 1, \"observes\": [\"place\"]"
        case "start":
            (state.place, state.run) = (0, [])
            guard case .wrongStart(let place) = fault else { return "\"state\": {\"place\": 0}" }
            code.shown.withLock { $0 += 1 }
            return "\"state\": {\"place\": \(place)}"
        default:
            guard case .string(let digits) = request["arguments"]?.elements?.first?["#bigint"],
                let action = Int(digits)
            else { return "\"error\": \"no action\"" }
            if fault == .never(state.place, action) {
                code.shown.withLock { $0 += 1 }
                return "\"did\": \"never\", \"reason\": \"a choice of process \(number)\","
                    + " \"state\": {\"place\": \(state.place)}"
            }
            return "\"did\": \"\(take(action, &state))\", \"state\": {\"place\": \(shown(&state))}"
        }
    }

    private func take(_ action: Int, _ state: inout State) -> String {
        guard code.maze.ways.indices.contains(state.place) else { return "refused" }
        var target = code.maze.ways[state.place][action]
        switch fault {
        case .wrongWay(state.place, action): target = (target ?? 0) + 1
        case .extraWay(state.place, action): target = 200
        case .wrongRun(state.run + [action]): target = (target ?? 0) + 1
        default: break
        }
        if target != code.maze.ways[state.place][action] { code.shown.withLock { $0 += 1 } }
        guard let target else { return "refused" }
        state.run.append(action)
        code.runs.withLock { _ = $0.insert(state.run) }
        code.taken.withLock { _ = $0.insert(.init(place: state.place, action: action)) }
        state.place = target
        return "done"
    }

    private func shown(_ state: inout State) -> Int {
        guard fault == .oncePerProcess(state.place), !state.hasShown else { return state.place }
        state.hasShown = true
        return state.place + 100
    }
}
