import QuorateLanguage
import SeededRandom
import Testing

@testable import QuorateCommand

/// Several processes of an adapter find what one finds, and say it in the same words.
@Suite struct AdapterTeamTests {
    private func conform(_ code: MazeCode, _ processes: Int, _ more: String...) async -> Outcome {
        await quorate(
            ["conform", "Maze", "--negative", "--quiet"] + more, over: Catalog([.spec(code.maze)])
        ) { session in
            session.drivers = [code.target(processes: processes)]
        }
    }

    /// A maze that is worth being shared.
    private var large: Maze {
        (1...).lazy.map { Maze(seed: $0) }.first { $0.reached.count > 24 } ?? Maze(seed: 1)
    }

    /// The report without what may depend on the number of processes: how much was executed, and how long it took.
    private func report(of outcome: Outcome) -> String {
        outcome.output.split(separator: "\n").filter {
            !$0.hasPrefix("  adapter") && !$0.hasPrefix("  search")
        }.joined(separator: "\n")
    }

    /// A place on the way and an action that is enabled there, or disabled.
    private func way(in maze: Maze, isEnabled: Bool, _ random: inout SplitMix) -> (Int, Int)? {
        let ways = maze.reached.sorted().flatMap { place in
            (0..<Maze.actions).filter { (maze.ways[place][$0] != nil) == isEnabled }.map { (place, $0) }
        }
        return ways.isEmpty ? nil : random.pick(ways)
    }

    private func fault(_ kind: Int, in maze: Maze, _ random: inout SplitMix) -> MazeCode.Fault? {
        switch kind {
        case 0: .some(.none)
        case 1: way(in: maze, isEnabled: true, &random).map { .wrongWay($0.0, $0.1) }
        case 2: way(in: maze, isEnabled: false, &random).map { .extraWay($0.0, $0.1) }
        default:
            // The initial place is shown before anything is taken.
            way(in: maze, isEnabled: true, &random).flatMap { maze.ways[$0.0][$0.1] }.map {
                .oncePerProcess($0)
            }
        }
    }

    /// Each kind of fault once; `AdapterTeamLongTests` has more.
    @Test(arguments: Seed.each([1])) func findTheSame(seed: UInt64) async {
        await findTheSame(seed, 0..<4)
    }

    fileprivate func findTheSame(_ seed: UInt64, _ rounds: Range<Int>) async {
        var random = SplitMix(seed: seed)
        for round in 0..<rounds.upperBound {
            let maze = Maze(seed: random.next())
            guard let fault = fault(round % 4, in: maze, &random), rounds.contains(round) else { continue }
            let one = await conform(MazeCode(maze, fault), 1)
            let isSound = round % 4 == 0
            #expect((one.status == 0) == isSound, "\(fault), \(one.output)\(one.errors)")
            for processes in 2...4 {
                let code = MazeCode(maze, fault)
                let several = await conform(code, processes)
                let comment = Comment(rawValue: "seed \(seed), round \(round), \(fault), \(processes)")
                #expect(several.status == one.status, comment)
                #expect(report(of: several) == report(of: one), comment)
                if isSound { expectAllWays(of: code, several, comment) }
            }
        }
    }

    /// Every way of the maze was taken, and was counted.
    private func expectAllWays(of code: MazeCode, _ outcome: Outcome, _ comment: Comment) {
        let ways = code.maze.reached.flatMap { place in
            (0..<Maze.actions).filter { code.maze.ways[place][$0] != nil }
                .map { MazeCode.Way(place: place, action: $0) }
        }
        #expect(code.taken.withLock { $0 } == Set(ways), comment)
        #expect(outcome.output.contains("  steps         \(ways.count), each taken"), comment)
    }

    /// One process that ends while the others go on, whichever of them and whenever.
    @Test(arguments: 1...3) func oneEnds(process: Int) async {
        let maze = large
        for requests in [1, 2, 5, 9, 14] {
            let outcome = await conform(MazeCode(maze, .death(process: process, requests: requests)), 3)
            // One that a driver lists and that cannot be greeted is a list that is wrong.
            #expect(outcome.status == (requests == 1 ? 65 : 40), "\(requests), \(outcome.output)")
            #expect(!outcome.output.contains("the code conforms\n"), "\(outcome.output)")
            #expect((outcome.output + outcome.errors).contains("signal 9"), "\(outcome.output)")
        }
    }

