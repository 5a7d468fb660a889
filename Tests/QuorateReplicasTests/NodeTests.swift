import QuorateReplicas
import Testing

/// A replica that wants done what it is told to want, and remembers its records: enough to test a node.
private struct Scripted: Replica {
    typealias Event = String
    struct State: Hashable, Sendable {
        var waiting: [Output<String>] = []
        var recovered: [[UInt8]] = []
    }

    var state = State()

    init(_ configuration: Int, recovering records: [[UInt8]]) throws {
        if let index = records.firstIndex(of: [255]) { throw RecoveryFailure(record: index, reason: "255") }
        state.recovered = records
    }

    mutating func receive(_ input: [Output<String>]) { state.waiting += input }

    mutating func nextOutput() -> Output<String>? {
        state.waiting.isEmpty ? nil : state.waiting.removeFirst()
    }
}

/// A log in memory that remembers what it was asked for, and that can fail.
private struct JournalLog: DurableLog, Hashable {
    struct Full: Error {}

    var memory = MemoryLog()
    var calls: [String] = []
    var isFull = false

    var records: [[UInt8]] { memory.records }

    mutating func append(_ record: [UInt8]) throws {
        if isFull { throw Full() }
        calls.append("append \(record)")
        memory.append(record)
    }

    mutating func sync() throws {
        if isFull { throw Full() }
        calls.append("sync")
        memory.sync()
    }

    mutating func replace(with records: [[UInt8]]) throws {
        if isFull { throw Full() }
        calls.append("replace \(records)")
        memory.replace(with: records)
    }

    mutating func reopen() { memory.reopen() }
}

/// The loop between a replica and its log: what has to be durable is, before what depends on it leaves.
@Suite struct NodeTests {
    private typealias ScriptedNode = Node<Scripted, JournalLog>

    private func node(_ log: JournalLog = JournalLog()) throws -> ScriptedNode { try Node(0, log: log) }

    @Test func aRecordIsDurableBeforeWhatDependsOnItLeaves() throws {
        var node = try node()
        node.accept([
            .persist([1]), .persist([2]), .send([3], to: 4), .persist([5]), .event("e"), .broadcast([6]),
        ])
        #expect(try node.nextOutput() == .send([3], to: 4))
        #expect(
            node.log.calls == ["append [1]", "append [2]", "sync"] && node.log.memory.durable == [[1], [2]])
        #expect(try node.nextOutput() == .event("e"))
        #expect(node.log.calls.suffix(2) == ["append [5]", "sync"])
        #expect(try node.nextOutput() == .broadcast([6]))
        #expect(node.log.calls.count == 5)
        #expect(try node.nextOutput() == nil)
        #expect(node.log.calls.count == 5)
    }

    @Test(arguments: [
        Output<String>.send([1], to: 2), .broadcast([1]), .reply([1], client: 2), .event("e"),
    ])
    func everyKindOfOutputWaitsForTheRecordInFrontOfIt(output: Output<String>) throws {
        var node = try node()
        #expect(try node.receive([.persist([7]), output]) == [output])
        #expect(node.log.calls == ["append [7]", "sync"])
    }

    /// A record behind which nothing leaves is durable too when the outputs end.
    @Test func aRecordBehindWhichNothingLeavesIsDurableToo() throws {
        var node = try node()
        #expect(try node.receive([.event("e"), .persist([1])]) == [.event("e")])
        #expect(node.log.memory.durable == [[1]])
    }

    /// A replacement is durable in itself, and a record behind it is synced.
    @Test func aReplacementIsDurableInItself() throws {
        var node = try node()
        let outputs = try node.receive([
            .persist([1]), .compact([[2]]), .event("e"), .persist([3]), .event("f"),
        ])
        #expect(outputs == [.event("e"), .event("f")])
        #expect(node.log.calls == ["append [1]", "replace [[2]]", "append [3]", "sync"])
    }

    @Test func nothingLeavesWhenTheLogCannotBeWritten() throws {
        var log = JournalLog()
        log.isFull = true
        for input: [Output<String>] in [[.persist([1]), .event("e")], [.compact([]), .event("e")]] {
            var node = try node(log)
            #expect(throws: JournalLog.Full.self) { try node.receive(input) }
        }
    }

    @Test func aRestartBeginsWithTheDurableRecordsAlone() throws {
        var node = try node()
        _ = try node.receive([.persist([1]), .event("e")])
        node.accept([.persist([2]), .event("f")])
        try node.restart()
        #expect(node.replica.state.recovered == [[1]] && node.replica.state.waiting.isEmpty)
        let failure = RecoveryFailure(record: 1, reason: "255")
        _ = try node.receive([.persist([255])])
        #expect(throws: failure) { try node.restart() }
        #expect("\(failure)" == "record 1 of the durable log: 255")
    }

    @Test func nodesAreEqualWhenStateAndLogAre() throws {
        var (one, other) = (try node(), try node())
        #expect(one == other && one.hashValue == other.hashValue)
        one.accept([.event("e")])
        #expect(one != other)
        other.accept([.event("e")])
        #expect(one == other)
        _ = try one.receive([.persist([1])])
        _ = try other.receive([.persist([2])])
        #expect(one != other)
    }

    /// A node with its log in a file is started again, by itself and by a new process.
    @Test func aNodeWithItsLogInAFileIsStartedAgain() throws {
        let folder = try TemporaryFolder()
        func run(_ body: (inout Node<Scripted, FileLog>) throws -> Void) throws {
            var node = try Node<Scripted, FileLog>(0, log: FileLog(path: folder.log))
            try body(&node)
        }
        try run { node in
            _ = try node.receive([.persist([1]), .event("e"), .persist([2])])
            try node.restart()
            #expect(node.replica.state.recovered == [[1], [2]])
            _ = try node.receive([.compact([[3]]), .persist([4])])
        }
        folder.bytes += [1, 2, 3]
        try run { node in
            #expect(node.replica.state.recovered == [[3], [4]] && node.log.recovered?.count == 3)
        }
    }
}
