import QuorateLanguage
import SeededRandom
import Testing

@testable import QuorateReplay

/// What several processes have told each other says along which runs it was seen.
@Suite struct AdapterTrailTests {
    /// No trail is one that no process was taken along as a whole, whatever they have taken over from each other.
    @Test(arguments: Seed.each([1])) func everyTrailWasTaken(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var trails = 0
        for processes in [2, 3, 4] {
            let maze = Maze(seed: random.next())
            let code = MazeCode(maze, .none)
            let dialogue = AdapterDialogue(maze, instance: ErasedSpec(maze).instance) {
                () throws(AdapterError) in code.channel()
            }
            let team = try AdapterTeam(maze, dialogue, processes: processes, triesAll: true)
            defer { team.close() }
            #expect(team.takeParts(mostStates: nil, depth: nil) { false })
            let runs = try team.lead.shared.runs.withLock { try allTrails(&$0, of: maze) }
            for run in runs where !run.isEmpty {
                trails += 1
                #expect(code.runs.withLock { $0.contains(run) }, "seed \(seed), \(processes), \(run)")
            }
        }
        #expect(trails > 30, "\(trails)")
    }

    /// The actions along all trails, after all steps were asked for.
    private func allTrails(_ runs: inout AdapterRuns<Maze>, of maze: Maze) throws -> [[Int]] {
        var (found, next) = ([try runs.root(maze.initialStates[0])], 0)
        while next < found.count {
            for action in 0..<Maze.actions {
                let result = runs.result(at: found[next], .init(action: .go(action)))
                if case .system(let system) = result, !found.contains(system) { found.append(system) }
            }
            next += 1
        }
        var trails: [Int] = []
        for entry in runs.book.entries {
            trails += Array(entry.trails.values)
            if let trail = entry.trail { trails.append(trail) }
        }
        return trails.compactMap { trail in runs.trails.run(along: trail).map(actions) }
    }

    private func actions(along run: AdapterRun<Maze>) -> [Int] {
        run.inputs.map { input in
            switch input.action {
            case .go(let action): action
            }
        }
    }
}