    /// What one process alone has done otherwise no other one takes back.
    @Test(arguments: Seed.each([1])) func onlyOneIsOtherwise(seed: UInt64) async {
        var random = SplitMix(seed: seed)
        var shown = [0, 0, 0, 0]
        for round in 0..<24 {
            let maze = Maze(seed: random.next())
            let processes = random.number(2..<5)
            let process = random.number(1..<processes + 1)
            guard let fault = faultOfOne(round % 4, in: maze, &random) else { continue }
            let code = MazeCode(maze, .only(process: process, fault))
            let outcome = await conform(code, processes)
            let comment = "seed \(seed), round \(round), \(code.fault) of \(processes), \(outcome.output)"
            guard code.shown.withLock({ $0 }) > 0 else {
                #expect(outcome.status == 0, "\(comment)")
                continue
            }
            shown[round % 4] += 1
            // The first is asked what nobody else is: it may well leave something out.
            let leavesOut = round % 4 == 2 && process == 1 && outcome.output.contains("leaves out steps")
            #expect(outcome.status == (leavesOut ? 0 : 41), "\(comment)\(outcome.errors)")
        }
        #expect(shown.allSatisfy { $0 > 1 }, "\(shown)")
    }

    /// A fault that one process alone may have, of each kind.
    private func faultOfOne(_ kind: Int, in maze: Maze, _ random: inout SplitMix) -> MazeCode.Fault? {
        switch kind {
        case 0: way(in: maze, isEnabled: false, &random).map { .extraWay($0.0, $0.1) }
        case 1: .wrongStart(random.number(1..<3))
        case 2: way(in: maze, isEnabled: true, &random).map { .never($0.0, $0.1) }
        default: way(in: maze, isEnabled: true, &random).map { .wrongWay($0.0, $0.1) }
        }
    }

    /// Two different answers to one step are told, with the run to it.
    @Test func tellsBothAnswers() async throws {
        let maze = large
        let action = try #require((0..<Maze.actions).first { maze.ways[0][$0] != nil })
        let outcome = await conform(MazeCode(maze, .only(process: 2, .never(0, action))), 2)
        #expect(outcome.status == 41)
        #expect(
            outcome.output.contains(
                "At step 1: the code does not agree with itself: two processes answer go(\(action)) differently: for"
                    + " the one it is done, and for the other never done (a choice of process 2)"),
            "\(outcome.output)")
    }

    /// Reasons may have the process in them; that is no difference.
    @Test func leavesOutTheSame() async throws {
        let maze = large
        let ways = maze.reached.sorted().flatMap { place in (0..<Maze.actions).map { (place, $0) } }
        let (place, action) = try #require(ways.first { $0.0 > 0 && maze.ways[$0.0][$0.1] != nil })
        for processes in 1...4 {
            let outcome = await conform(MazeCode(maze, .never(place, action)), processes)
            #expect(outcome.status == 0 && outcome.output.contains("leaves out"), "\(outcome.output)")
            #expect(outcome.output.contains("go 1: a choice of process 1"), "\(outcome.output)")
            // All are asked for the way that most others begin with.
            let first = await conform(MazeCode(maze, .never(0, 0)), processes)
            #expect(first.output.contains("go 1: a choice of process 1"), "\(first.output)")
        }
    }

    /// Of a part of the spec, as much is seen as by one.
    @Test(arguments: [["--max-depth", "3"], ["--max-states", "9"]]) func partsOfASpec(limit: [String]) async {
        let maze = large
        let one = await conform(MazeCode(maze, .none), 1, limit[0], limit[1])
        #expect(one.status == 30, "\(one.output)\(one.errors)")
        for processes in 2...4 {
            let several = await conform(MazeCode(maze, .none), processes, limit[0], limit[1])
            #expect(several.status == 30 && report(of: several) == report(of: one), "\(several.output)")
        }
    }
}

/// More mazes and faults.
@Suite struct AdapterTeamLongTests {
    @Test(arguments: Seed.each([1])) func findTheSame(seed: UInt64) async {
        await AdapterTeamTests().findTheSame(seed, 4..<8)
    }
}
